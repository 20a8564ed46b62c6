import { agree } from '../chat/text.ts'

/** "1,234" */
export const formatCount = (count: number): string => count.toLocaleString('en')

/** "1 vote", "1,234 votes" */
export const formatVotes = (count: number): string => `${formatCount(count)} ${agree(count, 'vote', 'votes')}`

/** "1 person has voted": the only result that is shown while placements are hidden. */
export const formatTurnout = (votes: number): string =>
  votes === 0
    ? 'Nobody has voted yet'
    : `${formatCount(votes)} ${agree(votes, 'person has', 'people have')} voted`

/** "12%"; "<1%" below half a percent, so that a vote is never shown as 0%. */
export function formatPercent(count: number, total: number): string {
  const share = total === 0 ? 0 : (100 * count) / total
  return share > 0 && share < 0.5 ? '<1%' : `${Math.round(share)}%`
}
