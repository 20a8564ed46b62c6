import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { cleanTitle } from '../../src/paper/clean-title.ts'
import { seeded } from '../seeded.ts'

const { rows } = z
  .object({ rows: z.array(z.object({ raw: z.string(), clean: z.string() })) })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'titles.json'), 'utf8')))

test.each(rows)('$raw reads $clean', ({ raw, clean }) => {
  expect(cleanTitle(raw)).toBe(clean)
})

const seed = 11
test(`five thousand hostile titles come out as one short line without hidden characters, seed ${seed}`, () => {
  const random = seeded(seed)
  const pieces = [
    '&amp;',
    '&lt;',
    '&#x202e;',
    '&#0;',
    '<i>',
    '</i>',
    '$',
    '$\\alpha$',
    "\\'",
    '{',
    '}',
    '\\',
    '\\emph{',
    '\n',
  ]
  const all = [...pieces, ...'abé漢😀\u202e\u200b\u0007\ud800 <>"', 'x'.repeat(200)]
  for (let i = 0; i < 5000; i++) {
    const raw = Array.from(
      { length: Math.floor(random() * 30) },
      () => all[Math.floor(random() * all.length)],
    ).join('')
    const clean = cleanTitle(raw)
    expect(clean.length).toBeLessThanOrEqual(300)
    expect(clean).not.toMatch(/(?! )[\p{Cc}\u200b\u202a-\u202e\u2066-\u2069\n]/u)
    expect(clean.isWellFormed()).toBe(true)
    expect(clean).toBe(clean.trim())
  }
})
