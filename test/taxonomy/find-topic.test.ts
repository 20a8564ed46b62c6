import { randomInt } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { findTopic } from '../../src/taxonomy/find-topic.ts'
import { topicOf, topics } from '../../src/taxonomy/taxonomy.ts'
import { growthOf, linear } from '../growth.ts'
import { repeats } from '../repeats.ts'
import { seeded } from '../seeded.ts'
import { randomText } from './random-text.ts'
import { type Expected, isRight, lineOf, rows, rowsHeldOut, rowsOfChat, scoresOf } from './reference.ts'

describe.each([
  { of: 'the reference table', rows, all: 0.97, each: 0.9 },
  { of: 'the same in other words', rows: rowsOfChat, all: 0.97, each: 0.9 },
  { of: 'questions of somebody who did not know how they are read', rows: rowsHeldOut, all: 0.9, each: 0.8 },
])('of $of', ({ of, rows, all, each }) => {
  test(`the score is at least ${all} in all and ${each} in each kind`, () => {
    const scores = scoresOf(rows, findTopic)
    console.log([of, ...scores.map(lineOf)].join('\n  '))
    const wrong = rows.filter(({ query, expect }) => !isRight(findTopic(query), expect))
    const shown = wrong.map(({ query, expect }) => `${query} → ${JSON.stringify(expect)}`).join('\n')
    const [whole, ...kinds] = scores
    expect(whole?.score, shown).toBeGreaterThanOrEqual(all)
    expect(kinds).toHaveLength(7)
    for (const { kind, score } of kinds) expect.soft(score, `${kind}\n${shown}`).toBeGreaterThanOrEqual(each)
  })

  test('nothing unknown is answered, with a question mark neither', () => {
    for (const { query, expect: expected } of rows)
      if (expected.kind === 'unknown')
        for (const asked of [query, `${query}?`])
          expect.soft(findTopic(asked), asked).toMatchObject({ kind: 'unknown', nearest: { length: 3 } })
  })
})

describe('a topic is found', () => {
  const topicFor = (id: string): Expected => ({ kind: id.startsWith('how-to.') ? 'how-to' : 'topic', id })

  test('by its id, its name and each alias', () => {
    for (const { id, name, aliases, aliasesAlone } of topics)
      for (const words of [id, name, ...aliases, ...aliasesAlone])
        expect.soft(findTopic(words), words).toEqual(topicFor(id))
  })

  test('by its name in capitals, asked for politely, with quotes, and in two pieces', () => {
    for (const { id, name } of topics) {
      const found = topicFor(id)
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

  test('every topic with the next one', () => {
    const compared = topics.filter(({ kind }) => kind !== 'how-to')
    for (const [index, one] of compared.entries()) {
      const other = compared[(index + 1) % compared.length]
      const found = findTopic(`${one.name} vs ${other?.name}`)
      expect.soft(new Set('ids' in found ? found.ids : []), one.name).toEqual(new Set([one.id, other?.id]))
    }
  })

  test('levels of an axis in its order', () => {
    const found = { kind: 'compare', ids: ['level.average-case', 'level.worst-case'] }
    for (const query of ['worst-case vs average', 'average vs worst case'])
      expect.soft(findTopic(query), query).toEqual(found)
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
  { like: 'what can i do', text: (size) => 'what can i do '.repeat(size) },
  { like: 'people do not mean', text: (size) => 'people do not mean to be in '.repeat(size) },
])('a long “$like…” is answered in a time that grows with it', ({ text }) => {
  expect(growthOf(text, findTopic, 50)).toBeLessThanOrEqual(linear)
})

test('any text is answered, in a time that grows with it and with topics that are there', () => {
  const seed = randomInt(2 ** 31)
  const random = seeded(seed)
  const long: string[] = []
  for (let i = 0; i < repeats(250, 5000); i++) {
    const text = randomText(random, Math.floor(random() * (i % 10 === 0 ? 4001 : 200)))
    if (long.length < 20 && text.length > 2000) long.push(text)
    const nothing = { id: undefined, ids: [], asked: [], claimed: undefined, nearest: [] }
    const { kind, id, ids, asked, claimed, nearest } = { ...nothing, ...findTopic(text) }
    for (const one of [id, claimed, ...ids, ...asked, ...nearest]) if (one !== undefined) topicOf(one)
    if (kind === 'unknown') expect(new Set(nearest).size, `seed ${seed}, text ${i}`).toBe(3)
  }
  const cut = (length: number) => long.map((text) => text.slice(0, length))
  expect(
    growthOf(cut, (texts) => texts.map(findTopic), 1000),
    `seed ${seed}`,
  ).toBeLessThanOrEqual(linear)
})
