import { expect, test } from 'vitest'
import type { Drawing } from '../../src/chat/view.ts'
import { boxOfText } from './boxes.ts'
import { counted, elementsOf } from './pictured.ts'

/** What stands on the line of the axis summaries about the approach: its words, and how many of its pips are filled. */
function summaryOf(rows: readonly [number, number, number]) {
  const [engineering, behaviorist, cognitivist] = rows
  const picture = counted({ cells: [0, engineering, 0, 0, behaviorist, 0, 0, cognitivist, 0] })
  const elements = [...elementsOf(picture.drawing)]
  const isHere = ({ attributes }: Drawing) => Number(attributes.y) > 560 && Number(attributes.y) < 590
  const words = elements.filter((element) => element.tag === 'text' && isHere(element)).map(boxOfText)
  const pips = elements.filter(
    ({ tag, attributes }) => tag === 'rect' && isHere({ tag, attributes, children: [] }),
  )
  const left = pips.filter(({ attributes }) => Number(attributes.x) < 330)
  return {
    words: words.filter((box) => box.left < 330).map(({ text }) => text),
    pips: left.length === 0 ? undefined : left.filter(({ attributes }) => attributes.fill === '@bar').length,
  }
}

test.each([
  [[0, 0, 0], 'no answers yet', undefined],
  [[0, 1, 0], '1 answer', undefined],
  [[0, 2, 0], 'both agree', undefined],
  [[1, 1, 0], '1 step apart', undefined],
  [[1, 0, 1], '2 steps apart', undefined],
  [[1, 0, 2], '2 of 3 agree', undefined],
  [[1, 1, 1], 'all differ', undefined],
  [[2, 0, 2], 'split 2–2', undefined],
  [[1, 2, 1], '2 of 4 agree', undefined],
  [[3, 0, 0], 'all 3 agree', undefined],
  [[0, 0, 4], 'all 4 agree', undefined],
  [[5, 0, 0], 'all agree', 4],
  [[9, 1, 0], 'nearly all', 4],
  [[6, 2, 0], 'most agree', 3],
  [[8, 0, 2], 'leaning', 2],
  [[5, 5, 0], 'split 5–5', 2],
  [[0, 5, 4], 'split 5–4', 2],
  [[60, 60, 0], 'split', 2],
  [[3, 4, 3], 'divided', 1],
  [[4, 2, 4], 'split 4–4', 1],
  [[5, 0, 5], 'split 5–5', 1],
  [[10, 0, 9], 'split 10–9', 1],
  [[10, 0, 10], 'polarised', 0],
] as const)('%j reads %s', (rows, word, pips) => {
  expect(summaryOf(rows)).toEqual({ words: ['Approach', word], pips })
})
