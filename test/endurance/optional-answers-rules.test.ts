import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { marks } from '../poll/optional-answers.ts'
import type { Mismatch } from '../poll/optional-answers-mismatches.ts'
import { shownIn } from '../poll/optional-answers-table.ts'
import { shownInSessions } from '../reading/optional-answers-in-sessions-table.ts'
import { type RemovedRule, removedRules } from './removed-rules.ts'
import { removedRulesInSessions } from './removed-rules-in-sessions.ts'

const run = promisify(execFile)
const script = join(import.meta.dirname, 'removed-rule-process.ts')

/** What a table came to in one state of a poll. */
interface Read {
  readonly state: string
  readonly places: readonly string[]
  readonly mismatches: readonly Mismatch[]
}

type Kind = 'hiding' | 'showing' | 'saying'

const toCell = (state: string, part: string, place: string): string => `${state}: ${part} in ${place}`

const tables = [
  { table: 'polls', rules: removedRules, shown: shownIn },
  { table: 'sessions', rules: removedRulesInSessions, shown: shownInSessions },
] as const

describe.each(tables)('the table of optional answers of $table', ({ table, rules, shown }) => {
  /** The cells that fail without a rule of each kind, and all cells. */
  const failed: Record<Kind, Set<string>> = { hiding: new Set(), showing: new Set(), saying: new Set() }
  const all = new Set<string>()
  const shownCells = Object.entries(shown).flatMap(([state, row]) =>
    Object.entries(row).flatMap(([part, inPlaces]) => inPlaces.map((place) => toCell(state, part, place))),
  )

  const names = Object.values<readonly RemovedRule[]>(rules).flatMap((some) => some.map(({ rule }) => rule))
  const runs = new Map<string, ReturnType<typeof run>>()
  function start(rule: string): ReturnType<typeof run> {
    const found = runs.get(rule) ?? run(process.execPath, [script, table, rule], { maxBuffer: 1e8 })
    runs.set(rule, found)
    return found
  }

  async function cellsWithout({ rule }: RemovedRule): Promise<readonly string[]> {
    const started = start(rule)
    // Two at a time: the next one is begun before this one is read.
    const next = names[names.indexOf(rule) + 1]
    if (next !== undefined) void start(next)
    const { stdout } = await started
    const read: readonly Read[] = JSON.parse(String(stdout))
    for (const { state, places } of read)
      for (const part of Object.keys(marks)) for (const place of places) all.add(toCell(state, part, place))
    const cells = read.flatMap(({ state, mismatches }) =>
      mismatches.map(({ part, place }) => toCell(state, part, place)),
    )
    console.log(`${table}: ${cells.length} cells fail without: ${rule}`)
    return cells
  }

  for (const kind of ['hiding', 'showing', 'saying'] as const)
    test.each(rules[kind])('fails without the rule: $rule', async (rule) => {
      const cells = await cellsWithout(rule)
      for (const cell of cells) failed[kind].add(cell)
      expect(cells).toContain(rule.fails)
    })

  test('fails in each cell that hides a part, once the place says too much', () => {
    const hidden = [...all].filter((cell) => !shownCells.includes(cell))
    console.log(`${table}: ${hidden.length} cells hide a part, ${shownCells.length} show one`)
    expect(hidden.length).toBeGreaterThan(0)
    expect(hidden.filter((cell) => !failed.saying.has(cell))).toEqual([])
  })

  test('fails in each cell that shows a part, once it is shown nowhere', () => {
    expect(shownCells.filter((cell) => !failed.showing.has(cell))).toEqual([])
  })
})
