import type { SpaceId } from '../chat/caller.ts'
import { selectRound } from '../poll/disclose.ts'
import { type Poll, PollId } from '../poll/poll.ts'
import type { Polls } from '../poll/polls.ts'
import { deletedView, pollView } from '../views/poll/poll-view.ts'
import { outcomeView, reopenedView, sharedView } from '../views/poll/result-view.ts'
import type { Rendered } from './boards.ts'

const pattern = /^(?<kind>poll|results|outcome):(?<poll>[^/]+)(?:\/(?<round>\d+)(?:\/(?<share>\d+))?)?$/

interface Deps {
  readonly polls: Pick<Polls, 'revisionOf' | 'editRevisionOf' | 'readForBoard' | 'readIn'>
  /** The URL of a poll's page, if it has one. */
  readonly pageOf: (poll: PollId) => string | undefined
  /** The address of the message that shows a poll, if it has one. */
  readonly linkToPoll: (poll: PollId) => Promise<string | undefined>
}

/** The name of the board that shows a poll. */
export const pollBoard = (poll: PollId): string => `poll:${poll}`
/** The name of the board that shows the results of a round as they were shared by one person. */
export const resultsBoard = (poll: PollId, round: number, share: number): string =>
  `results:${poll}/${round}/${share}`
/** The name of the board that shows the outcome of a closed round. */
export const outcomeBoard = (poll: PollId, round: number): string => `outcome:${poll}/${round}`

/** The names of the boards of results that earlier versions shared: without who did, and the first of the current round. */
const olderResultsBoards = ({ id, rounds }: Poll): readonly string[] => [
  `results:${id}`,
  ...rounds.map(({ number }) => `results:${id}/${number}`),
]

/** Every board on which a poll is quoted besides its own: they change with it unless the change is a vote. */
export const quotingBoards = (poll: Poll): readonly string[] => [
  ...olderResultsBoards(poll),
  ...(poll.shares ?? []).map(({ round }, i) => resultsBoard(poll.id, round, i + 1)),
  ...poll.rounds.map(({ number }) => outcomeBoard(poll.id, number)),
]

/** The poll that a poll's own board shows; `undefined` of another board. */
export function pollOfBoard(board: string): PollId | undefined {
  const { kind, poll } = parse(board)
  return kind === 'poll' ? poll : undefined
}

function parse(board: string) {
  const { kind, poll, round, share } = pattern.exec(board)?.groups ?? {}
  const toNumber = (digits: string | undefined) => (digits === undefined ? undefined : Number(digits))
  return { kind, poll: PollId.parse(poll), round: toNumber(round), share: toNumber(share) }
}

/** The boards of polls: their messages, shared results, and outcomes. */
export function createPollBoards({ polls, pageOf, linkToPoll }: Deps) {
  /** Votes that come later change nothing about what was posted. */
  async function renderQuoting(board: string, space: SpaceId): Promise<Rendered> {
    const { kind, poll: id, round, share } = parse(board)
    const [found, revision] = [await polls.readIn(space, id), await polls.editRevisionOf(space, id)]
    if (found === undefined || revision === undefined) return { view: deletedView }
    const poll = round === undefined ? found.poll : selectRound(found.poll, round)
    if (kind === 'results') {
      const by = share === undefined ? undefined : found.shares[share - 1]?.by
      const [page, message] = [pageOf(id), await linkToPoll(id)]
      return { view: sharedView(poll, { page, message, place: found.place, by }), revision }
    }
    return { view: poll.state === 'open' ? reopenedView(poll) : outcomeView(poll, pageOf(id)), revision }
  }

  return {
    revisionOf(board: string, space: SpaceId): Promise<number | undefined> {
      const { kind, poll } = parse(board)
      return kind === 'poll' ? polls.revisionOf(space, poll) : polls.editRevisionOf(space, poll)
    },

    async render(board: string, space: SpaceId): Promise<Rendered> {
      const { kind, poll } = parse(board)
      if (kind !== 'poll') return renderQuoting(board, space)
      const found = await polls.readForBoard(space, poll)
      return found === undefined
        ? { view: deletedView }
        : { view: pollView(found.poll, pageOf(poll)), revision: found.revision }
    },
  }
}
