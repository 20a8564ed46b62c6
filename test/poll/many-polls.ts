import { PersonId, SpaceId } from '../../src/chat/caller.ts'
import { PaperId } from '../../src/paper/paper.ts'
import { rowsOf, toIndexedPoll } from '../../src/poll/index-records.ts'
import { memoryRowsOf, nothingSaid } from '../../src/poll/memory-rows.ts'
import { type Poll, PollId } from '../../src/poll/poll.ts'
import { headKey, listKey, toListedPoll } from '../../src/poll/poll-records.ts'
import { createRound } from '../../src/poll/rounds.ts'

import { type Change, put } from '../../src/store/record.ts'

/** The space of the test table. */
export const space = SpaceId.parse('table:round')

/** Ada's poll with that number, opened a minute after the one before it, and closed. */
export function closedPoll(
  number: number,
  paper: { readonly title: string; readonly authors?: readonly string[] },
  channel = 'main',
): Poll {
  const round = createRound('names', { number: 1, blind: false, at: 0 })
  return {
    v: 1,
    id: PollId.parse(`p_${String(number).padStart(10, '0')}`),
    place: { platform: 'table', space, channel },
    paper: { id: PaperId.parse(`arxiv:2401.${String(number).padStart(5, '0')}`), authors: [], ...paper },
    opener: { id: PersonId.parse('table:ada'), name: 'Ada' },
    openedAt: 1_700_000_000_000 + 60_000 * number,
    visibility: 'names',
    questions: [],
    expected: [],
    rounds: [{ ...round, state: 'closed', closedAt: number }],
    revision: 0,
  }
}

/** The records of a closed poll. */
export const recordsOf = (poll: Poll): readonly Change[] => [
  put(headKey(poll.id), poll),
  put(listKey(poll.place.space, poll.id), toListedPoll(poll)),
  ...[...rowsOf(toIndexedPoll(poll)), ...memoryRowsOf(poll, nothingSaid)].map(({ change }) => change),
]
