import type { Caller, PersonId, Place } from '../chat/caller.ts'
import { toLine } from './audit-line.ts'
import { linkNotFound, linksOff, noPages, tooManyPageLinks } from './link-errors.ts'
import { type LinkDeps, linkRightsIn, newLink, tokenOf } from './link-rights.ts'
import type { LinkToken } from './link-token.ts'
import type { SeenLines, SeesPlace } from './memory-reader.ts'
import { expiryOf, isInForce, LinkKind, type LinkTerm } from './page-link.ts'
import { notPermitted } from './permission-errors.ts'
import { mayManage, mayTakePart, mayWithdrawLink, requireTakingPart } from './permissions.ts'
import { type LinkedThing, type PlaceLink, pathOf } from './place-link.ts'
import type { PlaceLinkStore } from './place-link-store.ts'
import { toLinkLineJob } from './poll-jobs.ts'

/** A link in a list, with its secret part for those who may withdraw it. */
export interface ListedPlaceLink extends PlaceLink {
  readonly token: LinkToken
}

export interface PlaceLinkDeps extends LinkDeps {
  readonly placeLinks: PlaceLinkStore
  /** Whether a person leads or organises a reading group of a conversation. */
  readonly leadsIn: (person: PersonId, place: Place) => Promise<boolean>
  /** Whether everyone who sees its channel sees a thread. */
  readonly isAsChannel: (place: Place) => Promise<boolean>
  /** Whether people from outside its space may be in a conversation. */
  readonly mayHaveOutsiders: (place: Place) => boolean
  readonly channelNameOf: (place: Place) => Promise<string | undefined>
  /** Called after a link was withdrawn. */
  readonly onLinkGone: (link: PlaceLink) => void
  readonly readFor: (space: Place['space'], platform: string, sees: SeesPlace) => Promise<SeenLines>
}

/** A list is looked through as a whole. */
const maxInChannel = 50

/** Links to pages about a channel's papers: making, listing, withdrawing and opening them. */
export function createPlaceLinks(deps: PlaceLinkDeps) {
  const { placeLinks, publicUrl, now, rankIn } = deps

  /** The kinds of link that the caller may make to pages about their channel; empty if none. */
  async function placeLinkKinds(caller: Caller): Promise<readonly LinkKind[]> {
    const place = channelOf(caller)
    const rank = publicUrl === undefined ? false : await rankIn(caller, place)
    if (rank === false || !mayTakePart({ rank })) return []
    const rights = await linkRightsIn(deps, { place })
    if (rights === 'off') return []
    if (mayManage({ rank })) return LinkKind.options
    return rights !== 'managers' && (await deps.leadsIn(caller.person.id, place)) ? ['counts'] : []
  }

  /** @throws UserError unless the caller may make a link of that kind to a page about their channel. */
  async function requirePlaceLink(caller: Caller, kind: LinkKind): Promise<void> {
    const what =
      kind === 'full' ? 'make links to full pages of this channel' : 'make links to pages of this channel'
    requireTakingPart(caller, what)
    if ((await placeLinkKinds(caller)).includes(kind)) return
    if ((await linkRightsIn(deps, { place: channelOf(caller) })) === 'off') throw linksOff()
    const managers = 'a manager of this channel'
    throw notPermitted(
      what,
      kind === 'full' ? managers : `someone who leads a reading group here or ${managers}`,
    )
  }

  const listIn = (place: Place) => listLinksIn(deps, place)

  return {
    placeLinkKinds,
    requirePlaceLink,

    /**
     * Makes a link. A full one is announced where it was made, in the same commit.
     *
     * @throws UserError unless they may, and if the channel has too many.
     */
    async linkPlace(
      caller: Caller,
      thing: LinkedThing,
      { kind, term }: { readonly kind: LinkKind; readonly term: LinkTerm },
    ): Promise<{ readonly token: LinkToken; readonly expiresAt?: number }> {
      const place = channelOf(caller)
      await requirePlaceLink(caller, kind)
      if ((await listIn(place)).length >= maxInChannel) throw tooManyPageLinks(maxInChannel)
      const at = now()
      const expiresAt = expiryOf(term, at)
      const { token, link } = await newLink(deps, place, {
        ...{ kind, by: caller.person, at },
        ...(expiresAt !== undefined && { expiresAt }),
      })
      const made: PlaceLink = { v: 1, place, thing, link }
      await placeLinks.add(made, kind === 'full' ? [toLinkLineJob(made)] : [])
      if (kind === 'full') deps.notifyScheduler()
      const changes = [
        { field: 'page', to: thing.of },
        { field: 'kind', to: kind },
      ]
      await deps.store.record(toLine(place, { command: 'link', at, caller, changes }))
      return { token, ...(expiresAt !== undefined && { expiresAt }) }
    },

    /** @throws UserError if nobody elsewhere reaches pages. */
    placePageAddress(of: LinkedThing['of'], token: LinkToken): string {
      if (publicUrl === undefined) throw noPages()
      return new URL(pathOf(of, token), publicUrl).href
    },

    /** The links to pages about the caller's channel that they may withdraw, newest first. */
    async listPlaceLinks(caller: Caller): Promise<readonly ListedPlaceLink[]> {
      const place = channelOf(caller)
      const rank = await rankIn(caller, place)
      if (rank === false) return []
      const mine = (await listIn(place)).filter(({ link }) =>
        mayWithdrawLink({ person: caller.person, rank }, link),
      )
      const listed = mine.map(async (one) => ({ ...one, token: await tokenOf(deps, one.link.id) }))
      return (await Promise.all(listed)).toSorted((a, b) => b.link.at - a.link.at)
    },

    /** @throws UserError unless they made it or manage the channel, and if it is gone. */
    async withdrawPlaceLink(caller: Caller, id: string): Promise<PlaceLink> {
      const what = 'withdraw this link'
      requireTakingPart(caller, what)
      const place = channelOf(caller)
      const rank = await rankIn(caller, place)
      const found = (await listIn(place)).find(({ link }) => link.id === id)
      if (found === undefined || rank === false) throw linkNotFound()
      if (!mayWithdrawLink({ person: caller.person, rank }, found.link))
        throw notPermitted(what, `${found.link.by.name} or a manager of this channel`)
      await placeLinks.remove(place.space, found.link.hash)
      const changes = [{ field: 'withdrawn', to: found.thing.of }]
      await deps.store.record(toLine(place, { command: 'links', at: now(), caller, changes }))
      deps.onLinkGone(found)
      return found
    },
  }
}

const channelOf = ({ place: { platform, space, channel } }: Pick<Caller, 'place'>): Place => ({
  platform,
  space,
  channel,
})

/** The links of a channel that are in force. */
export async function listLinksIn(
  { placeLinks, now }: Pick<PlaceLinkDeps, 'placeLinks' | 'now'>,
  { space, channel }: Place,
): Promise<readonly PlaceLink[]> {
  const all = await placeLinks.list(space)
  return all.filter(({ place, link }) => place.channel === channel && isInForce(link, now()))
}
