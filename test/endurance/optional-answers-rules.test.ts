import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { marks, states } from '../poll/optional-answers.ts'
import type { Mismatch } from '../poll/optional-answers-mismatches.ts'
import { shownIn } from '../poll/optional-answers-table.ts'
import { removedRules } from './removed-rules.ts'

const run = promisify(execFile)
const script = join(import.meta.dirname, 'removed-rule-process.ts')

interface Run {
  readonly places: readonly string[]
  readonly mismatches: Readonly<Record<string, readonly Mismatch[]>>
}

type Kind = keyof typeof removedRules

/** The cells that fail without each rule, as "state: part in place". */
const failing = new Map<string, ReadonlySet<string>>()
let places: readonly string[] = []

const rules = Object.values(removedRules).flat()
const cellsOf = (kind: Kind): ReadonlySet<string> =>
  new Set(removedRules[kind].flatMap(({ rule }) => [...(failing.get(rule) ?? [])]))
const isShown = (cell: string): boolean => shownCells.has(cell)
const shownCells = new Set(
  Object.entries(shownIn).flatMap(([state, row]) =>
    Object.entries(row).flatMap(([part, inPlaces]) =>
      inPlaces.map((place) => `${state}: ${part} in ${place}`),
    ),
  ),
)

beforeAll(async () => {
  const waiting = [...rules]
  const next = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      const { stdout } = await run(process.execPath, [script, one.rule], { maxBuffer: 1e8 })
      const found: Run = JSON.parse(stdout)
      places = found.places
      const cells = Object.entries(found.mismatches).flatMap(([state, mismatches]) =>
        mismatches.map(({ part, place }) => `${state}: ${part} in ${place}`),
      )
      failing.set(one.rule, new Set(cells))
      console.log(`${cells.length} cells fail without: ${one.rule}`)
    }
  }
  await Promise.all([next(), next()])
})

describe('the table of optional answers fails without', () => {
  test.each(rules)('$rule', ({ rule, fails }) => {
    expect([...(failing.get(rule) ?? [])]).toContain(fails)
  })
})

describe('each cell of the table can fail', () => {
  const all = () =>
    Object.keys(states).flatMap((state) =>
      Object.keys(marks).flatMap((part) => places.map((place) => `${state}: ${part} in ${place}`)),
    )

  test('that hides a part: once the place says too much', () => {
    const failed = cellsOf('saying')
    expect(all().filter((cell) => !isShown(cell) && !failed.has(cell))).toEqual([])
  })

  test('that shows a part: once the part is shown nowhere', () => {
    const failed = cellsOf('showing')
    expect([...shownCells].filter((cell) => !failed.has(cell))).toEqual([])
  })
})
