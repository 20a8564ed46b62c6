import { z } from 'zod'
import type { Level } from '../grid/axes.ts'
import content from './taxonomy.json' with { type: 'json' }
import {
  type AxisTopic,
  type CellTopic,
  type LevelTopic,
  type Pair,
  referencesOf,
  Source,
  Topic,
  unique,
  words,
} from './topic.ts'

/** The content of taxonomy.json: all topics and their sources. */
export const Taxonomy = z
  .strictObject({
    version: z.literal(2),
    source: z.strictObject({ title: words(3, 160), author: words(3, 80), url: z.url(), note: z.string() }),
    sources: z
      .array(
        z.strictObject({ id: Source, label: words(3, 60), title: words(3, 160), url: z.url().nullable() }),
      )
      .length(Source.options.length)
      .refine((sources) => unique(sources.map(({ id }) => id)), 'A source stands twice'),
    topics: z.array(Topic).min(1),
  })
  .superRefine(({ topics }, { addIssue }) => {
    const ids = topics.map(({ id }) => id)
    if (!unique(ids)) addIssue('A topic stands twice')
    for (const { id, kind } of topics)
      if (!id.startsWith(`${kind}.`)) addIssue(`${id} is of the kind ${kind}`)
    for (const topic of topics) {
      if (topic.kind === 'level' && (topic.row === undefined) === (topic.column === undefined))
        addIssue(`${topic.id} is not of one axis`)
      for (const id of referencesOf(topic))
        if (!ids.includes(id)) addIssue(`${topic.id} refers to ${id}, which is not there`)
    }
    const holders = new Map<string, string>()
    for (const { id, name, aliases, aliasesAlone } of topics)
      for (const each of new Set([name, ...aliases, ...aliasesAlone].map((name) => name.toLowerCase()))) {
        const holder = holders.get(each)
        if (holder !== undefined) addIssue(`“${each}” names ${holder} and ${id}`)
        holders.set(each, id)
      }
  })

const taxonomy = Taxonomy.parse(content)

/** The essay that the grid comes from. */
export const essay = taxonomy.source

export const topics: readonly Topic[] = taxonomy.topics

const byId = new Map(topics.map((topic) => [topic.id, topic]))
const bySource = new Map(taxonomy.sources.map((source) => [source.id, source]))

/** The topic with that id. @throws Error for an unknown id. */
export function topicOf(id: string): Topic {
  const topic = byId.get(id)
  if (topic === undefined) throw new Error(`The taxonomy has no topic ${id}`)
  return topic
}

/** A source's label ("the essay"), title and address; our own explanations have no address. */
export function sourceOf(id: Source): { label: string; title: string; url: string | null } {
  const source = bySource.get(id)
  if (source === undefined) throw new Error(`The taxonomy has no source ${id}`)
  return source
}

/** The topic of a cell. */
export function cellTopic(row: Level, column: Level): CellTopic {
  const topic = topics.find((topic) => topic.kind === 'cell' && topic.row === row && topic.column === column)
  if (topic?.kind !== 'cell') throw new Error(`The taxonomy has no cell ${row}, ${column}`)
  return topic
}

/** The topic of a level of an axis. */
export function levelTopic(axis: 'row' | 'column', level: Level): LevelTopic {
  const topic = topics.find((topic) => topic.kind === 'level' && topic[axis] === level)
  if (topic?.kind !== 'level') throw new Error(`The taxonomy has no ${axis} ${level}`)
  return topic
}

/** The topic of an axis: the approach for `row`, the case focus for `column`. */
export function axisTopic(axis: 'row' | 'column'): AxisTopic {
  const topic = topicOf(axis === 'row' ? 'axis.approach' : 'axis.case')
  if (topic.kind !== 'axis') throw new Error(`${topic.id} is no axis`)
  return topic
}

/** The pair of two different levels of an axis, in either order. */
export function pairOf(axis: 'row' | 'column', one: Level, other: Level): Pair {
  const ids = [one, other].map((level) => levelTopic(axis, level).id)
  const pair = axisTopic(axis).pairs.find(({ levels }) => ids.every((id) => levels.includes(id)))
  if (pair === undefined) throw new Error(`The taxonomy has no pair of ${ids.join(' and ')}`)
  return pair
}

/** The essay's example for a cell; `undefined` while an axis is unsure. */
export const exampleOf = (row: Level | null, column: Level | null): string | undefined =>
  row === null || column === null ? undefined : cellTopic(row, column).name
