import type { Board } from '../../board/boards.ts'
import type { CruxPost } from '../../board/post-cruxes.ts'
import type { Audiences } from '../../chat/audiences.ts'
import { type Caller, PersonId, type Place } from '../../chat/caller.ts'
import type { ConversationOf } from '../../chat/conversation.ts'
import type { Message } from '../../chat/message.ts'
import type { ChatPort } from '../../chat/port.ts'
import type { View } from '../../chat/view.ts'
import type { Logger } from '../../log.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import type { PollId } from '../../poll/poll.ts'
import type { Polls } from '../../poll/polls.ts'
import type { SettingsStore } from '../../poll/settings-store.ts'
import type { ChangeGroup, Group, Session } from '../../reading/group.ts'
import type { GroupStore } from '../../reading/group-store.ts'
import type { NamingNote } from '../../reading/mentions.ts'
import { type UpcomingSession, upcomingSessions } from '../../reading/plan.ts'
import type { QuestionStore } from '../../reading/questions/question-store.ts'
import { requireSession, withSession } from '../../reading/session-outcome.ts'

/** A round with fewer ballots is neither revealed nor followed by a re-vote. */
export const minBallots = 2

/** Everything from outside that the steps of sessions use. */
export interface StepDeps {
  readonly store: GroupStore
  readonly polls: Polls
  readonly questions: Pick<QuestionStore, 'list'>
  readonly settings: SettingsStore
  readonly audiences: Pick<Audiences, 'peopleIn'>
  readonly now: () => number
  readonly log: Logger
  readonly portFor: (platform: string) => ChatPort
  readonly conversationOf: ConversationOf
  /**
   * Sends each of these people a private message, once per key.
   *
   * @returns how many were reached; people who accept no messages are left out.
   */
  readonly sendPrivately: (
    group: Group,
    people: readonly PersonId[],
    view: View,
    key: string,
  ) => Promise<number>
  /** As `sendPrivately`, for what names other people: it goes without their names once one of them is erased. */
  readonly sendNaming: (
    group: Group,
    people: readonly PersonId[],
    note: NamingNote,
    key: string,
  ) => Promise<void>
  /** Whether a person has left the group's server or workspace. */
  readonly isAbsent: (group: Group, person: PersonId) => Promise<boolean>
  readonly onBoardPosted: (board: string, message: Message, revision?: number) => Promise<void>
  /** The address of a message that shows a poll; `undefined` where messages have none. */
  readonly linkToPoll: (poll: PollId) => Promise<string | undefined>
  readonly boardOf: (poll: PollId) => string
  readonly postCruxes: (post: CruxPost) => Promise<void>
  readonly renderAnnouncement: (group: Group, session: Session) => Board
  readonly renderLeadCall: (group: Group, session: Session) => Board
  readonly renderOpening: (group: Group, session: Session, lateMs: number) => Promise<Board>
  readonly renderRecap: (group: Group, session: Session, lateMs: number) => Promise<Board>
}

/** One step of one session that is to be run. */
export interface StepWork {
  readonly group: Group
  readonly session: Session
  /** Works only while the group is leased. */
  readonly change: ChangeGroup
  /** How late the step is, in ms; 0 for what was due before the schedule was made. */
  readonly lateMs: number
}

/** A message to be posted. The same key never posts twice. */
interface Post {
  readonly place: Place
  readonly view: View
  readonly key: string
  /** Whether a message of a thread is shown in its channel too, where the platform can. */
  readonly isForChannel?: boolean
}

export async function post(
  { portFor, settings }: StepDeps,
  { place, view, key, isForChannel = false }: Post,
): Promise<Message> {
  const { labels } = await settings.get(place)
  return portFor(place.platform).post(place, view, key, { isForChannel, label: labels?.open?.id })
}

/** Posts a message that is kept true from then on. */
export async function postBoard(
  deps: StepDeps,
  { name, view, revision }: Board,
  where: Omit<Post, 'view'>,
): Promise<Message> {
  const message = await post(deps, { ...where, view })
  await deps.onBoardPosted(name, message, revision)
  return message
}

/** Stores what a step has done so far, so that it isn't done again after a crash. @returns the changed session. */
export async function record(
  { session: { id }, change }: StepWork,
  patch: Partial<Session>,
): Promise<Session> {
  return requireSession(await change((group) => withSession(group, id, (one) => ({ ...one, ...patch }))), id)
}

/** @returns `undefined` if the session has no poll, or its poll was deleted. */
export const readPoll = async (
  { polls }: StepDeps,
  { place }: Group,
  { poll }: Session,
): Promise<Disclosure | undefined> =>
  poll === undefined ? undefined : (await polls.readIn(place.space, poll))?.poll

/** The session that comes after one, with a record or only computed; `undefined` if none does. */
export const sessionAfter = (group: Group, { start }: Session): Session | UpcomingSession | undefined =>
  group.sessions.find((session) => session.start > start) ?? upcomingSessions(group, 1)[0]

/** Where a session's messages go: its thread, or the group's channel if it has none. */
export const talkPlaceOf = (group: Group, { thread }: Session): Place => thread ?? group.place

/** Who a session's polls are run as: its facilitator, an organiser, or the group itself if it has neither. */
export function callerFor({ id, name, organisers, place }: Group, { facilitator }: Session): Caller {
  const own = { id: PersonId.parse(`${place.platform}:${id}`), name }
  return { person: facilitator ?? organisers[0] ?? own, place, rank: 'admin', isAutomatic: true }
}
