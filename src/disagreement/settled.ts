import type { SettledCounts } from '../poll/extra-answers.ts'
import { says } from './wording.ts'

/**
 * "4 say the question from round 1 is settled, 1 says it is not."; docs/disagreement.md 7.
 *
 * @param round The number of the round before, which the answers are about.
 */
export function settledSentence({ yes, no, notDiscussed }: SettledCounts, round: number): string {
  const groups = [
    { count: yes, first: 'is settled', later: 'is settled' },
    { count: no, first: 'is not settled', later: 'is not' },
    { count: notDiscussed, first: 'was not discussed', later: 'was not discussed' },
  ].filter(({ count }) => count > 0)
  const parts = groups.map(({ count, first, later }, i) => {
    const claim = i === 0 ? `the question from round ${round} ${first}` : `it ${later}`
    return `${count} ${says(count)} ${claim}`
  })
  return `${parts.join(', ')}.`
}
