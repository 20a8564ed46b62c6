import type { DifferCounts } from '../poll/extra-answers.ts'
import { says } from './wording.ts'

/** "Asked why they differ, 1 says it is the words, 4 say it is how they read the paper."; docs/disagreement.md 6.5. */
export function differLine({ words, paper, values }: DifferCounts): string {
  const parts = [
    { count: words, reason: 'the words' },
    { count: paper, reason: 'how they read the paper' },
    { count: values, reason: 'how they weigh it' },
  ]
  return `Asked why they differ, ${parts
    .filter(({ count }) => count > 0)
    .map(({ count, reason }) => `${count} ${says(count)} it is ${reason}`)
    .join(', ')}.`
}
