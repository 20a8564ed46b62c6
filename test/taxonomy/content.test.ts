import { describe, expect, test } from 'vitest'
import { levels } from '../../src/grid/axes.ts'
import content from '../../src/taxonomy/taxonomy.json' with { type: 'json' }
import {
  cellTopic,
  levelTopic,
  referencesOf,
  Taxonomy,
  topicOf,
  topics,
} from '../../src/taxonomy/taxonomy.ts'

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

describe('the content', () => {
  test('is read whole', () => {
    expect(Taxonomy.safeParse(content).error).toBeUndefined()
    expect(topics).toHaveLength(content.topics.length)
  })

  test.each([
    ['a name that is too short', `${rlhf}/name`, 'x'],
    ['a name that is too long', `${rlhf}/name`, 'x'.repeat(61)],
    ['an alias twice', `${rlhf}/aliases`, ['dpo', 'dpo']],
    ['an alias that is too long', `${rlhf}/aliases/0`, 'x'.repeat(61)],
    ['a topic twice', `${rlhf}/id`, 'cell.scaling'],
    ['an id of another kind', `${rlhf}/id`, 'concept.rlhf'],
    ['no definition', `${rlhf}/definition`, []],
    ['a passage that is too long', `${rlhf}/definition/0/text`, 'x'.repeat(421)],
    ['a passage that says next to nothing', `${rlhf}/definition/0/text`, 'too short'],
    ['a passage without a source', `${rlhf}/definition/0/source`, undefined],
    ['a source that is not listed', `${rlhf}/definition/0/source`, 'hearsay'],
    ['a word that nobody reads', `${rlhf}/opinion`, 'mine'],
    ['a cell off the grid', `${rlhf}/row`, 3],
    ['a cell without a reason', `${rlhf}/why`, undefined],
    ['a neighbour in no direction', `${rlhf}/neighbours/inwards`, { text: 'x'.repeat(10), source: 'essay' }],
    ['one near miss', `${rlhf}/nearMisses`, content.topics[indexOf('cell.rlhf')]?.nearMisses?.slice(1)],
    ['a paper without a known id', `${rlhf}/papers/0/id`, 'arxiv:12'],
    ['a paper of the future', `${rlhf}/papers/0/year`, 2101],
    ['a level of both axes', `${engineering}/column`, 0],
    ['a level of no axis', `${engineering}/row`, undefined],
    ['an axis with two levels', `${approach}/levels`, ['level.engineering', 'level.worst-case']],
    ['a level that is not there', `${approach}/levels/0`, 'level.alchemy'],
    ['a topic to see that is not there', `${rlhf}/seeAlso/0`, 'concept.alchemy'],
    ['a cell to argue for that is not there', `${elk}/arguedFor/0`, 'cell.alchemy'],
    ['a placement on no axis', `${elk}/placedElsewhere/0/approach`, []],
    ['a placement in no case', `${elk}/placedElsewhere/0/case`, 'best-case'],
    ['a contested point that nobody holds', `${goals}/heldBy`, []],
    ['a source twice', 'sources/1/id', 'essay'],
    ['a source without a label', 'sources/1/label', ''],
    ['another version', 'version', 2],
  ])('refuses %s', (_, at, value) => {
    expect(Taxonomy.safeParse(withChange(at, value)).success).toBe(false)
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
})
