import { randomInt } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { findTopic } from '../../src/taxonomy/find-topic.ts'
import { topicOf, topics } from '../../src/taxonomy/taxonomy.ts'
import { growthOf, linear } from '../growth.ts'
import { repeats } from '../repeats.ts'
import { seeded } from '../seeded.ts'
import { isRight, rows, rowsOfChat } from './reference.ts'

describe.each([
  ['the reference table', rows, 0.95],
  ['what people ask in a chat, in whole sentences', rowsOfChat, 0.9],
])('of %s', (_, rows, share) => {
  test(`at least ${100 * share} % is understood`, () => {
    const wrong = rows.filter(({ query, expect }) => !isRight(findTopic(query), expect))
    expect(wrong.length, JSON.stringify(wrong, null, 1)).toBeLessThanOrEqual((1 - share) * rows.length)
  })

  test('nothing unknown is answered with a topic', () => {
    for (const { query, expect: expected } of rows)
      if (expected.kind === 'unknown')
        for (const asked of [query, `${query}?`])
          expect.soft(findTopic(asked), asked).toMatchObject({ kind: 'unknown', nearest: { length: 3 } })
  })
})

describe('a topic is found', () => {
  test('by its id, its name and each alias', () => {
    for (const { id, name, aliases } of topics)
      for (const words of [id, name, ...aliases])
        expect.soft(findTopic(words), words).toEqual({ kind: 'topic', id })
  })

  test('by its name in capitals, asked for politely, with quotes, and in two pieces', () => {
    for (const { id, name } of topics) {
      const found = { kind: 'topic', id }
      expect.soft(findTopic(name.toUpperCase()), name).toEqual(found)
      expect.soft(findTopic(`hey, could someone please explain “${name}” to me? thx 🙏`), name).toEqual(found)
      expect.soft(findTopic(name.replaceAll(' ', '-')), name).toEqual(found)
    }
  })

  test('with any two letters of a long word in the wrong order', () => {
    const word = 'interpretability'
    for (let i = 1; i < word.length - 2; i++) {
      const typed = `mechanistic ${word.slice(0, i)}${word[i + 1]}${word[i]}${word.slice(i + 2)}`
      expect.soft(findTopic(typed), typed).toEqual({ kind: 'topic', id: 'cell.mechanistic-interpretability' })
    }
  })
})

describe('two are compared', () => {
  test.each([
    'RLHF vs AI control',
    'rlhf VS. ai contorl',
    'cell.rlhf vs cell.ai-control',
    'what is the difference between RLHF and AI control?',
    'how does RLHF differ from AI control',
    'compare reward modelling with control protocols',
    'is RLHF the same as AI control?',
    'RLHF or AI control?',
    'how are RLHF and AI control related?',
    'RLHF as opposed to AI control',
  ])('%s', (query) => {
    expect(findTopic(query)).toEqual({ kind: 'compare', ids: ['cell.rlhf', 'cell.ai-control'] })
  })

  test('but not a thing with itself', () => {
    expect(findTopic('mech interp vs mechanistic interpretability')).toEqual({
      kind: 'topic',
      id: 'cell.mechanistic-interpretability',
    })
  })

  test('and where one is unknown, the other is the first of what is offered', () => {
    for (const query of ['RLHF vs pizza', 'pizza vs RLHF', 'compare pizza with RLHF'])
      expect.soft(findTopic(query), query).toMatchObject({ kind: 'unknown', nearest: { 0: 'cell.rlhf' } })
  })
})

describe('the three nearest', () => {
  test('are the topics that are nearly meant', () => {
    const found = findTopic('the mechanistic interpretability of parliamentary whipping systems')
    expect(found).toMatchObject({ kind: 'unknown', nearest: { 0: 'cell.mechanistic-interpretability' } })
  })

  test('are where to begin for what is near to nothing', () => {
    const nearest = ['concept.grid', 'axis.approach', 'axis.case']
    for (const query of ['asdfghjkl', '👍', '…', '\0', '漢字']) {
      expect.soft(findTopic(query), query).toEqual({ kind: 'unknown', nearest })
    }
  })
})

test.each<{ readonly like: string; readonly text: (size: number) => string }>([
  { like: '㌖㌖㌖', text: (size) => '㌖'.repeat(6 * size) },
  { like: '㌖㌖㌖ vs row vs row', text: (size) => '㌖'.repeat(4 * size) + ' vs row'.repeat(0.3 * size) },
  { like: 'aaa vs row vs row', text: (size) => 'a'.repeat(4 * size) + ' vs row'.repeat(0.3 * size) },
  {
    like: 'interpretabilitx vs grid page',
    text: (size) =>
      `interpretabilitx optimizatiom${' vs grid page interpretabilitx optimizatiom'.repeat(0.4 * size)}`,
  },
  { like: 'cot cot cot', text: (size) => 'cot '.repeat(10 * size) },
])('a long “$like…” is answered in a time that grows with it', ({ text }) => {
  expect(growthOf((size) => void findTopic(text(size)), 50)).toBeLessThanOrEqual(linear)
})

test('any text is answered, in a time that grows with it and with topics that are there', () => {
  const seed = randomInt(2 ** 31)
  const random = seeded(seed)
  const below = (most: number) => Math.floor(random() * most)
  const names = topics.flatMap(({ name, aliases }) => [name, ...aliases])
  const letter = () => {
    const ranges = [0x20, 0x400, 0x590, 0x600, 0x900, 0x3040, 0x3300, 0x4e00, 0xac00, 0x1f300]
    const from = ranges[below(ranges.length)] ?? 0x20
    return String.fromCodePoint(from + below(from === 0x20 ? 95 : 256))
  }
  const pieces = [
    () => letter(),
    () => String.fromCharCode(below(0x10000)),
    () => `${names[below(names.length)]} `,
    () => [' vs ', ' and ', ' or ', ' in ', '? ', ' what is ', ' difference between '][below(7)] ?? '',
    () =>
      ['<@everyone>', '<!channel>', '<script>', '**', '`', '[a](https://b.example)', '@here'][below(7)] ?? '',
  ]
  const long: string[] = []
  for (let i = 0; i < repeats(250, 5000); i++) {
    const length = below(i % 10 === 0 ? 4001 : 200)
    let text = ''
    while (text.length < length) text += pieces[below(pieces.length)]?.() ?? ''
    text = text.slice(0, 4000)
    if (long.length < 20 && length > 2000) long.push(text)
    const found = findTopic(text)
    const ids = found.kind === 'topic' ? [found.id] : found.kind === 'compare' ? found.ids : []
    for (const id of found.kind === 'unknown' ? found.nearest : ids) topicOf(id)
    if (found.kind === 'unknown') expect(new Set(found.nearest).size, `seed ${seed}, text ${i}`).toBe(3)
  }
  const find = (length: number) => long.map((text) => findTopic(text.slice(0, length)))
  expect(growthOf(find, 1000), `seed ${seed}`).toBeLessThanOrEqual(linear)
})
