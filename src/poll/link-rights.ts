import type { Caller, PersonId, Place } from '../chat/caller.ts'
import { randomId } from '../chat/ids.ts'
import type { IsForAll } from '../chat/openness.ts'
import type { Keys } from '../store/keys.ts'
import type { PollDeps } from './change-poll.ts'
import { requirePoll, type SeenPoll } from './find-poll.ts'
import { linksOff } from './link-errors.ts'
import { hashOf, type LinkToken, linkKeyName, toToken } from './link-token.ts'
import { LinkKind, type PageLink } from './page-link.ts'
import { notPermitted, openerOrManager } from './permission-errors.ts'
import { mayLink, requireTakingPart } from './permissions.ts'
import type { Poll, PollId } from './poll.ts'
import type { LinkRights } from './settings.ts'

/** The dependencies of links to pages. */
export interface LinkDeps extends PollDeps {
  /** The address under which people elsewhere reach pages; without it, nobody can link them. */
  readonly publicUrl: string | undefined
  readonly keys: Keys
  readonly isForAll: IsForAll
  /** Whether a person leads sessions of the reading group that a poll belongs to. */
  readonly leadsPoll: (person: PersonId, poll: Poll) => Promise<boolean>
}

/** The kinds of link that they may make of a poll, and who may make some. */
export async function linkKindsOf(
  deps: LinkDeps,
  { poll, actor }: SeenPoll,
): Promise<{ readonly kinds: readonly LinkKind[]; readonly rights: LinkRights }> {
  const rights = await linkRightsIn(deps, poll)
  const kindsFor = (isLeader: boolean) =>
    LinkKind.options.filter((kind) => mayLink(kind, actor, poll, { rights, isLeader }))
  const own = kindsFor(false)
  if (own.length > 0 || kindsFor(true).length === 0) return { kinds: own, rights }
  return { kinds: kindsFor(await deps.leadsPoll(actor.person.id, poll)), rights }
}

/** Where not every full member sees the channel, managers, unless its settings say who. */
export async function linkRightsIn(
  { settingsOf, isForAll }: LinkDeps,
  { place }: Pick<Poll, 'place'>,
): Promise<LinkRights> {
  const { links } = await settingsOf(place)
  return links ?? ((await isForAll(place)) === true ? 'opener' : 'managers')
}

/** The poll. @throws UserError unless the caller may make a link of that kind to it. */
export async function requireLinkable(
  deps: LinkDeps,
  caller: Caller,
  id: PollId,
  kind: LinkKind,
): Promise<SeenPoll> {
  const seen = await requirePoll(deps, caller, id)
  const { poll, actor } = seen
  const { kinds, rights } = await linkKindsOf(deps, seen)
  const what = kind === 'full' ? 'make a link to the full page' : 'make a link to this poll'
  requireTakingPart(actor, what)
  if (kinds.includes(kind)) return seen
  if (rights === 'off') throw linksOff()
  const isOpeners = kind === 'counts' && rights !== 'managers'
  throw notPermitted(what, isOpeners ? openerOrManager(poll) : 'a manager of this channel')
}

/** The token of a link. The key is made with the first link. */
export const tokenOf = async ({ keys }: LinkDeps, link: string): Promise<LinkToken> =>
  toToken(await keys.create(linkKeyName), link)

/** A new link to something in a place, and its token. */
export async function newLink(
  deps: LinkDeps,
  place: Place,
  facts: Omit<PageLink, 'id' | 'hash' | 'isForAll'>,
): Promise<{ readonly token: LinkToken; readonly link: PageLink }> {
  const id = randomId() + randomId() + randomId()
  const token = await tokenOf(deps, id)
  const isOpen = await deps.isForAll(place)
  return { token, link: { id, hash: hashOf(token), ...facts, ...(isOpen === true && { isForAll: true }) } }
}
