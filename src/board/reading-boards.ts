import { z } from 'zod'
import type { SpaceId } from '../chat/caller.ts'
import type { ChatPort } from '../chat/port.ts'
import type { View } from '../chat/view.ts'
import type { Disclosure } from '../poll/disclose.ts'
import type { PollId } from '../poll/poll.ts'
import type { Polls } from '../poll/polls.ts'
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
import { peopleIn } from '../store/names.ts'
import { noteView } from '../views/note-view.ts'
import { announcementView, cancelledView, heldView } from '../views/reading/announcement-view.ts'
import { readingBoardView } from '../views/reading/reading-board-view.ts'
import { recapView } from '../views/reading/recap-view.ts'
import { groupGoneView } from '../views/session-note-view.ts'
import type { Board, Rendered } from './boards.ts'
import { digest } from './digest.ts'
import { openingPaceMs, renderOpening, renderOpeningNow, withoutPlace } from './opening-board.ts'
import { renderSeason, seasonRevision, seasonUpTo } from './season-board.ts'

/** How long a recap follows the votes of a poll that was reopened. What it says of people it follows for good. */
const followedMs = 14 * 86_400_000

const pattern =
  /^(?<kind>reading|announcement|opening|recap|season|mention):(?<group>[^/]+)(?:\/(?<session>.+))?$/

interface Deps {
  readonly store: Pick<GroupStore, 'find' | 'findPast' | 'history' | 'findMention'>
  readonly now: () => number
  readonly portFor: (platform: string) => Pick<ChatPort, 'countsDown'>
  readonly polls: Pick<Polls, 'editRevisionOf' | 'replyRevisionOf' | 'readIn'>
  readonly pageOf: (poll: PollId) => Promise<string | undefined>
}

const SessionBoardKind = z.enum(['announcement', 'opening', 'recap', 'season'])

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
const openingBoard = ({ id }: Group, session: SessionId): string => `opening:${id}/${session}`
export const recapBoard = ({ id }: Group, session: SessionId): string => `recap:${id}/${session}`

/** The name of the board that shows a private message which names people. */
export const mentionBoard = ({ id }: Group, mention: string): string => `mention:${id}/${mention}`

/** Every board of one session. */
export const sessionBoards = (group: Group, session: SessionId): readonly string[] =>
  [announcementBoard, openingBoard, recapBoard].map((nameOf) => nameOf(group, session))

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
    opening(group: Group, session: Session, lateMs: number): Board {
      const facts = { session, entry: entryOf(group, session), now: deps.now() }
      return {
        name: openingBoard(group, session.id),
        ...renderOpening(deps, group, { ...facts, lateMs }),
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
      if (subject.kind === 'reading') return digest(renderReading(deps, subject.group))
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
      if (kind === 'opening')
        return renderOpeningNow(deps, group, session ?? withoutPlace(held), entry).revision
      return recapRevision(deps, group, { session: held, entry, at: past?.at })
    },
  }
}

/** The present state of a board of a group. */
async function renderSubject(deps: Deps, subject: Subject): Promise<Rendered> {
  switch (subject.kind) {
    case 'reading':
      return withDigest(renderReading(deps, subject.group))
    case 'announcement': {
      const { group, session, past } = subject
      if (session !== undefined) return withDigest(announcementView(group, session, deps.now()))
      if (past === undefined) return { view: groupGoneView }
      return renderEnded(deps, group, past)
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
      const view = await renderSeason(group, sessions, { ...deps, now: deps.now() })
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

const isMention = (board: string): boolean => board.startsWith('mention:')

/** As long as it names people it stays as it was sent: with its buttons, which aren't stored. */
async function renderMention({ store }: Deps, board: string): Promise<Rendered> {
  const { group, session: id = '' } = pattern.exec(board)?.groups ?? {}
  const mention = await store.findMention(GroupId.parse(group), id)
  if (mention === undefined) return { view: groupGoneView }
  const { named, unnamed } = mention
  return named === undefined ? { view: noteView(unnamed) } : { view: noteView(named.text), revision: 0 }
}

const renderReading = ({ now }: Deps, group: Group): View =>
  readingBoardView(group, upcomingSessions(group, 3), now())

/** The poll of a session; `undefined` if it has none any more. */
const pollOf = async (
  { polls }: Deps,
  { place }: Group,
  { poll }: Session,
): Promise<Disclosure | undefined> =>
  poll === undefined ? undefined : (await polls.readIn(place.space, poll))?.poll

async function renderRecap(
  deps: Deps,
  group: Group,
  session: Session,
  entry: Entry | undefined,
  lateMs: number,
): Promise<View> {
  const poll = await pollOf(deps, group, session)
  return recapView(group, {
    session,
    entry,
    poll,
    page: poll && (await deps.pageOf(poll.id)),
    lateMs,
    now: deps.now(),
  })
}

async function recapRevision(
  deps: Deps,
  group: Group,
  { session, entry, at }: Pick<Past, 'session' | 'entry'> & { readonly at: number | undefined },
): Promise<number> {
  const { poll: id, notes, facilitator } = session
  const edits = id && (await deps.polls.replyRevisionOf(group.place.space, id))
  if (at !== undefined && at + followedMs < deps.now())
    return digest([notes, facilitator, entry?.by, entry?.why, entry?.whys, edits])
  const poll = await pollOf(deps, group, session)
  const votes = poll?.rounds.map(({ votes, state }) => [votes, state])
  return digest([notes, facilitator, entry?.by, entry?.why, entry?.whys, poll?.state, votes, edits])
}

const withDigest = (view: View): Rendered => ({ view, revision: digest(view) })
