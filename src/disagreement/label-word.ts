import { sum, type Three } from '../grid/counts.ts'
import { type AxisLabel, axisLabel } from './axis-label.ts'
import { neighboursIn } from './axis-line.ts'
import type { RoundState } from './headline-text.ts'

/** Maximum answers that are shown as counts: with few answers, a word would describe chance. */
const maxCounted = 4
/** Minimum answers for which the two numbers of a split would be too long. */
const manyAnswers = 100

/** The label of one axis in a few words, for a picture and a list; docs/disagreement.md 6.9. */
export function labelWord(counts: Three, state: RoundState['state']): string {
  const answers = sum(counts)
  if (answers > 2 && answers <= maxCounted) return fewWords(counts, answers)
  return wordsByLabel[axisLabel(counts)](counts, state)
}

/** "all 3 agree", "2 of 3 agree", "split 2–2", "all differ" */
function fewWords(counts: Three, answers: number): string {
  const most = Math.max(...counts)
  if (most === answers) return `all ${answers} agree`
  if (most === 1) return 'all differ'
  return counts.filter((count) => count === most).length > 1
    ? `split ${most}–${most}`
    : `${most} of ${answers} agree`
}

const wordsByLabel: Readonly<Record<AxisLabel, (counts: Three, state: RoundState['state']) => string>> = {
  none: (_, state) => (state === 'open' ? 'no answers yet' : 'no answers'),
  single: () => '1 answer',
  'pair-same': () => 'both agree',
  'pair-adjacent': () => '1 step apart',
  'pair-opposite': () => '2 steps apart',
  unanimous: () => 'all agree',
  strong: () => 'nearly all',
  consensus: () => 'most agree',
  leaning: () => 'leaning',
  neighbours: (counts) => splitBetween(counts, neighboursIn(counts)),
  ends: (counts) => splitBetween(counts, [0, 2]),
  spread: () => 'divided',
  polarised: () => 'polarised',
}

/** "split 3–2", the lower level first; "split" with 100 answers or more. */
const splitBetween = (counts: Three, [lower, higher]: readonly [0 | 1, 1 | 2]): string =>
  sum(counts) >= manyAnswers ? 'split' : `split ${counts[lower]}–${counts[higher]}`
