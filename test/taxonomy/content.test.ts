import { describe, expect, test } from 'vitest'
import { approach as approachAxis, caseFocus, levels } from '../../src/grid/axes.ts'
import content from '../../src/taxonomy/taxonomy.json' with { type: 'json' }
import { cellTopic, levelTopic, Taxonomy, topicOf, topics } from '../../src/taxonomy/taxonomy.ts'
import { passagesOf, referencesOf } from '../../src/taxonomy/topic.ts'
import { fromJsonSchema } from './json-schema.ts'

/** The content with one thing changed. `at` is its path: `topics/8/name`. */
function withChange(at: string, value: unknown): unknown {
  const copy = structuredClone(content) as Record<string, unknown>
  const keys = at.split('/')
  const last = keys.pop() ?? ''
  const parent = keys.reduce<Record<string, unknown>>(
    (node, key) => node[key] as Record<string, unknown>,
    copy,
  )
  if (value === undefined) delete parent[last]
  else parent[last] = value
  return copy
}

const indexOf = (id: string): number => content.topics.findIndex((topic) => topic.id === id)
const rlhf = `topics/${indexOf('cell.rlhf')}`
const engineering = `topics/${indexOf('level.engineering')}`
const approach = `topics/${indexOf('axis.approach')}`
const elk = `topics/${indexOf('unplaced.elk')}`
const goals = `topics/${indexOf('contested.goal-definition')}`

const passage = { text: 'A passage that is long enough.', source: 'essay' }
const guess = { cell: 'cell.rlhf', because: 'because it is' }
const { pairs = [] } = content.topics[indexOf('axis.approach')] ?? {}

