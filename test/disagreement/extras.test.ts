import { describe, expect, test } from 'vitest'
import { boardLines, reportSummary } from '../../src/disagreement/poll-summary.ts'
import { pollOf } from './extras.ts'
import { reference } from './reference.ts'

describe('the summary of a round with extra answers', () => {
  test.each(reference.extras.map((row, i) => ({ ...row, i })))(
    '$i, $about, $state, with $visibility, is $specCase, to the letter',
    ({ specCase, text, ...round }) => {
      const poll = pollOf(round)
      const summary = reportSummary(poll)
      expect(summary?.lines).toEqual(text)
      expect(summary?.case).toBe(specCase)
      expect(boardLines(poll)).toEqual(text)
    },
  )
})
