import { openStore } from '../../src/store/store.ts'
import { findTold } from './curious-opener.ts'
import { drawSequence } from './sequence.ts'
import { pollsIn } from './watch.ts'

/** Sequences in one database: with more, forgetting a person would look through ever more polls. */
const perDatabase = 25

export interface TryOut {
  readonly tried: {
    readonly sequences: number
    /** Ballots for which another owner was looked for. */
    readonly ballots: number
  }
  /** What was told, with the sequence that told it; none is as it should be. */
  readonly findings: readonly string[]
}

/**
 * Tries that many sequences out.
 *
 * @param path Where databases may be made.
 * @param random Uniform in 0 … 1.
 * @param most After so many findings it is enough.
 */
export async function tryOut(path: string, count: number, random: () => number, most = 3): Promise<TryOut> {
  const findings: string[] = []
  const tried = { sequences: 0, ballots: 0 }
  while (tried.sequences < count && findings.length < most) {
    const store = await openStore(`sqlite:${path}-${tried.sequences}.db`)
    const table = pollsIn(store)
    for (let i = 0; i < perDatabase && tried.sequences < count; i += 1) {
      const sequence = drawSequence(random)
      const { told, asked } = await findTold(table, sequence, random)
      tried.sequences += 1
      tried.ballots += asked
      if (told !== undefined) findings.push(`${told}\n${JSON.stringify(sequence)}`)
    }
    await store.close()
  }
  return { tried, findings }
}