describe('the content', () => {
  test('is read whole, and fits its JSON schema', () => {
    expect(Taxonomy.safeParse(content).error).toBeUndefined()
    expect(topics).toHaveLength(content.topics.length)
    expect(fromJsonSchema.safeParse(content).error).toBeUndefined()
  })

  test.each([
    ['a name that is too short', `${rlhf}/name`, 'x'],
    ['a name that is too long', `${rlhf}/name`, 'x'.repeat(61)],
    ['an alias twice', `${rlhf}/aliases`, ['dpo', 'dpo']],
    ['an alias that is too short', `${rlhf}/aliases/0`, 'x'],
    ['an alias that is too long', `${rlhf}/aliases/0`, 'x'.repeat(61)],
    ['no aliases', `${rlhf}/aliases`, undefined],
    ['an ordinary word twice', `${rlhf}/aliasesAlone`, ['feedback', 'feedback']],
    ['a name that is perhaps ordinary', `${rlhf}/nameIsOrdinary`, false],
    ['a kind that is not one', `${rlhf}/kind`, 'square'],
    ['no definition', `${rlhf}/definition`, []],
    ['a definition of eight passages', `${rlhf}/definition`, Array(8).fill(passage)],
    ['a passage that is too long', `${rlhf}/definition/1/text`, 'x'.repeat(421)],
    ['a passage that says next to nothing', `${rlhf}/definition/0/text`, 'too short'],
    ['a passage without a source', `${rlhf}/definition/0/source`, undefined],
    ['a source that is not listed', `${rlhf}/definition/0/source`, 'hearsay'],
    ['a word that nobody reads', `${rlhf}/opinion`, 'mine'],
    ['a cell off the grid', `${rlhf}/row`, 3],
    ['a cell without a reason', `${rlhf}/why`, undefined],
    ['a cell without a source', `${rlhf}/source`, undefined],
    ['a cell without papers', `${rlhf}/papers`, undefined],
    ['a neighbour in no direction', `${rlhf}/neighbours/inwards`, passage],
    ['one near miss', `${rlhf}/nearMisses`, [passage]],
    ['four near misses', `${rlhf}/nearMisses`, Array(4).fill(passage)],
    ['five papers', `${rlhf}/papers`, Array(5).fill(content.topics[indexOf('cell.rlhf')]?.papers?.[0])],
    ['a paper without a known id', `${rlhf}/papers/0/id`, 'arxiv:12'],
    ['a paper of the future', `${rlhf}/papers/0/year`, 2101],
    ['a paper without authors', `${rlhf}/papers/0/authors`, undefined],
    ['a topic to see twice', `${rlhf}/seeAlso`, ['cell.scaling', 'cell.scaling']],
    ['a topic to see that has no id', `${rlhf}/seeAlso/0`, 'RLHF'],
    ['a level of both axes', `${engineering}/column`, 0],
    ['a level of no axis', `${engineering}/row`, undefined],
    ['a level without a word for its button', `${engineering}/label`, undefined],
    ['a word that is too long for a button', `${engineering}/label`, 'Engineering'],
    ['a level that asks nothing', `${engineering}/askYourself`, undefined],
    ['six signs', `${engineering}/signs`, Array(6).fill('a sign')],
    ['six confusions', `${engineering}/confusions`, Array(6).fill(passage)],
    ['an axis with two levels', `${approach}/levels`, ['level.engineering', 'level.worst-case']],
    ['an axis with two pairs', `${approach}/pairs`, pairs.slice(1)],
    ['an axis without a line for a form', `${approach}/short`, undefined],
    ['an axis that asks nothing', `${approach}/question`, undefined],
    ['a question that is too long', `${approach}/pairs/0/question`, 'x'.repeat(101)],
    ['a pair of one level', `${approach}/pairs/0/levels`, ['level.engineering', 'level.engineering']],
    ['a pair without an answer', `${approach}/pairs/0/yes`, undefined],
    ['a topic that the essay may mention', `${elk}/inEssay`, 'perhaps'],
    ['a topic without a guess', `${elk}/ourGuess`, []],
    ['three guesses', `${elk}/ourGuess`, Array(3).fill(guess)],
    ['a guess without a reason', `${elk}/ourGuess/0/because`, undefined],
    ['a reason that is none', `${elk}/ourGuess/0/because`, 'mechanistic, I think'],
    ['a guess at something else than a cell', `${elk}/ourGuess/0/cell`, 'level.engineering'],
    ['a placement on no axis', `${elk}/placedElsewhere/0/approach`, []],
    ['a placement in no case', `${elk}/placedElsewhere/0/case`, 'best-case'],
    ['a contested point that nobody holds', `${goals}/heldBy`, []],
    ['a source without a label', 'sources/1/label', ''],
    ['three sources', 'sources', content.sources.slice(1)],
    ['another version', 'version', 1],
  ])('refuses %s, as its JSON schema does', (_, at, value) => {
    const changed = withChange(at, value)
    expect(fromJsonSchema.safeParse(changed).success).toBe(false)
    expect(Taxonomy.safeParse(changed).success).toBe(false)
  })

  test.each([
    ['a topic twice', `${rlhf}/id`, 'cell.scaling'],
    ['an id of another kind', `${rlhf}/id`, 'concept.rlhf'],
    ['a name of another topic', `${rlhf}/name`, 'scaling'],
    ['an alias of another topic', `${rlhf}/aliases/0`, 'AI control'],
    ['an ordinary word of another topic', `${rlhf}/aliasesAlone/0`, 'compute'],
    ['a first passage of 221 characters', `${rlhf}/definition/0/text`, 'x'.repeat(221)],
    ['a level’s line of 76 characters', `${engineering}/short`, 'x'.repeat(76)],
    ['a level that is not there', `${approach}/levels/0`, 'level.alchemy'],
    ['a topic to see that is not there', `${rlhf}/seeAlso/0`, 'concept.alchemy'],
    ['a guess at a cell that is not there', `${elk}/ourGuess/0/cell`, 'cell.alchemy'],
    ['a pair with a level that is not there', `${approach}/pairs/0/levels/1`, 'level.alchemy'],
    ['a pair that is answered with another level', `${approach}/pairs/0/yes`, 'level.cognitivist-science'],
    ['a source twice', 'sources/1/id', 'essay'],
  ])('refuses %s', (_, at, value) => {
    expect(Taxonomy.safeParse(withChange(at, value)).success).toBe(false)
  })

  test('takes a first passage of 220 characters and a level’s line of 75', () => {
    for (const changed of [
      withChange(`${rlhf}/definition/0/text`, 'x'.repeat(220)),
      withChange(`${engineering}/short`, 'x'.repeat(75)),
    ])
      expect(Taxonomy.safeParse(changed).success).toBe(true)
  })

  test('has every cell and every level once, each cell with its neighbours', () => {
    const cells = topics.filter((topic) => topic.kind === 'cell')
    expect(cells).toHaveLength(9)
    expect(topics.filter(({ kind }) => kind === 'level')).toHaveLength(6)
    for (const level of levels) {
      expect(topicOf('axis.approach')).toMatchObject({ levels: { [level]: levelTopic('row', level).id } })
      expect(topicOf('axis.case')).toMatchObject({ levels: { [level]: levelTopic('column', level).id } })
    }
    for (const { id, row, column, neighbours } of cells) {
      expect(cellTopic(row, column).id).toBe(id)
      const ways = [row > 0 && 'up', row < 2 && 'down', column > 0 && 'left', column < 2 && 'right']
      expect(Object.keys(neighbours).toSorted(), id).toEqual(ways.filter(Boolean).toSorted())
    }
  })

  test('refers to topics that are there, and to none of them from itself', () => {
    for (const topic of topics)
      for (const id of referencesOf(topic)) {
        expect(topicOf(id).id, topic.id).toBe(id)
        expect(id, topic.id).not.toBe(topic.id)
      }
  })

  test('puts what others did with the grid beside the placements, and nowhere else', () => {
    for (const { id, placedElsewhere } of topics)
      for (const { by } of placedElsewhere) expect(by, id).toBe('review-2025')
    for (const topic of topics) if (topic.kind === 'cell') expect(topic.source, topic.id).toBe('essay')
  })

  test('sets every two levels of an axis apart by one question', () => {
    for (const topic of topics) {
      if (topic.kind !== 'axis') continue
      const [a, b, c] = topic.levels
      const found = topic.pairs.map(({ levels }) => [...levels].toSorted())
      expect(found.toSorted()).toEqual(
        [
          [a, b],
          [a, c],
          [b, c],
        ]
          .map((one) => one.toSorted())
          .toSorted(),
      )
    }
  })

  test('calls its levels as the buttons of a poll do', () => {
    for (const level of levels) {
      expect(levelTopic('row', level)).toMatchObject({
        label: approachAxis.short[level],
        name: approachAxis.levels[level],
      })
      expect(levelTopic('column', level)).toMatchObject({
        label: caseFocus.short[level],
        name: caseFocus.levels[level],
      })
    }
  })

  test('names no source in a passage, which bears its mark', () => {
    for (const topic of topics)
      for (const { text, source } of passagesOf(topic))
        if (source === 'essay') expect(text, topic.id).not.toMatch(/the essay/i)
  })

  test('has a passage of the essay wherever the essay names a topic', () => {
    const named = topics.filter((topic) => topic.kind === 'unplaced' && topic.inEssay === 'named')
    expect(named.length).toBeGreaterThan(0)
    for (const topic of named)
      expect(
        passagesOf(topic).map(({ source }) => source),
        topic.id,
      ).toContain('essay')
  })
})
