import { listed } from '../../chat/text.ts'
import type { Fact } from '../../chat/view.ts'
import { approach, caseFocus } from '../../grid/axes.ts'
import { toPlainWords } from '../../taxonomy/asking/plain-words.ts'
import { topicOf, topics } from '../../taxonomy/taxonomy.ts'
import type { CellTopic, Passage, Topic } from '../../taxonomy/topic.ts'
import { elsewhereFacts, isAt } from './elsewhere.ts'
import { type Line, labelled } from './line.ts'
import { attribute, attributeAll } from './passages.ts'
import { placeOf } from './where.ts'

const disagreementFact = 'What people disagree about'
/** Of a cell: what is taken for one of its papers. */
const nearMissFact = 'Easily confused with it'

/** Contested points that refer to a topic, or that it refers to, each with those who hold it. */
export function disagreementFacts(topic: Topic): readonly Fact[] {
  const points = contestedAbout(topic)
  if (points.length === 0) return []
  const value = points.map(({ name, heldBy }) => `${name} (${listed(heldBy)})`).join(' · ')
  return [{ name: disagreementFact, value }]
}

/** Contested points about a topic that isn't one itself. */
export const contestedAbout = (topic: Topic) =>
  topics
    .filter((point) => point.kind === 'contested')
    .filter(
      ({ id, seeAlso }) =>
        topic.kind !== 'contested' && (topic.seeAlso.includes(id) || seeAlso.includes(topic.id)),
    )

/** The essay's line on how work on a topic may advance capabilities. */
export function dualEffectFacts(topic: Topic): readonly Fact[] {
  const {
    name,
    id,
    definition: [, ...effects],
  } = topicOf('case.dual-effects')
  if (topic.id === id) return []
  const passage = effects.find(({ text }) => beginsWithNameOf(text, topic))
  return passage === undefined ? [] : [{ name, value: attribute(passage) }]
}

/** Whether a text begins with the topic's name or, as "Interpretability lets us …", with the end of it. */
function beginsWithNameOf(text: string, { name }: Topic): boolean {
  const [words, own] = [toPlainWords(text), toPlainWords(name)]
  return own.some((_, i) => own.slice(i).every((word, at) => word === words[at]))
}

/** Words that point to another place on the grid, besides the names of levels and cells. */
const pointing = ['row', 'column', 'up', 'down', 'left', 'right', 'science']

/** A cell's near misses that speak for another cell. */
function nearMissesElsewhere(cell: CellTopic): readonly Passage[] {
  const cells = topics.filter(({ kind, id }) => kind === 'cell' && id !== cell.id)
  const names = [...pointing, ...approach.plain, ...caseFocus.plain, ...cells.map(({ name }) => name)]
  return cell.nearMisses.filter(({ text }) => names.some((name) => toKey(text).includes(toKey(name))))
}

const toKey = (text: string): string => ` ${toPlainWords(text).join(' ')} `

/** Where other teams put a cell's topic, if any of them puts it elsewhere than the essay. */
function differingFacts(cell: CellTopic): readonly Fact[] {
  if (cell.placedElsewhere.every((placement) => isAt(placement, cell))) return []
  return elsewhereFacts(cell).map(({ name, value }) => ({
    name,
    value: `${value} The essay puts it at ${placeOf(cell)}.`,
  }))
}

/** Everything that speaks against a topic's place, or for another one. */
export function disputeLines(topic: Topic): readonly Line[] {
  const facts = [...disagreementFacts(topic), ...dualEffectFacts(topic)].map(labelled)
  return topic.kind === 'cell'
    ? [...facts, ...nearMissLines(topic), ...differingFacts(topic).map(labelled)]
    : facts
}

function nearMissLines(cell: CellTopic): readonly Line[] {
  const misses = nearMissesElsewhere(cell)
  if (misses.length === 0) return []
  return [
    {
      ...labelled({ name: nearMissFact, value: attributeAll(misses) }),
      says: misses.map(({ text }) => text),
    },
  ]
}

/** A cell's near misses, except those that are printed above. */
export function nearMissFacts({ nearMisses }: CellTopic, said: ReadonlySet<string>): readonly Fact[] {
  const left = nearMisses.filter(({ text }) => !said.has(text))
  return left.length === 0 ? [] : [{ name: nearMissFact, value: attributeAll(left) }]
}
