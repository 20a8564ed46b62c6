import type { SpaceId } from '../chat/caller.ts'
import type { View } from '../chat/view.ts'
import { type Disclosure, selectRound } from '../poll/disclose.ts'
import { type Poll, PollId } from '../poll/poll.ts'
import type { Polls } from '../poll/polls.ts'
import { announcementView, type Links } from '../views/poll/announcement-view.ts'
import { cruxesView, noCruxesView } from '../views/poll/crux-parts.ts'
import { deletedView, pollView } from '../views/poll/poll-view.ts'
import { outcomeView, reopenedView, revealedView, sharedView } from '../views/poll/result-view.ts'
import { promptView } from '../views/reading/thread-view.ts'
import type { Rendered } from './boards.ts'

const pattern = /^(?<kind>poll|results|outcome|revealed|prompt|cruxes|line):(?<poll>[^/]+)(?:\/(?<part>.+))?$/

interface Deps {
  readonly polls: Pick<
    Polls,
    'revisionOf' | 'editRevisionOf' | 'replyRevisionOf' | 'isOpen' | 'readForBoard' | 'readIn'
  >
  /** The URL of a poll's page, if it has one. */
  readonly pageOf: (poll: PollId) => Promise<string | undefined>
  /** The address of the message that shows a poll, if it has one. */
  readonly linkToPoll: (poll: PollId) => Promise<string | undefined>
  /** The addresses that the lines about a round lead to. */
  readonly linksOf: (poll: PollId, round: number) => Promise<Links>
}

/** The name of the board that shows a poll. */
export const pollBoard = (poll: PollId): string => `poll:${poll}`
/** The name of the board that shows the results of a round as they were shared by one person. */
export const resultsBoard = (poll: PollId, round: number, share: number): string =>
  `results:${poll}/${round}/${share}`
/** The name of the board that shows the outcome of a closed round. */
export const outcomeBoard = (poll: PollId, round: number): string => `outcome:${poll}/${round}`

/** The name of the board that shows the report of a revealed round. */
export const revealedBoard = (poll: PollId, round: number): string => `revealed:${poll}/${round}`
/** The name of the board that lists what would move the voters of a round. */
export const cruxesBoard = (poll: PollId, round: number): string => `cruxes:${poll}/${round}`
/** The name of the board that shows the report of a round that a session has revealed. */
export const promptBoard = (poll: PollId, round: number): string => `prompt:${poll}/${round}`

/** The boards that change with the answers to what a round asks once its votes are shown. */
const repliedBoards = ({ id, shares = [] }: Poll, round: number): readonly string[] => [
  ...[outcomeBoard, revealedBoard, promptBoard, cruxesBoard].map((nameOf) => nameOf(id, round)),
  ...shares.flatMap((share, i) => (share.round === round ? resultsBoard(id, round, i + 1) : [])),
]

/** The name of the board that shows the line about an act on a poll. */
export const lineBoard = (poll: PollId, announcement: string): string => `line:${poll}/${announcement}`

/** The names of the boards of results that earlier versions shared: without who did, and the first of the current round. */
const olderResultsBoards = ({ id, rounds }: Poll): readonly string[] => [
  `results:${id}`,
  ...rounds.map(({ number }) => `results:${id}/${number}`),
]

/** Every board on which a poll is quoted besides its own: they change with it unless the change is a vote. */
export const quotingBoards = (poll: Poll): readonly string[] => [
  ...olderResultsBoards(poll),
  ...poll.rounds.flatMap(({ number }) => repliedBoards(poll, number)),
  ...(poll.announcements ?? []).map((one) => lineBoard(poll.id, one.id)),
]

/** The poll that a poll's own board shows; `undefined` of another board. */
export function pollOfBoard(board: string): PollId | undefined {
  if (!pattern.test(board)) return undefined
  const { kind, poll } = parse(board)
  return kind === 'poll' ? poll : undefined
}

function parse(board: string) {
  const { kind, poll, part } = pattern.exec(board)?.groups ?? {}
  return { kind, poll: PollId.parse(poll), part }
}

/** The boards of polls: their messages, shared results, outcomes, and the lines about them. */
export function createPollBoards({ polls, pageOf, linkToPoll, linksOf }: Deps) {
  async function renderLine(poll: Disclosure, id: string | undefined): Promise<View> {
    const announcement = poll.announcements.find((one) => one.id === id)
    if (announcement === undefined) return deletedView
    return announcementView(poll, announcement, await linksOf(poll.id, announcement.round))
  }

  function revisionOf(board: string, space: SpaceId): Promise<number | undefined> {
    const { kind, poll } = parse(board)
    if (kind === 'poll') return polls.revisionOf(space, poll)
    return kind === 'line' ? polls.editRevisionOf(space, poll) : polls.replyRevisionOf(space, poll)
  }

  /** Votes that come later change nothing about what was posted. */
  async function renderQuoting(board: string, space: SpaceId): Promise<Rendered> {
    const { kind, poll: id, part } = parse(board)
    const revision = await revisionOf(board, space)
    const found = await polls.readIn(space, id)
    if (found === undefined || revision === undefined) return { view: deletedView }
    const { people } = found
    if (kind === 'line') return { view: await renderLine(found.poll, part), revision, people }
    const [round, share] = part?.split('/').map(Number) ?? []
    const poll = round === undefined ? found.poll : selectRound(found.poll, round)
    if (kind === 'results') {
      const by = share === undefined ? undefined : found.shares[share - 1]?.by
      const [page, message] = [await pageOf(id), await linkToPoll(id)]
      return { view: sharedView(poll, { page, message, place: found.place, by }), revision, people }
    }
    if (kind === 'cruxes') return { view: cruxesView(poll) ?? noCruxesView, revision, people }
    if (kind === 'prompt') return { view: promptView(poll, 0), revision, people }
    if (kind === 'revealed') return { view: revealedView(poll), revision, people }
    const view = poll.state === 'open' ? reopenedView(poll) : outcomeView(poll, await pageOf(id))
    return { view, revision, people }
  }

  return {
    isOurs: (board: string): boolean => pattern.test(board),

    revisionOf,

    async takesVotes(board: string, space: SpaceId): Promise<boolean> {
      const { kind, poll } = parse(board)
      return kind === 'poll' && polls.isOpen(space, poll)
    },

    async render(board: string, space: SpaceId): Promise<Rendered> {
      const { kind, poll } = parse(board)
      if (kind !== 'poll') return renderQuoting(board, space)
      const found = await polls.readForBoard(space, poll)
      if (found === undefined) return { view: deletedView }
      const { revision, people } = found
      return { view: pollView(found.poll, await pageOf(poll)), revision, people }
    },
  }
}
