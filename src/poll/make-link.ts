import type { Caller } from '../chat/caller.ts'
import { createAnnouncing } from './announcing.ts'
import { personOf, toPollLine } from './audit-line.ts'
import { changePoll } from './change-poll.ts'
import type { Disclosure } from './disclose.ts'
import { requirePoll } from './find-poll.ts'
import { withoutHidden } from './hide-on-pages.ts'
import { noPages, noRoomForLine, tooManyLinks } from './link-errors.ts'
import { type LinkDeps, linkKindsOf, newLink, requireLinkable, tokenOf } from './link-rights.ts'
import type { LinkToken } from './link-token.ts'
import { expiryOf, isInForce, type LinkKind, type LinkTerm, maxLinks, type PageLink } from './page-link.ts'
import type { Poll, PollId } from './poll.ts'
import { toAnnounceJob } from './poll-jobs.ts'
import { readWhole } from './read-whole.ts'
import { withNextRevision } from './rounds.ts'
import { shownReasons } from './shown-reasons.ts'

/** How many names and reasons a full page would show. */
export interface ShownPeople {
  readonly names: number
  readonly reasons: number
}

/** Making links to the pages of polls. */
export function createLinkMaker(deps: LinkDeps) {
  const { store, now, publicUrl } = deps

  /** The address of the page that a token opens. @throws UserError if nobody elsewhere reaches pages. */
  function pageAddress(token: LinkToken): string {
    if (publicUrl === undefined) throw noPages()
    return new URL(`/p/${token}`, publicUrl).href
  }

  return {
    pageAddress,

    /** Whether people elsewhere reach pages. */
    hasPages: publicUrl !== undefined,

    /** The address of the page that messages lead to; `undefined` if the poll was made without one, or its link was withdrawn. */
    async openPageOf(id: PollId): Promise<string | undefined> {
      const poll = publicUrl === undefined ? undefined : await store.findAnywhere(id)
      const link = poll?.links?.find(({ isAutomatic }) => isAutomatic === true)
      return link && pageAddress(await tokenOf(deps, link.id))
    },

    /** The kinds of link that the caller may make of a poll; empty if none. */
    async linkKinds(caller: Caller, id: PollId): Promise<readonly LinkKind[]> {
      if (publicUrl === undefined) return []
      return (await linkKindsOf(deps, await requirePoll(deps, caller, id))).kinds
    },

    /** The poll, with the names and reasons that a page of that kind would show. @throws UserError unless they may link it. */
    async findLinkable(
      caller: Caller,
      id: PollId,
      kind: LinkKind,
    ): Promise<{ readonly poll: Disclosure; readonly shown: ShownPeople }> {
      const { poll } = await requireLinkable(deps, caller, id, kind)
      const whole = withoutHidden((await readWhole(deps, poll)).poll, poll)
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
      const { poll } = await requireLinkable(deps, caller, id, kind)
      const at = now()
      const expiresAt = expiryOf(term, at)
      const { token, link: made } = await newLink(deps, poll.place, {
        ...{ kind, by: caller.person, at },
        ...(expiresAt !== undefined && { expiresAt }),
      })
      const { id: announcement, announce } = createAnnouncing('full link', { at, by: personOf(caller) })
      const changed = await changePoll(
        deps,
        poll,
        (poll) => {
          const next = withLink(poll, made)
          return kind === 'full' ? requireAnnounced(next, announce(poll, next)) : next
        },
        {
          jobs: kind === 'full' ? [toAnnounceJob(poll, announcement, at)] : [],
          toLine: (_, next) =>
            toPollLine(next, { command: 'link', at, caller, changes: [{ field: 'kind', to: kind }] }),
        },
      )
      return { poll: changed, token, ...(expiresAt !== undefined && { expiresAt }) }
    },
  }
}

/** A new poll with the link that its channel's settings give every poll. */
export async function withAutomaticLink(deps: LinkDeps, poll: Poll): Promise<Poll> {
  const { place, opener, openedAt } = poll
  if (deps.publicUrl === undefined || (await deps.settingsOf(place)).links !== 'always') return poll
  const facts = { kind: 'counts', by: opener, at: openedAt, isAutomatic: true } as const
  return { ...poll, links: [(await newLink(deps, place, facts)).link] }
}

/** Nobody may miss that a full page was made. @throws UserError if the poll has no room for its line. */
function requireAnnounced(before: Poll, announced: Poll): Poll {
  if (announced === before) throw noRoomForLine()
  return announced
}

function withLink(poll: Poll, link: PageLink): Poll {
  const kept = (poll.links ?? []).filter((one) => isInForce(one, link.at))
  if (kept.length >= maxLinks) throw tooManyLinks(maxLinks)
  return withNextRevision({ ...poll, links: [...kept, link] })
}
