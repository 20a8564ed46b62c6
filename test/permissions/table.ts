import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { repeats } from '../repeats.ts'
import { seeded } from '../seeded.ts'

const AnswerKind = z.enum(['allowed', 'refused', 'not found'])
/** What kind of an answer comes back, whatever it says in particular. */
export type AnswerKind = z.infer<typeof AnswerKind>

const Relation = z.enum(['same', 'elsewhere', 'direct', 'unseen', 'directUnseen', 'otherSpace'])
/** Where the caller is, and whether they see the object's channel. */
export type Relation = z.infer<typeof Relation>

const Row = z.object({
  command: z.string(),
  object: z.string(),
  standing: z.string(),
  settings: z.record(z.string(), z.string()).default({}),
  poll: z.record(z.string(), z.string()).default({}),
  answers: z.partialRecord(Relation, AnswerKind),
})
type Row = z.infer<typeof Row>

/** One answer of the table. @template Who What the caller is in the object's channel. */
export interface Cell<Who extends string = string> extends Omit<Row, 'answers'> {
  readonly standing: Who
  readonly relation: Relation
  readonly expected: AnswerKind
}

const all = z
  .object({ rows: z.array(Row) })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'permissions.json'), 'utf8'))).rows

/** The cells about a kind of object that a test can ask about, in the order of the table. */
export const readCells = <Who extends string>(
  object: string,
  standing: z.ZodType<Who>,
  isCallable: (command: string) => boolean,
): readonly Cell<Who>[] =>
  all
    .filter((row) => row.object === object && isCallable(row.command))
    .flatMap(({ answers, ...row }) =>
      Object.entries(answers).map(([relation, expected]) => ({
        ...row,
        standing: standing.parse(row.standing),
        relation: Relation.parse(relation),
        expected,
      })),
    )

/** The commands about a kind of object that wait for a call. */
export const readWaiting = (object: string, isCallable: (command: string) => boolean): readonly string[] => [
  ...new Set(
    all.filter((row) => row.object === object && !isCallable(row.command)).map(({ command }) => command),
  ),
]

/** Where the caller is for each relation, and whether the object's channel is hidden from them. */
export const relations = {
  same: { at: 'there', isHidden: false },
  elsewhere: { at: 'elsewhere', isHidden: false },
  direct: { at: 'direct', isHidden: false },
  unseen: { at: 'elsewhere', isHidden: true },
  directUnseen: { at: 'direct', isHidden: true },
  otherSpace: { at: 'otherSpace', isHidden: false },
} as const satisfies Record<Relation, { readonly at: string; readonly isHidden: boolean }>

const refusals = [
  /You can't .* here\./,
  /Only .+ can .+\. Ask one of them\./,
  /That's in another channel\./,
  /Anonymous rounds stay closed\./,
  /Whether votes show names can't be changed once a poll is open\./,
  /Only .+ can .+\. Ask [^.]+\./,
]
const faults = [
  /Something went wrong/,
  /There is no (such )?command/,
  /Which paper\?|I can't read “|I don't know “| is empty\.| has no answer\.| is a switch\./,
  /I didn't understand that/,
  // A set-up without what the call is about.
  /There is no (poll|reading group) in this channel yet/,
  /(not|isn't) prepared yet|No session is planned|There is no session to skip|is already chosen for the session/,
]

/**
 * What kind of an answer it is, by its words. What fails for another reason than a right has been let through.
 *
 * @throws Error for an answer to a call that was made wrongly, or to a fault.
 */
function kindOf(words: string): AnswerKind {
  if (faults.some((fault) => fault.test(words))) throw new Error(`The call was not tried: ${words}`)
  if (words.includes("I can't find that.")) return 'not found'
  return refusals.some((refusal) => refusal.test(words)) ? 'refused' : 'allowed'
}

/** In a sample: one of so many. */
const oneOf = 10

/** All cells, or in `npm test` one of each command and standing and a tenth of the rest. */
export function sampleOf<Who extends string>(
  cells: readonly Cell<Who>[],
  seed: number,
): readonly Cell<Who>[] {
  const random = seeded(seed)
  const isKept = repeats(
    () => random() < 1 / oneOf,
    () => true,
  )
  const first = firstOfEach(cells, random, ({ command, standing }) => `${command} ${standing}`)
  return cells.filter((cell) => first.has(cell) || isKept())
}

/** All cells, or in `npm test` one of each command, where every cell takes its time. */
export const fewOf = <Who extends string>(
  cells: readonly Cell<Who>[],
  seed: number,
): readonly Cell<Who>[] => {
  const first = firstOfEach(cells, seeded(seed), ({ command }) => command)
  return repeats(
    cells.filter((cell) => first.has(cell)),
    cells,
  )
}

/** One cell of each group, at random. */
function firstOfEach<Who extends string>(
  cells: readonly Cell<Who>[],
  random: () => number,
  groupOf: (cell: Cell<Who>) => string,
): ReadonlySet<Cell<Who>> {
  const drawn = new Map(cells.map((cell) => [cell, random()]))
  const ordered = cells.toSorted((a, b) => (drawn.get(a) ?? 0) - (drawn.get(b) ?? 0))
  const found = new Map(ordered.map((cell) => [groupOf(cell), cell]))
  return new Set(found.values())
}

const nameOf = ({ command, standing, settings, poll, relation }: Cell): string =>
  [command, standing, ...Object.values(settings), ...Object.values(poll), relation].join(', ')

/** Makes what has a key when it is needed first. */
export function once<Value>() {
  const made = new Map<string, Promise<Value>>()
  return (key: string, make: () => Promise<Value>): Promise<Value> => {
    const value = made.get(key) ?? make()
    made.set(key, value)
    return value
  }
}

/**
 * Tries the cells on a platform, a test for each command, and says how many are right.
 *
 * @param ask Makes the call of a cell. @returns the words that came back.
 * @param waiting What no cell asks about yet.
 */
export function verifyCells<One extends Cell>(
  platform: string,
  cells: readonly One[],
  ask: (cell: One) => Promise<string>,
  waiting: readonly string[],
): void {
  let right = 0

  test.each([...new Set(cells.map(({ command }) => command))])('%s', async (command) => {
    const wrong: string[] = []
    for (const cell of cells.filter((cell) => cell.command === command)) {
      const words = await ask(cell)
      const kind = kindOf(words)
      if (kind === cell.expected) right += 1
      else wrong.push(`${nameOf(cell)}: ${kind} instead of ${cell.expected}: ${words.slice(0, 200)}`)
    }
    expect(wrong).toEqual([])
  })

  test('cells tried', () => {
    console.log(`${platform}: ${cells.length} cells tried, ${right} right; waiting: ${waiting.join(', ')}`)
    expect(right).toBe(cells.length)
  })
}
