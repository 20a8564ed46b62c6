import { z } from 'zod'
import type { SpaceId } from '../chat/caller.ts'
import type { ChatPort } from '../chat/port.ts'
import type { View } from '../chat/view.ts'
import type { PollId } from '../poll/poll.ts'
import type { Polls } from '../poll/polls.ts'
import { readAttendance } from '../reading/count-answers.ts'
import { entryOf, type Group, GroupId, type Past, type Session, SessionId } from '../reading/group.ts'
import type { GroupStore } from '../reading/group-store.ts'
import { upcomingSessions } from '../reading/plan.ts'
import type { QuestionStore } from '../reading/questions/question-store.ts'
import { peopleIn } from '../store/names.ts'
import { leadCallView } from '../views/lead-call-view.ts'
import { announcementView, cancelledView, heldView } from '../views/reading/announcement-view.ts'
import { readingBoardView } from '../views/reading/reading-board-view.ts'
import { groupGoneView } from '../views/session-note-view.ts'
import type { Board, Rendered } from './boards.ts'
import { digest } from './digest.ts'
import { isMention, renderMention } from './mention-board.ts'
import { openingPaceMs, renderOpening, renderOpeningNow, withoutPlace } from './opening-board.ts'
import { recapRevision, renderRecap } from './recap-board.ts'
import { renderSeason, seasonRevision, seasonUpTo } from './season-board.ts'

const pattern =
  /^(?<kind>reading|announcement|lead|opening|recap|season|mention):(?<group>[^/]+)(?:\/(?<session>.+))?$/

interface Deps {
  readonly store: Pick<GroupStore, 'find' | 'findPast' | 'history' | 'findMention' | 'worthOf'>
  readonly now: () => number
  readonly portFor: (platform: string) => Pick<ChatPort, 'countsDown'>
  readonly polls: Pick<Polls, 'editRevisionOf' | 'replyRevisionOf' | 'readIn'>
  readonly pageOf: (poll: PollId) => Promise<string | undefined>
  readonly questions: Pick<QuestionStore, 'list'>
}

const SessionBoardKind = z.enum(['announcement', 'lead', 'opening', 'recap', 'season'])

/** The group that a board is about and, for the board of a session, the session: planned or past. */
type Subject =
  | { readonly kind: 'reading'; readonly group: Group }
  | {
      readonly kind: z.infer<typeof SessionBoardKind>
      readonly group: Group
      readonly session: Session | undefined
      readonly past: Past | undefined
    }

/** The name of the board that shows a group's reading list and next sessions. */
export const readingBoard = ({ id }: Group): string => `reading:${id}`
export const announcementBoard = ({ id }: Group, session: SessionId): string =>
  `announcement:${id}/${session}`
export const leadCallBoard = ({ id }: Group, session: SessionId): string => `lead:${id}/${session}`
const openingBoard = ({ id }: Group, session: SessionId): string => `opening:${id}/${session}`
export const recapBoard = ({ id }: Group, session: SessionId): string => `recap:${id}/${session}`

/** Every board of one session. */
export const sessionBoards = (group: Group, session: SessionId): readonly string[] =>
  [announcementBoard, leadCallBoard, openingBoard, recapBoard].map((nameOf) => nameOf(group, session))

/** The boards of reading groups: reading lists, announcements, openings, recaps, and private messages with names. */
export function createReadingBoards(deps: Deps) {
  return {
    isOurs: (board: string): boolean => pattern.test(board),
    /** Whether a board is a group's reading list. */
    takesVotes: async (board: string): Promise<boolean> => pattern.exec(board)?.groups?.kind === 'reading',
    isList: (board: string): boolean => pattern.exec(board)?.groups?.kind === 'reading',

    announcement: (group: Group, session: Session): Board => ({
      name: announcementBoard(group, session.id),
      view: announcementView(group, session, deps.now()),
    }),
    leadCall: (group: Group, session: Session): Board => ({
      name: leadCallBoard(group, session.id),
      ...withDigest(leadCallView(group, session)),
    }),
    async opening(group: Group, session: Session, lateMs: number): Promise<Board> {
      const facts = { session, entry: entryOf(group, session), now: deps.now() }
      return {
        name: openingBoard(group, session.id),
        ...(await renderOpening(deps, group, { ...facts, lateMs })),
      }
    },
    recap: async (group: Group, session: Session, lateMs: number): Promise<Board> => ({
      name: recapBoard(group, session.id),
      view: await renderRecap(deps, group, session, entryOf(group, session), lateMs),
    }),

    async render(board: string, space: SpaceId): Promise<Rendered> {
      if (isMention(board)) return renderMention(deps, board)
      const subject = await findSubject(deps, board, space)
      if (subject === undefined) return { view: groupGoneView }
      return { people: peopleIn(subject), ...(await renderSubject(deps, subject)) }
    },

    /** The least time between two edits, in ms, where the platform asks for less. */
    async paceOf(board: string, space: SpaceId): Promise<number> {
      if (pattern.exec(board)?.groups?.kind !== 'opening') return 0
      const subject = await findSubject(deps, board, space)
      return subject?.kind === 'opening' ? openingPaceMs(subject.session) : 0
    },

    async revisionOf(board: string, space: SpaceId): Promise<number | undefined> {
      if (isMention(board)) return (await renderMention(deps, board)).revision
      const subject = await findSubject(deps, board, space)
      if (subject === undefined) return undefined
      if (subject.kind === 'reading') return digest(await renderReading(deps, subject.group))
      const { kind, group, session, past } = subject
      if (kind === 'announcement') {
        if (session !== undefined) return digest(announcementView(group, session, deps.now()))
        return past && renderEnded(deps, group, past).revision
      }
      if (kind === 'season')
        return past && seasonRevision(group, seasonUpTo(await deps.store.history(group.id), past), deps)
      const held = session ?? past?.session
      if (held === undefined) return undefined
      const entry = session === undefined ? past?.entry : entryOf(group, session)
      if (kind === 'lead') return digest(leadCallView(group, held))
      if (kind === 'opening')
        return (await renderOpeningNow(deps, group, session ?? withoutPlace(held), entry)).revision
      return recapRevision(deps, group, { session: held, entry, at: past?.at })
    },
  }
}

