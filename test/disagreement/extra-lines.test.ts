import { describe, expect, test } from 'vitest'
import { type ExtraLines, summaryOf } from '../../src/disagreement/summary.ts'
import { tallyOf } from '../../src/grid/tally.ts'
import { reference } from './reference.ts'

const rows = reference.extras.map((row, i) => ({ ...row, i }))

/** What the optional answers added to a round's own lines, read from the lines of the table. */
function extrasIn(text: readonly string[], own: readonly string[]): ExtraLines {
  const added = text.filter((line) => !own.includes(line))
  const settle = added.find((line) => line.startsWith('To settle: “'))
  const [last = ''] = added.filter((line) => line !== settle && !isReading(line) && !isExpected(line))
  const also = own.find((line) => line.startsWith('Also: '))
  return {
    reading: added.find(isReading),
    expected: added.find(isExpected),
    settle: settle?.slice('To settle: '.length),
    also:
      last === '' ? [] : [also !== undefined && last.startsWith(also) ? last.slice(also.length + 1) : last],
  }
}

const isReading = (line: string): boolean => line.startsWith('Answers go with ')
const isExpected = (line: string): boolean => / (?:more|fewer) than (?:they|the \d+ of them)/.test(line)

describe('lines from optional answers', () => {
  test.each(rows)(
    'stand where entry $i of the table has them: $about, $specCase',
    ({ ballots, state, specCase, text }) => {
      const tally = tallyOf(ballots)
      const round = { number: 1, state }
      const extras = extrasIn(text, summaryOf(tally, { round }).lines)
      const summary = summaryOf(tally, { round, extras })
      expect(summary.lines).toEqual(text)
      expect(summary.case).toBe(specCase)
    },
  )
})

describe('the sentences from optional answers wait for their functions:', () => {
  for (const { about, i, specCase } of rows) test.todo(`extras ${i}, ${about}, ${specCase}`)
  for (const [i, { text }] of reference.differ.entries()) test.todo(`differ ${i}, ${text ?? 'nothing'}`)
})
