import { createHash } from 'node:crypto'
import type { SpaceId } from '../chat/caller.ts'
import type { View } from '../chat/view.ts'
import type { Disclosure } from '../poll/disclose.ts'
import type { PollId } from '../poll/poll.ts'
import {
  type Entry,
  entryOf,
  type Group,
  GroupId,
  type Past,
  type Session,
  SessionId,
} from '../reading/group.ts'
import type { GroupStore } from '../reading/group-store.ts'
import { upcomingSessions } from '../reading/plan.ts'
import { announcementView, heldView, skippedView } from '../views/reading/announcement-view.ts'
import { openingView } from '../views/reading/opening-view.ts'
import { readingBoardView } from '../views/reading/reading-board-view.ts'
import { recapView } from '../views/reading/recap-view.ts'
import type { Rendered } from './boards.ts'

/** How long a recap is kept true after its session. */
const editableMs = 14 * 86_400_000

const pattern = /^(?<kind>reading|announcement|opening|recap):(?<group>[^/]+)(?:\/(?<session>.+))?$/

interface Deps {
  readonly store: Pick<GroupStore, 'find' | 'findPast'>
  readonly now: () => number
  readonly pollOf: (space: SpaceId, poll: PollId) => Promise<Disclosure | undefined>
  /** The revision of a poll's last change that was not a vote. */
  readonly editRevisionOf: (space: SpaceId, poll: PollId) => Promise<number | undefined>
  readonly pageOf: (poll: PollId) => string | undefined
}

/** A board by its name, and the view that it is posted with. */
export interface Board {
  readonly name: string
  readonly view: View
  /** The revision that the view shows; without it, the message is edited once. */
  readonly revision?: number
}

/** The group that a board is about and, for the board of a session, the session: planned or past. */
type Subject =
  | { readonly kind: 'reading'; readonly group: Group }
  | {
      readonly kind: 'announcement' | 'opening' | 'recap'
      readonly group: Group
      readonly session: Session | undefined
      readonly past: Past | undefined
    }

/** The name of the board that shows a group's reading list and next sessions. */
export const readingBoard = ({ id }: Group): string => `reading:${id}`
export const announcementBoard = ({ id }: Group, session: SessionId): string =>
  `announcement:${id}/${session}`
const openingBoard = ({ id }: Group, session: SessionId): string => `opening:${id}/${session}`
export const recapBoard = ({ id }: Group, session: SessionId): string => `recap:${id}/${session}`

/** Every board of one session. */
export const sessionBoards = (group: Group, session: SessionId): readonly string[] =>
  [announcementBoard, openingBoard, recapBoard].map((nameOf) => nameOf(group, session))

/** The boards of reading groups: reading lists, announcements, openings and recaps. */
export function createReadingBoards(deps: Deps) {
  return {
    isOurs: (board: string): boolean => pattern.test(board),

    announcement: (group: Group, session: Session): Board => ({
      name: announcementBoard(group, session.id),
      view: announcementView(group, session),
    }),
    opening(group: Group, session: Session, lateMs: number): Board {
      const entry = entryOf(group, session)
      return {
        name: openingBoard(group, session.id),
        view: openingView(group, session, entry, lateMs),
        revision: digest(openingView(group, session, entry, 0)),
      }
    },
    recap: async (group: Group, session: Session, lateMs: number): Promise<Board> => ({
      name: recapBoard(group, session.id),
      view: await renderRecap(deps, group, session, entryOf(group, session), lateMs),
    }),

    async render(board: string, space: SpaceId): Promise<Rendered> {
      const subject = await findSubject(deps, board, space)
      if (subject === undefined) return { view: groupGoneView }
      switch (subject.kind) {
        case 'reading':
          return withDigest(renderReading(subject.group))
        case 'announcement': {
          const { group, session, past } = subject
          if (session !== undefined) return withDigest(announcementView(group, session))
          if (past === undefined) return { view: groupGoneView }
          return { view: past.end === 'read' ? heldView(group, past) : skippedView(group, past) }
        }
        case 'opening': {
          const { group, session, past } = subject
          const held = session ?? past?.session
          if (held === undefined) return { view: groupGoneView }
          const entry = session === undefined ? past?.entry : entryOf(group, session)
          return withDigest(openingView(group, held, entry, 0))
        }
        case 'recap': {
          const { group, session, past } = subject
          const held = session ?? past?.session
          if (held === undefined) return { view: groupGoneView }
          const entry = session === undefined ? past?.entry : entryOf(group, session)
          const view = await renderRecap(deps, group, held, entry, 0)
          const isFinal = session === undefined && past !== undefined && past.at + editableMs < deps.now()
          return isFinal ? { view } : { view, revision: await recapRevision(deps, group, held, entry) }
        }
      }
    },

    async revisionOf(board: string, space: SpaceId): Promise<number | undefined> {
      const subject = await findSubject(deps, board, space)
      if (subject === undefined) return undefined
      if (subject.kind === 'reading') return digest(renderReading(subject.group))
      const { kind, group, session, past } = subject
      if (kind === 'announcement') return session && digest(announcementView(group, session))
      const held = session ?? past?.session
      if (held === undefined) return undefined
      const entry = session === undefined ? past?.entry : entryOf(group, session)
      if (kind === 'opening') return digest(openingView(group, held, entry, 0))
      return recapRevision(deps, group, held, entry)
    },
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
  return { kind: kind === 'announcement' || kind === 'opening' ? kind : 'recap', group, session, past }
}

const renderReading = (group: Group): View => readingBoardView(group, upcomingSessions(group, 3))

async function renderRecap(
  { pollOf, pageOf }: Deps,
  group: Group,
  session: Session,
  entry: Entry | undefined,
  lateMs: number,
): Promise<View> {
  const poll = session.poll === undefined ? undefined : await pollOf(group.place.space, session.poll)
  return recapView(group, { session, entry, poll, page: poll && pageOf(poll.id), lateMs })
}

async function recapRevision(
  { pollOf, editRevisionOf }: Deps,
  { place }: Group,
  session: Session,
  entry: Entry | undefined,
): Promise<number> {
  const { poll: id, notes, facilitator } = session
  const poll = id && (await pollOf(place.space, id))
  const edits = id && (await editRevisionOf(place.space, id))
  const votes = poll?.rounds.map(({ votes, state }) => [votes, state])
  return digest([notes, facilitator, entry?.by, entry?.why, entry?.whys, poll?.state, votes, edits])
}

const groupGoneView: View = {
  summary: 'This group is gone.',
  parts: [{ kind: 'text', text: 'This reading group is not here any more.' }],
}

/** A revision that changes with the content: a whole number below 2³¹. */
const digest = (content: View | readonly unknown[]): number =>
  createHash('sha256').update(JSON.stringify(content)).digest().readInt32BE() & 0x7fffffff

const withDigest = (view: View): Rendered => ({ view, revision: digest(view) })
