import type { Caller, PersonId, Place } from '../chat/caller.ts'
import { toLine } from './audit-line.ts'
import { linkNotFound, linksOff, tooManyPageLinks } from './link-errors.ts'
import { type LinkDeps, linkRightsIn, newLink, tokenOf } from './link-rights.ts'
import { hashOf, LinkToken, linkKeyName, toToken } from './link-token.ts'
import type { SeenLines, SeesPlace } from './memory-reader.ts'
import { expiryOf, isInForce, type LinkTerm } from './page-link.ts'
import { notPermitted } from './permission-errors.ts'
import { mayManage, mayTakePart, mayWithdrawLink, requireTakingPart } from './permissions.ts'
import type { LinkedThing, PlaceLink } from './place-link.ts'
import type { PlaceLinkStore } from './place-link-store.ts'

/** A link in a list, with its secret part for those who may withdraw it. */
export interface ListedPlaceLink extends PlaceLink {
  readonly token: LinkToken
}

/** A link that is in force, and whether every full member of its space sees its channel. */
export interface OpenedPlaceLink extends PlaceLink {
  readonly isForAll: boolean
}

export interface PlaceLinkDeps extends LinkDeps {
  readonly placeLinks: PlaceLinkStore
  /** Whether a person leads or organises a reading group of a conversation. */
  readonly leadsIn: (person: PersonId, place: Place) => Promise<boolean>
  /** Whether everyone who sees its channel sees a thread. */
  readonly isAsChannel: (place: Place) => Promise<boolean>
  /** Whether people from outside its space may be in a conversation. */
  readonly mayHaveOutsiders: (place: Place) => boolean
  readonly readFor: (space: Place['space'], platform: string, sees: SeesPlace) => Promise<SeenLines>
}

/** A list is looked through as a whole. */
const maxInChannel = 50

/** Links to pages about a channel's papers: making, listing, withdrawing and opening them. */
export function createPlaceLinks(deps: PlaceLinkDeps) {
  const { placeLinks, publicUrl, keys, now, rankIn, isForAll, isAsChannel, mayHaveOutsiders } = deps

  /** Whether the caller may make links to pages about their channel. */
  async function mayLinkHere(caller: Caller): Promise<boolean> {
    const place = channelOf(caller)
    const rank = publicUrl === undefined ? false : await rankIn(caller, place)
    if (rank === false || !mayTakePart({ rank })) return false
    const rights = await linkRightsIn(deps, { place })
    if (rights === 'off') return false
    if (mayManage({ rank })) return true
    return rights !== 'managers' && deps.leadsIn(caller.person.id, place)
  }

  async function listIn({ space, channel }: Place): Promise<readonly PlaceLink[]> {
    const all = await placeLinks.list(space)
    return all.filter(({ place, link }) => place.channel === channel && isInForce(link, now()))
  }

  return {
    mayLinkHere,

    /** @throws UserError unless they may, and if the channel has too many. */
    async linkPlace(
      caller: Caller,
      thing: LinkedThing,
      term: LinkTerm,
    ): Promise<{ readonly token: LinkToken; readonly expiresAt?: number }> {
      const what = 'make links to pages of this channel'
      requireTakingPart(caller, what)
      const place = channelOf(caller)
      if (!(await mayLinkHere(caller))) {
        if ((await linkRightsIn(deps, { place })) === 'off') throw linksOff()
        throw notPermitted(what, 'someone who leads a reading group here or a manager of this channel')
      }
      if ((await listIn(place)).length >= maxInChannel) throw tooManyPageLinks(maxInChannel)
      const at = now()
      const expiresAt = expiryOf(term, at)
      const { token, link } = await newLink(deps, place, {
        ...{ kind: 'counts', by: caller.person, at },
        ...(expiresAt !== undefined && { expiresAt }),
      })
      await placeLinks.add({ v: 1, place, thing, link })
      const changes = [{ field: 'page', to: thing.of }]
      await deps.store.record(toLine(place, { command: 'link', at, caller, changes }))
      return { token, ...(expiresAt !== undefined && { expiresAt }) }
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
      return found
    },

    /**
     * @param words The part of an address that may be a token: any text.
     * @returns `undefined` if it opens no such page: unknown, withdrawn, expired, or of a channel that fewer people see by now.
     */
    async openPlaceLink(words: string, of: LinkedThing['of']): Promise<OpenedPlaceLink | undefined> {
      const token = LinkToken.safeParse(words)
      if (!token.success) return undefined
      const found = await placeLinks.find(hashOf(token.data))
      if (found === undefined || found.thing.of !== of || !isInForce(found.link, now())) return undefined
      const key = await keys.get(linkKeyName)
      if (key === undefined || toToken(key, found.link.id) !== token.data) return undefined
      const isOpen = await isForAll(found.place)
      if (found.link.isForAll && isOpen === false) return undefined
      return { ...found, isForAll: isOpen === true }
    },

    /**
     * The polls of a link's page: those of its channel besides threads that fewer people see; of a paper also those of places
     * that every full member of the space sees, unless people from outside may be in the channel.
     */
    readLinkedLines: ({ place, thing }: Pick<PlaceLink, 'place' | 'thing'>): Promise<SeenLines> =>
      deps.readFor(place.space, place.platform, async (other) => {
        if (other.channel === place.channel) return other.thread === undefined || isAsChannel(other)
        return thing.of === 'paper' && !mayHaveOutsiders(place) && (await isForAll(other)) === true
      }),

    /** The paths of the pages of papers and seasons of a channel that have a link without an end, by what they are of. */
    async linkedPaths(
      place: Place,
    ): Promise<readonly { readonly thing: LinkedThing; readonly path: string }[]> {
      const lasting = (await listIn(place)).filter(({ link }) => link.expiresAt === undefined)
      return Promise.all(
        lasting.map(async ({ thing, link }) => ({
          thing,
          path: pathOf(thing.of, await tokenOf(deps, link.id)),
        })),
      )
    },
  }
}

const channelOf = ({ place: { platform, space, channel } }: Pick<Caller, 'place'>): Place => ({
  platform,
  space,
  channel,
})

const folders: Readonly<Record<LinkedThing['of'], string>> = {
  channel: 'g',
  paper: 'a',
  season: 's',
  outcomes: 'feeds',
}

/** The path that a token opens. */
export const pathOf = (of: LinkedThing['of'], token: LinkToken): string =>
  `/${folders[of]}/${token}${of === 'outcomes' ? '/outcomes.atom' : ''}`
