import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Call } from '../../src/chat/call.ts'
import { repeats } from '../repeats.ts'
import { seeded } from '../seeded.ts'

const AnswerKind = z.enum(['allowed', 'refused', 'not found'])
/** What kind of an answer comes back, whatever it says in particular. */
export type AnswerKind = z.infer<typeof AnswerKind>

const Relation = z.enum(['same', 'elsewhere', 'direct', 'unseen', 'directUnseen', 'otherSpace'])
/** Where the caller is, and whether they see the poll's channel. */
export type Relation = z.infer<typeof Relation>

const Standing = z.enum(['admin', 'manager', 'opener', 'member', 'guest', 'denied'])
/** What the caller is in the poll's channel. */
export type Standing = z.infer<typeof Standing>

const Row = z.object({
  command: z.string(),
  object: z.string(),
  standing: z.string(),
  settings: z.record(z.string(), z.string()).default({}),
  poll: z.record(z.string(), z.string()).default({}),
  answers: z.partialRecord(Relation, AnswerKind),
})
type Row = z.infer<typeof Row>

/** A row that a test can ask about. */
export interface PollRow extends Row {
  readonly standing: Standing
}

/** One answer of the table. */
export interface Cell extends PollRow {
  readonly relation: Relation
  readonly expected: AnswerKind
}

const all = z
  .object({ rows: z.array(Row) })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'permissions.json'), 'utf8'))).rows

/** How each command is called about a poll, with its id. */
const calls: Readonly<Record<string, (poll: string) => Call['args']>> = {
  results: (paper) => ({ paper }),
  more: (poll) => ({ poll }),
  export: (paper) => ({ paper, format: 'json' }),
  vote: (poll) => ({ poll, answer: '8' }),
  ballot: (poll) => ({ poll }),
  cast: (poll) => ({ poll, approach: '2', case: '2' }),
  withdraw: (poll) => ({ poll }),
  remark: (poll) => ({ poll, why: 'Because' }),
  close: (paper) => ({ paper }),
  reopen: (paper) => ({ paper }),
  reveal: (paper) => ({ paper }),
  revote: (paper) => ({ paper }),
  edit: (paper) => ({ paper }),
  amend: (poll) => ({ poll, title: 'A title', closes: 'never' }),
  remind: (paper) => ({ paper }),
  seal: (paper) => ({ paper }),
  delete: (paper) => ({ paper, sure: 'yes' }),
  share: (poll) => ({ poll }),
  'remove-reason': (paper) => ({ paper }),
}

export function callOf({ command }: Pick<Row, 'command'>, poll: string): Call {
  const args = calls[command]?.(poll)
  if (args === undefined) throw new Error(`${command} can't be called`)
  return { command, args }
}

/** Whether a call can be typed: one about a paper or poll by what people call it. */
export const isTypeable = ({ args }: Call): boolean => args.paper !== undefined

/** The words of a call that can be typed. */
export const wordsFor = ({ command, args: { paper = '', format, sure } }: Call): string =>
  [command, paper, ...(format === undefined ? [] : [format]), ...(sure === undefined ? [] : ['sure'])].join(
    ' ',
  )

const isCallable = (row: Row): row is PollRow =>
  calls[row.command] !== undefined && Standing.safeParse(row.standing).success

/** The rows about polls that a test can ask about. */
const pollRows: readonly PollRow[] = all.filter(({ object }) => object === 'poll').filter(isCallable)

/** What waits for a call, by name. */
const waiting: readonly string[] = [
  ...new Set(
    all
      .filter((row) => !(row.object === 'poll' && isCallable(row)))
      .map(({ object, command }) => (object === 'poll' ? command : `${command} (${object})`)),
  ),
]

/** Where the caller is for each relation, and whether the poll's channel is hidden from them. */
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
  /That poll is in another channel\./,
  /Anonymous rounds stay closed\./,
]
const faults = [
  /Something went wrong/,
  /I know no such command/,
  /I couldn't use what was given/,
  /I didn't catch that/,
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

/** The poll that a cell is about, and its channel. Cells whose key is the same are about the same poll. */
export interface PollSetup {
  readonly key: string
  readonly settings: Readonly<Record<string, string>>
  readonly isAnonymous: boolean
  readonly isClosed: boolean
  readonly isHidden: boolean
}

/** What a command does to a poll that the next one would find in another state. */
const stateFor = (command: string): string => {
  if (['reopen', 'revote'].includes(command)) return 'closed'
  return ['close', 'reveal', 'seal', 'delete'].includes(command) ? command : 'open'
}

export function setupOf({ command, settings, poll, relation, standing, expected }: Cell): PollSetup {
  const { isHidden } = relations[relation]
  const isAnonymous = poll.visibility === 'anonymous'
  // What is deleted isn't there for the next.
  const isSpent = command === 'delete' && expected === 'allowed'
  return {
    key: JSON.stringify([
      settings,
      stateFor(command),
      isAnonymous,
      isHidden,
      isSpent && [standing, relation],
    ]),
    settings,
    isAnonymous,
    isClosed: stateFor(command) === 'closed' || poll.state === 'closed',
    isHidden,
  }
}

const cellsOf = (rows: readonly PollRow[]): readonly Cell[] =>
  rows.flatMap((row) =>
    Object.entries(row.answers).map(([relation, expected]) => ({
      ...row,
      relation: Relation.parse(relation),
      expected,
    })),
  )

/** The cells that a platform has, in the order of the table. */
export const cellsWhere = (has: (cell: Cell) => boolean): readonly Cell[] => cellsOf(pollRows).filter(has)

/** In a sample: one of so many. */
const oneOf = 4

/** All cells, or in `npm test` one of each command and standing and a quarter of the rest. */
export function sampleOf(cells: readonly Cell[], seed: number): readonly Cell[] {
  const random = seeded(seed)
  const isKept = repeats(
    () => random() < 1 / oneOf,
    () => true,
  )
  const drawn = new Map(cells.map((cell) => [cell, random()]))
  const seen = new Set<string>()
  const first = cells
    .toSorted((a, b) => (drawn.get(a) ?? 0) - (drawn.get(b) ?? 0))
    .filter(({ command, standing }) => {
      const key = `${command} ${standing}`
      return !seen.has(key) && seen.add(key)
    })
  return cells.filter((cell) => first.includes(cell) || isKept())
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
 * @param more What waits on this platform only.
 */
export function verifyCells(
  platform: string,
  cells: readonly Cell[],
  ask: (cell: Cell) => Promise<string>,
  more: readonly string[] = [],
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
    console.log(
      `${platform}: ${cells.length} cells tried, ${right} right; waiting: ${[...more, ...waiting].join(', ')}`,
    )
    expect(right).toBe(cells.length)
  })
}
