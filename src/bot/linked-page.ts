import type { Agreement } from '../atlas/group-agreement.ts'
import type { SharedAtlases } from '../atlas/shared-atlases.ts'
import type { createStandings } from '../atlas/standings.ts'
import type { Message } from '../chat/message.ts'
import type { Papers } from '../paper/papers.ts'
import type { MemoryLine } from '../poll/memory-store.ts'
import type { OpenedPlaceLink } from '../poll/place-pages.ts'
import type { PollId } from '../poll/poll.ts'
import type { Polls } from '../poll/polls.ts'
import type { createGroupFacts } from '../reading/group-facts.ts'
import type { HeldSession } from '../reading/held-session.ts'
import type { ReadingGroups } from '../sessions/reading-groups.ts'

/** The dependencies of the readers of pages about a channel. */
export interface PageDeps
  extends Pick<ReturnType<typeof createGroupFacts>, 'seasonsIn' | 'groupNamesIn' | 'paperEventsIn'> {
  readonly polls: Polls
  readonly papers: Pick<Papers, 'findCanonical'>
  readonly agreement: Agreement
  /** The calendar of a group of a channel, and its sessions that were held. */
  readonly calendarIn: ReadingGroups['calendarIn']
  readonly heldIn: ReadingGroups['heldIn']
  readonly sharedAtlases: Pick<SharedAtlases, 'lastIn'>
  readonly standingOf: ReturnType<typeof createStandings>
  /** The address of a message that shows a poll, and of any message; `undefined` where messages have none. */
  readonly linkToPoll: (poll: PollId) => Promise<string | undefined>
  readonly linkToMessage: (message: Message) => Promise<string | undefined>
  /** In ms since 1970. */
  readonly now: () => number
}

/** A link to a page, whether or not it has been made. */
export type Linked = Pick<OpenedPlaceLink, 'place' | 'thing' | 'channel'> & {
  readonly link: Pick<OpenedPlaceLink['link'], 'kind'>
}

export type Named = Pick<OpenedPlaceLink, 'place' | 'channel'>

/** The name of the group of a channel, or the channel's if it may be shown; `undefined` if neither can be. */
export async function ownerOf(
  { groupNamesIn }: Pick<PageDeps, 'groupNamesIn'>,
  { place, channel }: Named,
): Promise<string | undefined> {
  const [only, another] = await groupNamesIn(place)
  if (only !== undefined && another === undefined) return only
  return channel === undefined ? undefined : `#${channel}`
}

/** A session with the address of its recap's message, if it has one. */
export type WithRecapUrl<Held extends HeldSession> = Held & { readonly recapUrl?: string }

export async function linkRecaps<Held extends HeldSession>(
  { linkToMessage }: Pick<PageDeps, 'linkToMessage'>,
  sessions: readonly Held[],
): Promise<readonly WithRecapUrl<Held>[]> {
  const linked = sessions.map(async (session) => {
    const recapUrl = session.recap && (await linkToMessage(session.recap))
    return { ...session, ...(recapUrl !== undefined && { recapUrl }) }
  })
  return Promise.all(linked)
}

/** The polls that show no names. */
export const anonymousOf = (lines: readonly MemoryLine[]): ReadonlySet<PollId> =>
  new Set(lines.filter(({ visibility }) => visibility === 'anonymous').map(({ id }) => id))
