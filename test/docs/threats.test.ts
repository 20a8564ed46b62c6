import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')

test('every threat names the test that proves its mend, or says why there is none', () => {
  const rows = readFileSync(join(root, 'docs/threats.md'), 'utf8')
    .split('\n')
    .filter((line) => /^\| \d/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))
  expect(rows.length).toBeGreaterThan(30)
  expect(rows.map(([, number]) => Number(number))).toEqual(rows.map((_, i) => i + 1))
  for (const row of rows) {
    const proof = row.at(-2) ?? ''
    const path = /^`(test\/.*\.test\.ts)`$/.exec(proof)?.[1]
    if (path === undefined) expect(proof).toMatch(/^no test: ./)
    else expect(existsSync(join(root, path)), path).toBe(true)
  }
})
