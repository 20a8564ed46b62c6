import type { Caller, SpaceId } from '../chat/caller.ts'
import { randomId } from '../chat/ids.ts'
import type { IsForAll } from '../chat/openness.ts'
import type { Keys } from '../store/keys.ts'
import { createAnnouncing } from './announcing.ts'
import { personOf, toPollLine } from './audit-line.ts'
import { changePoll, type PollDeps } from './change-poll.ts'
import type { Disclosure } from './disclose.ts'
import { createSightOf, requirePoll, type SeenPoll } from './find-poll.ts'
import { linkNotFound, linksOff, noPages, tooManyLinks } from './link-errors.ts'
import { hashOf, type LinkToken, linkKeyName, toToken } from './link-token.ts'
import { expiryOf, isInForce, type LinkKind, type LinkTerm, maxLinks, type PageLink } from './page-link.ts'
import { notPermitted, openerOrManager } from './permission-errors.ts'
import { mayLink, mayWithdrawLink, requireTakingPart } from './permissions.ts'
import type { Poll, PollId } from './poll.ts'
import { toAnnounceJob } from './poll-jobs.ts'
import { readWhole } from './read-whole.ts'
import { withNextRevision } from './rounds.ts'
import type { LinkRights, Settings } from './settings.ts'
import { shownReasons } from './shown-reasons.ts'

/** What a full page would show of people. */
export interface ShownPeople {
  readonly names: number
  readonly reasons: number
}

/** A link in a list, with the address's secret part for those who may withdraw it. */
export interface ListedLink extends Pick<PageLink, 'id' | 'kind' | 'by' | 'at' | 'expiresAt'> {
  readonly poll: PollId
  readonly title: string
  readonly token: LinkToken
}

export interface LinkDeps extends PollDeps {
  /** The address that people elsewhere reach; without it, pages have none. */
  readonly publicUrl?: string | undefined
  readonly keys: Keys
  readonly isForAll: IsForAll
}

/** Who may make links to pages that show counts only; where not everyone sees the channel, managers unless it says otherwise. */
export const linkRightsOf = ({ links }: Pick<Settings, 'links'>, isForAll: boolean | undefined): LinkRights =>
  links ?? (isForAll === true ? 'opener' : 'managers')

