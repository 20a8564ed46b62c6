import { expect, test } from 'vitest'
import { PaperId } from '../../src/paper/paper.ts'
import { eventCover } from '../../src/picture/cover/event-cover.ts'

const paper = (title: string, authors: readonly string[] = [], id = 'arxiv:1906.01820') => ({
  ...{ id: PaperId.parse(id), title, authors },
})
const many = ['Evan Hubinger', 'Chris van Merwijk', 'Vladimir Mikulik', 'Joar Skalse', 'Scott Garrabrant']

test('the cover of an event names the title and three authors, and has the shape that Discord shows', () => {
  const cover = eventCover(paper('Risks from Learned Optimization', many))
  expect(cover).toMatchObject({
    alt: 'Risks from Learned Optimization. Hubinger, van Merwijk, Mikulik +2',
    width: 640,
    height: 256,
  })
})

test.each([
  ['a title of one word', 'Attention', []],
  ['a title of three hundred words', 'interpretability '.repeat(300), many],
  ['a long word', 'x'.repeat(400), many],
  ['a title from right to left', 'מחקר על יישור של מודלים גדולים', ['עדה לבלייס']],
])('nothing of %s leaves the cover', (_, title, authors) => {
  const cover = eventCover(paper(title, authors))
  const baselines = [...JSON.stringify(cover?.drawing).matchAll(/"y":(\d+),"font-family"/g)].map(([, y]) =>
    Number(y),
  )
  expect(baselines.length).toBeLessThanOrEqual(4)
  for (const y of baselines) {
    expect(y).toBeGreaterThanOrEqual(40)
    expect(y).toBeLessThanOrEqual(236)
  }
})

test.each(['arXiv:1906.01820', '  '])('there is no cover without a title: “%s”', (title) => {
  expect(eventCover(paper(title, many))).toBeUndefined()
})
