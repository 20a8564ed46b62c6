import { describe, expect, test } from 'vitest'
import type { Picture } from '../../src/chat/view.ts'
import { compareCard, explainCard } from '../../src/picture/explain/explain-card.ts'
import { topicOf, topics } from '../../src/taxonomy/taxonomy.ts'
import type { Topic } from '../../src/taxonomy/topic.ts'
import { repeats } from '../repeats.ts'
import { boxOfShape, boxOfText, expectInside, isInside, textBoxes } from './boxes.ts'
import { faintTexts, textsOnEdges, touchingTexts } from './grounds.ts'
import { elementsOf, textsIn } from './pictured.ts'

const card = (id: string): Picture => present(explainCard(topicOf(id)))
const comparison = (one: string, other: string): Picture => present(compareCard(topicOf(one), topicOf(other)))

function present(picture: Picture | undefined): Picture {
  if (picture === undefined) throw new Error('There is no card')
  return picture
}

/** The words on the rectangles of a colour. */
function wordsOn({ drawing }: Picture, fill: string): readonly string[] {
  const grounds = [...elementsOf(drawing)].filter(
    ({ tag, attributes }) => tag === 'rect' && attributes.fill === fill,
  )
  return grounds.map((ground) => {
    const area = boxOfShape(ground)
    const texts = textBoxes(drawing).filter((box) => area !== undefined && isInside(box, area))
    return texts.map(({ text }) => text).join(' ')
  })
}

/** What is written in bold. */
const bold = ({ drawing }: Picture): readonly string[] =>
  [...elementsOf(drawing)]
    .filter(({ attributes }) => attributes['font-weight'] === 600)
    .map((text) => boxOfText(text).text)

describe('the card', () => {
  test('of a cell has that cell lit, its row and column in bold, and all others named', () => {
    const picture = card('cell.agent-foundations')
    expect(wordsOn(picture, '@lit')).toEqual(['Agent foundations'])
    expect(wordsOn(picture, '@step2')).toEqual([])
    expect(bold(picture)).toEqual([
      'Cognitivist science × Worst-case',
      'Worst-',
      'case',
      'Cognitivist',
      'science',
      'Agent',
      'foundations',
    ])
    expect(wordsOn(picture, '@empty')).toEqual([
      'Scaling',
      'RLHF',
      'Adversarial robustness',
      'Optimization science',
      'Scalable oversight',
      'AI control',
      'Concept-based interpretability',
      'Mechanistic interpretability',
    ])
    expect(textsIn(picture.drawing)).toContain('Main example in the essay: Agent foundations')
    expect(picture.alt).toBe(
      'Agent foundations: Cognitivist science × Worst-case on the 3×3 grid. Example: Agent foundations.',
    )
  })

  test('of a level has its row or column tinted', () => {
    expect(wordsOn(card('level.pessimistic-case'), '@step2')).toEqual([
      'RLHF',
      'Scalable oversight',
      'Mechanistic interpretability',
    ])
    expect(textsIn(card('level.pessimistic-case').drawing)).toContain(
      'Middle column of the grid (Case focus)',
    )
    expect(wordsOn(card('level.engineering'), '@step2')).toEqual([
      'Scaling',
      'RLHF',
      'Adversarial robustness',
    ])
    expect(card('level.engineering').alt).toBe(
      'Engineering: one row of the 3×3 grid. Examples: Scaling, RLHF, Adversarial robustness.',
    )
  })

  test('of applications research has no cell lit, but the tray below the grid', () => {
    const picture = card('concept.applications-research')
    expect(wordsOn(picture, '@lit')).toEqual([])
    expect(wordsOn(picture, '@step2')).toEqual(['Off the grid: applications research'])
    expect(picture.alt).toBe('Applications research is off the 3×3 grid.')
  })

  test('of a topic without a cell has our guesses tinted and dashed, as guesses', () => {
    const picture = card('unplaced.evals')
    expect(wordsOn(picture, '@step2')).toEqual(['Scalable oversight', 'AI control'])
    const dashed = [...elementsOf(picture.drawing)].filter(
      ({ attributes }) => 'stroke-dasharray' in attributes,
    )
    expect(dashed.map(({ attributes }) => attributes.fill)).toEqual(['@step2', '@step2'])
    expect(textsIn(picture.drawing)).toContain('The essay does not mention it')
    expect(picture.alt).toBe(
      'Evaluations: the essay does not mention it. Our guess: Scalable oversight, AI control.',
    )
    expect(card('unplaced.elk').alt).toBe(
      'Eliciting latent knowledge: the essay names it but gives it no cell. Our guess: Mechanistic interpretability, Agent foundations.',
    )
  })

  test('of an axis has its levels in bold', () => {
    expect(card('axis.case').alt).toBe(
      'Case focus: the columns of the 3×3 grid (Average-case, Pessimistic-case, Worst-case).',
    )
    expect(bold(card('axis.approach'))).toEqual([
      ...['Approach', 'Engineering', 'Behaviorist', 'science', 'Cognitivist', 'science'],
    ])
  })

  test('of two has both lit, and says what they share', () => {
    const picture = comparison('cell.ai-control', 'cell.scalable-oversight')
    expect(wordsOn(picture, '@lit')).toEqual(['Scalable oversight', 'AI control'])
    expect(textsIn(picture.drawing)).toContain('Behaviorist: Worst-case or Pessimistic-case')
  })

  test('is there for what has a place on the grid, and for nothing else', () => {
    expect(compareCard(topicOf('cell.rlhf'), topicOf('concept.spectrum'))).toBeUndefined()
    const kinds = new Set(topics.filter((topic) => explainCard(topic) === undefined).map(({ kind }) => kind))
    expect([...kinds].toSorted()).toEqual(['case', 'concept', 'contested', 'how-to'])
  })
})

const isPlaced = (topic: Topic) => explainCard(topic) !== undefined
const placed = topics.filter(isPlaced)
const all = [
  ...placed.map((topic) => present(explainCard(topic))),
  ...placed
    .flatMap((one, i) => placed.slice(i + 1).map((other) => [one, other] as const))
    .filter((_, i) => i % repeats(7, 1) === 0)
    .map(([one, other]) => present(compareCard(one, other))),
]

describe('all cards, alone and in pairs', () => {
  test('have their texts inside the picture, off each other, and readable', () => {
    expect(all.length).toBeGreaterThan(repeats(100, 500))
    for (const picture of all) {
      for (const box of textBoxes(picture.drawing))
        expectInside(box, { left: 23.99, right: 616.01, top: 8, bottom: picture.height - 8 })
      expect(touchingTexts(picture)).toEqual([])
      expect(textsOnEdges(picture)).toEqual([])
      expect(faintTexts(picture)).toEqual([])
    }
  })

  test('have an alt text of at most 300 characters', () => {
    expect(all.filter(({ alt }) => alt.length > 300)).toEqual([])
  })

  test('never cut an example short', () => {
    const grid = (picture: Picture) => textBoxes(picture.drawing).filter(({ top }) => top > 140)
    expect(all.flatMap(grid).filter(({ text }) => text.endsWith('…'))).toEqual([])
  })
})
