import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { readRule } from '../../src/reading/schedule/read-rule.ts'
import { Schedule } from '../../src/reading/schedule/schedule.ts'
import { readDates } from '../../src/time/read-dates.ts'
import { type ReadContext, readTime } from '../../src/time/read-time.ts'
import { applyChoice } from '../../src/time/words/apply-choice.ts'
import { repeats } from '../repeats.ts'
import { seeded } from '../seeded.ts'
import { rowsOf } from './times-table.ts'

const tries = repeats(300, 20_000)
const seed = 20261128
const maxAheadMs = 366 * 86_400_000
const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Asia/Kolkata',
  'UTC',
]
const pieces = [
  ...'fri tue wednesday wednesdays today tonight tomorrow next last this every other 2nd 1st second weekly'.split(
    ' ',
  ),
  ...'5 17 23 30 17:00 5pm 12am 6:30 pm am 1700 17h noon midnight eod morning 24:00 25:00 00:30'.split(' '),
  ...'3d 2w 90 min hours week weeks month months a an half and couple of in from now ago for until'.split(
    ' ',
  ),
  ...'dec 31 feb 29 2026-12-01 2027 12/01 13/12 24.12. 1.12 1.12.2026 the 15th end'.split(' '),
  ...'Berlin New York cambridge CET EST IST UTC +02:00 UTC+1 Europe/Atlantis my time'.split(' '),
  ...', . - – .. to at on by please ( ) “ ; & + / ½ never T Z <t:1796144400> @Ben blue 5 １７'.split(' '),
]

/** Texts made of words of the language, with and without spaces, and of rows of the table with a word changed. */
function* texts(): Generator<{ text: string; context: ReadContext }, void> {
  const next = seeded(seed)
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(next() * items.length)]
  const rows = ['time', 'dates', 'rule'].flatMap((kind) => rowsOf(kind as 'time'))
  for (let index = 0; index < tries; index += 1) {
    const words = next() < 0.5 ? [] : (pick(rows)?.text.split(' ') ?? [])
    for (let count = Math.floor(next() * 5); count >= 0; count -= 1)
      words.splice(Math.floor(next() * (words.length + 1)), next() < 0.3 ? 1 : 0, pick(pieces) ?? '')
    const now = new Date(Date.UTC(2026, 0, 1) + Math.floor(next() * 730 * 86_400_000)).toISOString()
    yield { text: words.join(next() < 0.9 ? ' ' : ''), context: { now, zone: pick(zones) ?? 'UTC' } }
  }
}

describe(`${tries} texts of seed ${seed}`, () => {
  test('are read as a moment within a year, or refused', () => {
    for (const { text, context } of texts()) {
      const read = readTime(text, context)
      if (!('at' in read)) continue
      const ahead = Date.parse(read.at) - Date.parse(context.now)
      expect(ahead > 0 && ahead <= maxAheadMs, `${text} ${JSON.stringify(read)}`).toBe(true)
      expect(() => Temporal.Instant.from(read.at).toZonedDateTimeISO(read.zone)).not.toThrow()
      if (read.minutes !== undefined) expect(read.minutes, text).toBeGreaterThan(0)
    }
  })

  test('are read as days from today on, or refused', () => {
    for (const { text, context } of texts()) {
      const read = readDates(text, context)
      if (!('spans' in read)) continue
      const today = Temporal.Instant.from(context.now)
        .toZonedDateTimeISO(context.zone)
        .toPlainDate()
        .toString()
      expect(read.spans.length).toBeGreaterThan(0)
      for (const { from, to = from } of read.spans) expect(today <= from && from <= to, text).toBe(true)
    }
  })

  test('are read as a rule that can be stored, or refused', () => {
    for (const { text, context } of texts()) {
      const read = readRule(text, context)
      if ('refused' in read) continue
      const { said: _, ...schedule } = read
      expect(Schedule.safeParse(schedule).success, text).toBe(true)
    }
  })

  test('are not read once a word of another language is among them', () => {
    for (const { text, context } of texts()) {
      const words = text.split(' ')
      for (const at of [0, Math.ceil(words.length / 2), words.length]) {
        const longer = [...words.slice(0, at), 'vielleicht', ...words.slice(at)].join(' ')
        for (const read of [readTime, readDates, readRule])
          expect(read(longer, context), longer).toHaveProperty('refused')
      }
    }
  })

  test('can be asked about: a choice is read, or leads to the next question', () => {
    for (const { text, context } of texts())
      for (const reader of [readTime, readDates, readRule]) {
        const read = (words: string) => reader(words, context)
        const before = read(text)
        if (!('refused' in before)) continue
        for (const choice of before.choices ?? []) {
          const chosen = applyChoice(text, choice, context.zone, read)
          expect(read(chosen), `“${text}”, ${choice}: “${chosen}”`).not.toEqual(before)
        }
      }
  })
})

test('“this morning” gives way to the date that is chosen', () => {
  const context = { now: '2027-02-20T10:00:00Z', zone: 'UTC' }
  const chosen = applyChoice('this morning 13/12 midnight', '2027-12-13', 'UTC', (words) =>
    readTime(words, context),
  )
  // Which of the two midnights of that day remains to be asked.
  expect(readTime(chosen, context)).toEqual({
    refused: 'ambiguous',
    choices: ['2027-12-13T00:00', '2027-12-14T00:00'],
  })
})
