import type { Caller, SpaceId } from '../chat/caller.ts'
import { toPollLine } from './audit-line.ts'
import { changePoll } from './change-poll.ts'
import type { Disclosure } from './disclose.ts'
import { createSightOf, requirePoll } from './find-poll.ts'
import { linkNotFound } from './link-errors.ts'
import { type LinkDeps, tokenOf } from './link-rights.ts'
import type { LinkToken } from './link-token.ts'
import { isInForce, type PageLink } from './page-link.ts'
import { notPermitted } from './permission-errors.ts'
import { mayWithdrawLink, requireTakingPart } from './permissions.ts'
import type { PlaceLinkStore } from './place-link-store.ts'
import type { Poll, PollId } from './poll.ts'
import type { PollStore } from './poll-store.ts'
import { withNextRevision } from './rounds.ts'

/** A link in a list, with the address's secret part for those who may withdraw it. */
export interface ListedLink extends Pick<PageLink, 'id' | 'kind' | 'by' | 'at' | 'expiresAt'> {
  readonly poll: PollId
  readonly title: string
  readonly token: LinkToken
}

/** Listing and withdrawing links to the pages of polls. */
export function createLinkLists(deps: LinkDeps) {
  const { store, now } = deps

  return {
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
            found.push({ ...link, poll: id, title: poll.paper.title, token: await tokenOf(deps, link.id) })
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
  }
}

/** Withdraws every link to pages of a space and its parts, because the bot was removed from it. */
export async function withdrawLinksOf(
  { polls: store, placeLinks }: { readonly polls: PollStore; readonly placeLinks: PlaceLinkStore },
  space: SpaceId,
): Promise<void> {
  await placeLinks.removeWithin(space)
  for (const { id, in: part } of await store.listLinkedWithin(space))
    await store.change(id, part, (poll) => withoutLinks(poll, () => true))
}

/** The same poll if it has none of them. */
function withoutLinks(poll: Poll, isMeant: (link: PageLink) => boolean): Poll {
  if (!poll.links?.some(isMeant)) return poll
  return withNextRevision({ ...poll, links: poll.links.filter((link) => !isMeant(link)) })
}
