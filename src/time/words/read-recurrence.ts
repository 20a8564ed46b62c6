import { numberPattern, numbersByWord } from './names.ts'
import type { Part, PartReader } from './part.ts'
import { constantReader, patternReader } from './pattern-reader.ts'

const nthsByWord: ReadonlyMap<string, number> = new Map([
  ['first', 1],
  ['second', 2],
  ['third', 3],
  ['fourth', 4],
  ['fifth', 5],
  ['last', -1],
])

const toRhythm = (weeks: number, isDoubtful = false): Part => ({ kind: 'rhythm', weeks, isDoubtful })

/** How many weeks `every … weeks` is; `undefined` unless it is 1 to 52. */
function countWeeks(word: string | undefined): number | undefined {
  if (word === undefined) return 1
  if (word === 'other' || word === 'alternate') return 2
  const weeks = nthsByWord.get(word) ?? numbersByWord.get(word) ?? Number.parseInt(word, 10)
  return weeks >= 1 && weeks <= 52 ? weeks : undefined
}

/** How often, and on which weekdays: `every 2 weeks`, `every other`, `monthly`, `1st`, `last`, `weekdays`. */
export const recurrenceReaders: readonly PartReader[] = [
  constantReader('every|each', { kind: 'every' }),
  constantReader('weekly|once (?:a|every) week', toRhythm(1)),
  constantReader('(?:every|each) fortnight', toRhythm(2)),
  constantReader('bi-?weekly|fortnightly', toRhythm(2, true)),
  constantReader('(?:every )?(?:other|alternate)(?: weeks?)?', toRhythm(2)),
  patternReader(
    `(?:every|each)(?: (other|alternate|second|third|fourth|fifth|\\d{1,3}(?:st|nd|rd|th)?|${numberPattern}))? weeks?`,
    ([count]) => {
      const weeks = countWeeks(count)
      return weeks === undefined ? undefined : toRhythm(weeks)
    },
  ),
  constantReader(
    'monthly|once (?:a|every) month|(?:(?:of|in) )?(?:every|each|the) month|of (?:a|every|each|the) month',
    {
      kind: 'monthly',
      months: 1,
    },
  ),
  constantReader(
    `every (?:other|second|third|\\d{1,3}(?:st|nd|rd|th)?|${numberPattern}) months?|bi-?monthly|quarterly|every quarter`,
    { kind: 'monthly', months: 2 },
  ),
  constantReader('(?:every )?weekdays?', { kind: 'weekdays', weekdays: [1, 2, 3, 4, 5] }),
  constantReader('(?:every weekend|weekends)', { kind: 'weekdays', weekdays: [6, 7] }),
  constantReader('daily|every ?day|each day', { kind: 'weekdays', weekdays: [1, 2, 3, 4, 5, 6, 7] }),
  patternReader('(?:the )?(first|second|third|fourth|fifth|last)', ([word]) => ({
    kind: 'nth',
    value: nthsByWord.get(word ?? '') ?? 0,
  })),
  constantReader('never|none|no|off', { kind: 'never' }),
  constantReader('(?:right )?now|immediately', { kind: 'now' }),
]