/** Making, listing and withdrawing links to the pages of polls. */
export function createPageLinks(deps: LinkDeps) {
  const { store, keys, settingsOf, isForAll, now, publicUrl } = deps

  const rightsIn = async ({ place }: Poll): Promise<LinkRights> =>
    linkRightsOf(await settingsOf(place), await isForAll(place))

  /** @throws UserError unless they may make one of that kind. */
  async function requireLinkable(caller: Caller, id: PollId, kind: LinkKind): Promise<SeenPoll> {
    const seen = await requirePoll(deps, caller, id)
    const { poll, actor } = seen
    const rights = await rightsIn(poll)
    const what = kind === 'full' ? 'make a link to the full page' : 'make a link to this poll'
    requireTakingPart(actor, what)
    if (mayLink(kind, actor, poll, rights)) return seen
    if (rights === 'off') throw linksOff()
    const isOpeners = kind === 'counts' && rights === 'opener'
    throw notPermitted(what, isOpeners ? openerOrManager(poll) : 'a manager of this channel')
  }

  async function tokenOf(id: string): Promise<LinkToken> {
    return toToken(await keys.create(linkKeyName), id)
  }

  return {
    /** Whether pages have an address. */
    hasAddress: publicUrl !== undefined,

    /** The address that a token makes. @throws UserError if pages have none. */
    addressOf(token: LinkToken): string {
      if (publicUrl === undefined) throw noPages()
      return new URL(`/p/${token}`, publicUrl).href
    },

    /** The kinds of link that the caller may make of a poll; empty if none. */
    async linkKinds(caller: Caller, id: PollId): Promise<readonly LinkKind[]> {
      if (publicUrl === undefined) return []
      const { poll, actor } = await requirePoll(deps, caller, id)
      const rights = await rightsIn(poll)
      return (['counts', 'full'] as const).filter((kind) => mayLink(kind, actor, poll, rights))
    },

    /** The poll, with the names and reasons that a page of that kind would show. @throws UserError unless they may link it. */
    async findLinkable(
      caller: Caller,
      id: PollId,
      kind: LinkKind,
    ): Promise<{ readonly poll: Disclosure; readonly shown: ShownPeople }> {
      const { poll } = await requireLinkable(caller, id, kind)
      const { poll: whole } = await readWhole(deps, poll)
      const names = whole.rounds.flatMap((round) =>
        round.hidden ? [] : round.ballots.flatMap(({ name, voter }) => (name === undefined ? [] : [voter])),
      )
      return { poll: whole, shown: { names: new Set(names).size, reasons: shownReasons(whole).length } }
    },

    /**
     * Makes a link. A full one is announced in the poll's thread, in the same commit.
     *
     * @throws UserError unless they may, and if the poll has too many.
     */
    async makeLink(
      caller: Caller,
      id: PollId,
      { kind, term }: { readonly kind: LinkKind; readonly term: LinkTerm },
    ): Promise<{ readonly poll: Disclosure; readonly token: LinkToken; readonly expiresAt?: number }> {
      const { poll } = await requireLinkable(caller, id, kind)
      const at = now()
      const expiresAt = expiryOf(term, at)
      const link = randomId() + randomId() + randomId()
      const token = await tokenOf(link)
      const isOpen = await isForAll(poll.place)
      const made: PageLink = {
        ...{ id: link, hash: hashOf(token), kind, by: caller.person, at },
        ...(expiresAt !== undefined && { expiresAt }),
        ...(isOpen === true && { isForAll: true }),
      }
      const { id: announcement, announce } = createAnnouncing('full link', { at, by: personOf(caller) })
      const changed = await changePoll(
        deps,
        poll,
        (poll) => {
          const next = withLink(poll, made)
          return kind === 'full' ? announce(poll, next) : next
        },
        {
          jobs: kind === 'full' ? [toAnnounceJob(poll, announcement, at)] : [],
          toLine: (_, next) =>
            toPollLine(next, { command: 'link', at, caller, changes: [{ field: 'kind', to: kind }] }),
        },
      )
      return { poll: changed, token, ...(expiresAt !== undefined && { expiresAt }) }
    },

    /** The links to polls of the caller's channel that they may withdraw, newest first. */
    async listLinks(caller: Caller): Promise<readonly ListedLink[]> {
      requireTakingPart(caller, 'see links to pages')
      const rankAt = createSightOf(deps, caller)
      const found: ListedLink[] = []
      for (const { id, ...where } of await store.listLinked(caller.place)) {
        const rank = await rankAt(where)
        const poll = rank === false ? undefined : await store.find(caller.place.space, id)
        if (rank === false || poll === undefined) continue
        for (const link of poll.links ?? [])
          if (isInForce(link, now()) && mayWithdrawLink({ person: caller.person, rank }, link))
            found.push({ ...link, poll: id, title: poll.paper.title, token: await tokenOf(link.id) })
      }
      return found.toSorted((a, b) => b.at - a.at)
    },

    /** @throws UserError unless they made it or manage the poll's conversation, and if it is gone. */
    async withdrawLink(caller: Caller, id: PollId, link: string): Promise<Disclosure> {
      const { poll, actor } = await requirePoll(deps, caller, id)
      const found = poll.links?.find((one) => one.id === link)
      if (found === undefined) throw linkNotFound()
      const what = 'withdraw this link'
      requireTakingPart(actor, what)
      if (!mayWithdrawLink(actor, found))
        throw notPermitted(what, `${found.by.name} or a manager of this channel`)
      const at = now()
      return changePoll(deps, poll, (poll) => withoutLinks(poll, ({ id }) => id === link), {
        toLine: (_, next) =>
          toPollLine(next, {
            command: 'links',
            at,
            caller,
            changes: [{ field: 'withdrawn', to: found.kind }],
          }),
      })
    },

    /** Withdraws every link to polls of a space, because the bot was removed from it. */
    async withdrawLinksOf(space: SpaceId): Promise<void> {
      for (const { id, in: part } of await store.listLinkedWithin(space))
        await store.change(id, part, (poll) => withoutLinks(poll, () => true))
    },
  }
}

export type PageLinks = ReturnType<typeof createPageLinks>

function withLink(poll: Poll, link: PageLink): Poll {
  const kept = (poll.links ?? []).filter((one) => isInForce(one, link.at))
  if (kept.length >= maxLinks) throw tooManyLinks(maxLinks)
  return withNextRevision({ ...poll, links: [...kept, link] })
}

/** The same poll if it has none of them. */
function withoutLinks(poll: Poll, isMeant: (link: PageLink) => boolean): Poll {
  if (!poll.links?.some(isMeant)) return poll
  return withNextRevision({ ...poll, links: poll.links.filter((link) => !isMeant(link)) })
}
