import { listedAsChoices } from '../../chat/text.ts'
import { approach, caseFocus } from '../../grid/axes.ts'
import { toPlainWords } from '../../taxonomy/asking/plain-words.ts'
import { sourceOf } from '../../taxonomy/taxonomy.ts'
import type { CellTopic, PlacedElsewhere, Source, Topic } from '../../taxonomy/topic.ts'

/**
 * Where other teams put a topic, one fact for each of them. What they call it stands before the place where that isn't one
 * of the topic's names.
 */
export function elsewhereFacts({ name, aliases, aliasesAlone, placedElsewhere }: Topic) {
  const own = new Set([name, ...aliases, ...aliasesAlone].map(toKey))
  return [...new Set(placedElsewhere.map(({ by }) => by))].map((by) => {
    const placements = placedElsewhere
      .filter((placement) => placement.by === by)
      .map(
        (placement) => (own.has(toKey(placement.name)) ? '' : `“${placement.name}”, `) + levelsOf(placement),
      )
    return { name: teamOf(by), value: `${[...new Set(placements)].join('; ')}.` }
  })
}

const toKey = (name: string): string => toPlainWords(name).join(' ')

/** "Shallow Review 2025" */
const teamOf = (source: Source): string => sourceOf(source).label.replace(/^the /, '')

const approaches: Readonly<Record<PlacedElsewhere['approach'][number], string>> = {
  engineering: approach.plain[0],
  'behaviorist-science': approach.plain[1],
  'cognitivist-science': approach.plain[2],
  'maths-philosophy': 'maths and philosophy',
  varies: 'approach varies',
}
const cases: Readonly<Record<PlacedElsewhere['case'], string>> = {
  'average-case': caseFocus.plain[0],
  'pessimistic-case': caseFocus.plain[1],
  'worst-case': caseFocus.plain[2],
  mixed: 'mixed cases',
  varies: 'case varies',
}

/** "Engineering or Cognitivist × Worst-case" */
export const levelsOf = (placement: PlacedElsewhere): string =>
  `${listedAsChoices(placement.approach.map((one) => approaches[one]))} × ${cases[placement.case]}`

/** Whether another team puts something exactly at a cell. */
export const isAt = (placement: PlacedElsewhere, { row, column }: CellTopic): boolean =>
  levelsOf(placement) === `${approach.plain[row]} × ${caseFocus.plain[column]}`
