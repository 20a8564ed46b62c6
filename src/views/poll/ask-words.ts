import { Ask } from '../../poll/poll.ts'

const names: Readonly<Record<Ask, string>> = {
  depth: 'how much people have read',
  crux: 'what would move them',
  expected: 'how many others will agree',
  differ: 'why they differ',
}

/** "how much people have read, why they differ"; all of them where nothing is set. */
export const askWords = (asks: readonly Ask[] = Ask.options): string =>
  asks.length === 0 ? 'none' : asks.map((ask) => names[ask]).join(', ')
