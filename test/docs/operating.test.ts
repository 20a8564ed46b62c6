import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createMetrics } from '../../src/metrics.ts'

const read = (file: string) => readFileSync(join(import.meta.dirname, '../..', file), 'utf8')

const ownIn = (text: string): ReadonlySet<string> =>
  new Set(
    [...text.matchAll(/\bcruxgrid_\w+?(?=_bucket|_count|_sum|\b)/g)]
      .map(([name]) => name)
      .filter((name) => name !== 'cruxgrid_'),
  )

test('every metric is in docs/operating.md and on the dashboard, and both have no other', async () => {
  const text = await createMetrics().write()
  const names = new Set([...text.matchAll(/^# HELP (cruxgrid_\w+)/gm)].map(([, name]) => name))
  expect(names.size).toBeGreaterThan(10)
  expect(ownIn(read('docs/operating.md'))).toEqual(names)
  expect(ownIn(read('docs/dashboard.json'))).toEqual(names)
})

test('the dashboard has a panel of its own place for each title', () => {
  const { panels } = JSON.parse(read('docs/dashboard.json'))
  const places = panels.map(({ gridPos: { x, y } }: { gridPos: { x: number; y: number } }) => `${x} ${y}`)
  expect(new Set(places).size).toBe(panels.length)
  expect(new Set(panels.map(({ title }: { title: string }) => title)).size).toBe(panels.length)
})