/** The present state of a board of a group. */
async function renderSubject(deps: Deps, subject: Subject): Promise<Rendered> {
  switch (subject.kind) {
    case 'reading':
      return withDigest(await renderReading(deps, subject.group))
    case 'announcement': {
      const { group, session, past } = subject
      if (session !== undefined) return withDigest(announcementView(group, session, deps.now()))
      if (past === undefined) return { view: groupGoneView }
      return renderEnded(deps, group, past)
    }
    case 'lead': {
      const { group, session = subject.past?.session } = subject
      return session === undefined ? { view: groupGoneView } : withDigest(leadCallView(group, session))
    }
    case 'opening': {
      const { group, session, past } = subject
      const held = session ?? past?.session
      if (held === undefined) return { view: groupGoneView }
      const entry = session === undefined ? past?.entry : entryOf(group, session)
      return renderOpeningNow(deps, group, session ?? withoutPlace(held), entry)
    }
    case 'recap': {
      const { group, session, past } = subject
      const held = session ?? past?.session
      if (held === undefined) return { view: groupGoneView }
      const entry = session === undefined ? past?.entry : entryOf(group, session)
      const view = await renderRecap(deps, group, held, entry, 0)
      const revision = await recapRevision(deps, group, { session: held, entry, at: past?.at })
      const { poll } = held
      const voters = poll && (await deps.polls.readIn(group.place.space, poll))?.people
      return { view, revision, people: [...peopleIn(subject), ...(voters ?? [])] }
    }
    case 'season': {
      const { group, past } = subject
      if (past === undefined) return { view: groupGoneView }
      const sessions = seasonUpTo(await deps.store.history(group.id), past)
      const attendanceOf = (group: Group, past: Past) => readAttendance(deps, group, past)
      const view = await renderSeason(group, sessions, { ...deps, attendanceOf, now: deps.now() })
      return { view, revision: await seasonRevision(group, sessions, deps), people: peopleIn(sessions) }
    }
  }
}

async function findSubject({ store }: Deps, board: string, space: SpaceId): Promise<Subject | undefined> {
  const { kind, group: groupId, session: sessionId } = pattern.exec(board)?.groups ?? {}
  const group = await store.find(space, GroupId.parse(groupId))
  if (group === undefined) return undefined
  if (kind === 'reading' || sessionId === undefined) return { kind: 'reading', group }
  const id = SessionId.parse(sessionId)
  const session = group.sessions.find((session) => session.id === id)
  const past = session === undefined ? await store.findPast(group.id, id) : undefined
  return { kind: SessionBoardKind.parse(kind), group, session, past }
}

/** The announcement of a session that is over. It is followed only while it quotes a person, who may be forgotten. */
function renderEnded({ now }: Deps, group: Group, past: Past): Rendered {
  if (past.end === 'read') return { view: heldView(group, past, now()) }
  const view = cancelledView(group, past, now())
  return past.whyBy === undefined ? { view } : withDigest(view)
}

async function renderReading({ store, now }: Deps, group: Group): Promise<View> {
  const last = group.last && (await store.findPast(group.id, group.last))
  return readingBoardView(group, upcomingSessions(group, 3), now(), last)
}

const withDigest = (view: View): Rendered => ({ view, revision: digest(view) })
