import type { Stance } from '../../src/grid/stance.ts'
import { readBallots } from '../../src/poll/ballot-queue.ts'
import { PollId } from '../../src/poll/poll.ts'
import type { Store } from '../../src/store/store.ts'

/** The answers that people press here: a button's words, what a receipt says, and the cell. */
export const answers = [
  { label: 'Cog · Worst', says: 'Cognitivist science × Worst-case', row: 2, column: 2 },
  { label: 'Eng · Avg', says: 'Engineering × Average-case', row: 0, column: 0 },
  { label: 'Cog · Avg', says: 'Cognitivist science × Average-case', row: 2, column: 0 },
] as const
export type Answer = (typeof answers)[number]

/** What people voted in one poll: the last vote that each was told is stored, and those of which they have heard nothing. */
export function createLedger() {
  const confirmed = new Map<string, Answer>()
  const unheard = new Map<string, Set<Answer>>()
  let count = 0

  return {
    count: () => count,
    confirm(voter: string, answer: Answer): void {
      count += 1
      confirmed.set(voter, answer)
    },
    /** It may be stored by now, or will be. */
    doubt(voter: string, answer: Answer): void {
      unheard.set(voter, (unheard.get(voter) ?? new Set()).add(answer))
    },
    /** The voters whose confirmed vote is not what is stored. */
    async findLost(store: Store, poll: string): Promise<readonly string[]> {
      const stored = new Map<string, Stance>()
      for (const [voter, { answers }] of await readBallots(store, PollId.parse(poll), 1))
        stored.set(voter, answers.stance)
      return [...confirmed].flatMap(([voter, answer]) => {
        const stance = stored.get(voter)
        const isKept = [answer, ...(unheard.get(voter) ?? [])].some(
          ({ row, column }) => stance?.kind === 'placement' && stance.row === row && stance.column === column,
        )
        return isKept ? [] : [voter]
      })
    },
  }
}
