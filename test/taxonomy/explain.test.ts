import { describe, expect, test } from 'vitest'
import { findTopic } from '../../src/taxonomy/find-topic.ts'
import { topicOf, topics } from '../../src/taxonomy/taxonomy.ts'
import { sitDown, wordsOf } from '../table.ts'

describe('explain', () => {
  test.each([
    ['AI control', 'AI control'],
    ['ai-control', 'AI control'],
    ['what is AI control?', 'AI control'],
    ['mech interp', 'Mechanistic interpretability'],
    ['the grid', 'The grid'],
    ['rows', 'Approach'],
    ['neither', 'Applications research'],
  ])('%s is understood as %s', async (words, name) => {
    await using table = await sitDown()
    expect(wordsOf(await table.as('Ada').type(`explain ${words}`)).split('\n')[0]).toBe(name)
  })

  test('gives the definition, the place, the papers and the source', async () => {
    await using table = await sitDown()
    const words = wordsOf(await table.as('Ada').type('explain AI control'))
    expect(words).toContain('Where: Behaviorist science × Worst-case')
    expect(words).toContain('Source: “Defining alignment research” by Richard Ngo')
    expect(words).toMatch(/Paper: .+, \d{4}/)
  })

  test('compares two', async () => {
    await using table = await sitDown()
    const words = wordsOf(await table.as('Ada').type('explain RLHF vs AI control'))
    expect(words).toContain('RLHF vs AI control')
    expect(words).toContain('Engineering × Pessimistic-case')
    expect(words).toContain('Behaviorist science × Worst-case')
  })

  test('admits what it does not know, and offers the nearest three', async () => {
    await using table = await sitDown()
    const answer = await table.as('Ada').type('explain agent fundations')
    expect(wordsOf(answer)).toContain("I don't know that one.")
    expect(answer).toMatchObject({ buttons: { length: 3 } })
    expect(wordsOf(await table.as('Ada').press(answer, 'Agent foundations'))).toContain('Agent foundations')
  })

  test('alone lists every topic', async () => {
    await using table = await sitDown()
    const words = wordsOf(await table.as('Ada').type('explain'))
    for (const { name } of topics) expect(words).toContain(`[${name}]`)
  })
})

describe('the content', () => {
  test('has every cell of the grid once', () => {
    const cells = topics.flatMap((topic) => (topic.kind === 'cell' ? [3 * topic.row + topic.column] : []))
    expect(cells.toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  })

  test('refers only to topics that are there', () => {
    for (const topic of topics) {
      for (const id of topic.seeAlso) expect(topicOf(id)).toBeDefined()
      if (topic.kind === 'axis') for (const id of topic.levels) expect(topicOf(id)).toBeDefined()
      if (topic.kind === 'unplaced') for (const id of topic.arguedFor) expect(topicOf(id)).toBeDefined()
    }
  })

  test('finds every topic by its name and by each alias', () => {
    for (const topic of topics)
      for (const name of [topic.name, ...topic.aliases]) expect.soft(findTopic(name)?.id, name).toBe(topic.id)
  })
})
