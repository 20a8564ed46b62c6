import fc from 'fast-check'
import { UserError } from '../../src/chat/user-error.ts'

/** Where something comes in that anybody may have made. */
interface Edge<Input> {
  readonly name: string
  readonly inputs: fc.Arbitrary<Input>
  readonly read: (input: Input) => unknown
  /** Inputs that have found something. */
  readonly corpus?: readonly Input[]
  /** How many of a million inputs are for this edge. */
  readonly share: number
}

/** What came of an edge's inputs. */
interface Tried {
  readonly name: string
  readonly tries: number
  /** The smallest input that crashed its reader, with the seed; `undefined` if none did. */
  readonly crash?: string | undefined
  /** The longest time of the processor for one input, in ms. */
  readonly slowest: { readonly ms: number; readonly input: string }
}

/** So long may one input hold up everybody else. */
export const hangMs = 50

/** An edge whose reader can be tried with inputs at random, besides those of its corpus. */
export const defineEdge = <Input>(edge: Edge<Input>) => ({
  name: edge.name,
  share: edge.share,
  tryOut: (seed: number, tries: number): Promise<Tried> => tryOut(edge, seed, tries),
})

async function tryOut<Input>(
  { name, inputs, read, corpus = [] }: Edge<Input>,
  seed: number,
  tries: number,
): Promise<Tried> {
  let slowest = { ms: 0, input: '' }

  async function timed(input: Input): Promise<number> {
    const before = process.threadCpuUsage()
    try {
      await read(input)
    } catch (fault) {
      // The reader says that it can't read it.
      if (!(fault instanceof UserError)) throw fault
    }
    const { user, system } = process.threadCpuUsage(before)
    return (user + system) / 1000
  }

  const property = fc.asyncProperty(inputs, async (input) => {
    let ms = await timed(input)
    if (ms <= slowest.ms) return
    // Compiling and collecting garbage are not the input's.
    for (let again = 0; ms > hangMs && again < 9; again += 1) ms = Math.min(ms, await timed(input))
    if (ms > slowest.ms) slowest = { ms, input: JSON.stringify(input).slice(0, 200) }
  })
  const result = await fc.check(property, {
    seed,
    numRuns: tries + corpus.length,
    examples: corpus.map((input): [Input] => [input]),
  })
  return { name, tries, crash: result.failed ? fc.defaultReportMessage(result) : undefined, slowest }
}
