import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readExport } from '../../src/export/read-export.ts'
import { cleanTitle } from '../../src/paper/clean-title.ts'
import { hasTypedTitle } from '../../src/paper/paper.ts'
import { readPaper } from '../../src/paper/read-paper.ts'
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
  const all = [...pieces, ...'abé漢😀\u202e\u200b\u0007\ud800 <>"', 'x'.repeat(200), '\u206a']
  for (let i = 0; i < 5000; i++) {
    const raw = Array.from(
      { length: Math.floor(random() * 30) },
      () => all[Math.floor(random() * all.length)],
    ).join('')
    const clean = cleanTitle(raw)
    expect(clean.length).toBeLessThanOrEqual(500)
    expect(clean).not.toMatch(/(?! )[\p{Cc}\u200b\u202a-\u202e\u2066-\u206f\n]/u)
    expect(clean.isWellFormed()).toBe(true)
    expect(clean).toBe(clean.trim())
  }
})

const hidden = '\u202eA\u0007 <i>title</i>\u2066\n in $words$\u200f'
const shown = 'A <i>title</i> in $words$'

describe('a title that no source has sent', () => {
  test('is one line without hidden characters when it is typed', () => {
    expect(readPaper(hidden)).toMatchObject({ id: 'title:a-i-title-i-in-words', title: shown })
  })

  test('may have five hundred characters, and its id is that of a paper', () => {
    const paper = readPaper(`${'word '.repeat(99)}words`)
    expect(paper.title).toHaveLength(500)
    expect(hasTypedTitle(paper)).toBe(true)
    expect(() => readPaper(`${'word '.repeat(99)}words!`)).toThrow('1 character too long (500 at most)')
    expect(readPaper('ﬃ'.repeat(400)).id.length).toBeLessThanOrEqual(490)
  })

  test('is one line without hidden characters when an exported file is read again', () => {
    const file = {
      format: 'cruxgrid-poll',
      version: 1,
      poll: {
        id: 'p_1',
        state: 'closed',
        visibility: 'names',
        blind: false,
        openedAt: '2026-11-30T17:00:00.000Z',
        paper: { id: 'title:x', title: `${hidden}${'x'.repeat(600)}`, authors: ['Ada\u202e Lovelace'] },
      },
      rounds: [{ number: 1, state: 'closed', ballots: [] }],
    }
    const read = readExport(JSON.stringify(file))
    const paper = 'polls' in read ? read.polls[0]?.paper : undefined
    expect(paper?.title).toHaveLength(500)
    expect(paper?.title.startsWith(shown)).toBe(true)
    expect(paper?.authors).toEqual(['Ada Lovelace'])
  })
})
