import { createHash } from 'node:crypto'
import type { SpaceId } from '../chat/caller.ts'
import type { View } from '../chat/view.ts'
import type { Disclosure } from '../poll/disclose.ts'
import type { PollId } from '../poll/poll.ts'
import { type Entry, entryOf, type Group, GroupId, type Session, SessionId } from '../reading/group.ts'
import type { GroupStore } from '../reading/group-store.ts'
import { upcomingSessions } from '../reading/plan.ts'
import { readingBoardView } from '../views/reading/reading-board-view.ts'
import { announcementView, heldView, recapView, skippedView } from '../views/reading/session-view.ts'

const editableMs = 14 * 86_400_000

const pattern = /^(?<kind>reading|announcement|recap):(?<group>[^/]+)(?:\/(?<session>.+))?$/

interface Deps {
  readonly store: GroupStore
  readonly now: () => number
  readonly pollOf: (space: SpaceId, poll: PollId) => Promise<Disclosure | undefined>
  readonly pageOf: (poll: PollId) => string | undefined
}

/** The names of a group's boards. */
export const readingBoard = ({ id }: Group): string => `reading:${id}`
export const announcementBoard = ({ id }: Group, session: SessionId): string =>
  `announcement:${id}/${session}`
export const recapBoard = ({ id }: Group, session: SessionId): string => `recap:${id}/${session}`

/** What the messages of reading groups show that stay true: the board, the announcements and the recaps. */
export function createReadingBoards({ store, now, pollOf, pageOf }: Deps) {
  async function renderRecap(
    group: Group,
    session: Session,
    entry: Entry | undefined,
    lateMs: number,
  ): Promise<View> {
    const poll = session.poll === undefined ? undefined : await pollOf(group.place.space, session.poll)
    return recapView(group, { session, entry, poll, page: poll && pageOf(poll.id), lateMs })
  }

  async function findBoard(board: string, space: SpaceId) {
    const { kind, group: words, session: at } = pattern.exec(board)?.groups ?? {}
    const group = await store.find(space, GroupId.parse(words))
    if (group === undefined) return undefined
    if (kind === 'reading' || at === undefined) return { kind: 'reading', group } as const
    const id = SessionId.parse(at)
    const session = group.sessions.find((session) => session.id === id)
    const past = session === undefined ? await store.findPast(group.id, id) : undefined
    return { kind, group, session, past }
  }

  return {
    isOurs: (board: string): boolean => pattern.test(board),

    announcement: (group: Group, session: Session): Board => ({
      name: announcementBoard(group, session.id),
      view: announcementView(group, session),
    }),
    recap: async (group: Group, session: Session, lateMs: number): Promise<Board> => ({
      name: recapBoard(group, session.id),
      view: await renderRecap(group, session, entryOf(group, session), lateMs),
    }),

    /** Without a revision it is the last thing that the message shows. */
    async render(board: string, space: SpaceId): Promise<{ view: View; revision?: number }> {
      const what = await findBoard(board, space)
      if (what === undefined) return { view: groupGoneView }
      const { group } = what
      if (what.kind === 'reading') return toRendered(readingBoardView(group, upcomingSessions(group, 3)))
      const { kind, session, past } = what
      if (kind === 'announcement') {
        if (session !== undefined) return toRendered(announcementView(group, session))
        if (past === undefined) return { view: groupGoneView }
        return { view: past.end === 'read' ? heldView(group, past) : skippedView(group, past) }
      }
      if (session !== undefined)
        return {
          view: await renderRecap(group, session, entryOf(group, session), 0),
          revision: await recapRevision(group, session),
        }
      if (past === undefined) return { view: groupGoneView }
      const view = await renderRecap(group, past.session, past.entry, 0)
      return past.at + editableMs < now()
        ? { view }
        : { view, revision: await recapRevision(group, past.session) }
    },

    async revisionOf(board: string, space: SpaceId): Promise<number | undefined> {
      const what = await findBoard(board, space)
      if (what === undefined) return undefined
      if (what.kind === 'reading')
        return digest(readingBoardView(what.group, upcomingSessions(what.group, 3)))
      const { kind, group, session, past } = what
      if (kind === 'announcement') return session && digest(announcementView(group, session))
      const held = session ?? past?.session
      return held && recapRevision(group, held)
    },
  }

  async function recapRevision({ place }: Group, session: Session): Promise<number> {
    const poll = session.poll === undefined ? undefined : await pollOf(place.space, session.poll)
    return digest([session.notes, poll?.state, poll?.rounds.map(({ votes, state }) => [votes, state])])
  }
}

const groupGoneView: View = {
  summary: 'This group is gone.',
  parts: [{ kind: 'text', text: 'This reading group is not here any more.' }],
}

/** A whole number below 2³¹ that stands for what is shown. */
const digest = (what: View | readonly unknown[]): number =>
  createHash('sha256').update(JSON.stringify(what)).digest().readInt32BE() & 0x7fffffff

const toRendered = (view: View) => ({ view, revision: digest(view) })

/** A message that is kept true, as it is posted. */
export interface Board {
  readonly name: string
  readonly view: View
}
