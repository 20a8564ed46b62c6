import { agree } from '../chat/text.ts'
import type { DifferCounts } from '../poll/extra-answers.ts'

/** "Asked why they differ, 1 says it is the words, 4 say it is how they read the paper."; docs/disagreement.md 6.4. */
export function differLine({ words, paper, values }: DifferCounts): string {
  const parts = [
    { count: words, reason: 'the words' },
    { count: paper, reason: 'how they read the paper' },
    { count: values, reason: 'how they weigh it' },
  ]
  return `Asked why they differ, ${parts
    .filter(({ count }) => count > 0)
    .map(({ count, reason }) => `${count} ${agree(count, 'says', 'say')} it is ${reason}`)
    .join(', ')}.`
}
