import { z } from 'zod'
import type { Level } from '../grid/axes.ts'
import content from './taxonomy.json' with { type: 'json' }

const Source = z.enum(['essay', 'comments', 'our-gloss', 'review-2025'])
export type Source = z.infer<typeof Source>

const unique = (names: readonly string[]) => new Set(names).size === names.length
const words = (min: number, max: number) => z.string().trim().min(min).max(max)
const TopicId = z.string().regex(/^(?:axis|level|cell|concept|contested|case|unplaced|how-to)\.[a-z-]+$/)

const Passage = z.strictObject({ text: words(10, 420), source: Source }).readonly()
/** A text about a topic, with its source. */
export type Passage = z.infer<typeof Passage>

const Landmark = z
  .strictObject({
    title: words(3, 200),
    authors: words(3, 80),
    year: z.int().min(1950).max(2100),
    id: z
      .string()
      .regex(
        /^(?:arxiv:(?:\d{4}\.\d{4,5}|[a-z-]+\/\d{7})|doi:10\..+|lesswrong:[A-Za-z0-9]{17}|(?:transformer-circuits|openreview|acl):.+)$/,
      ),
  })
  .readonly()
/** A paper that is typical of a topic. */
export type Landmark = z.infer<typeof Landmark>

const PlacedElsewhere = z
  .strictObject({
    by: Source,
    name: words(3, 80),
    approach: z
      .array(
        z.enum(['engineering', 'behaviorist-science', 'cognitivist-science', 'maths-philosophy', 'varies']),
      )
      .min(1),
    case: z.enum(['average-case', 'pessimistic-case', 'worst-case', 'mixed', 'varies']),
  })
  .readonly()
/** A placement by others on the same grid: shown next to the essay's, never merged with it. */
export type PlacedElsewhere = z.infer<typeof PlacedElsewhere>

const position = z.literal([0, 1, 2])

const names = z.array(words(2, 60)).refine(unique, 'An alias stands twice')

/** One line for a hint in a form. */
const short = words(10, 100)

/** The first passage is shown alone. In characters. */
const maxFirstPassage = 220

const Pair = z
  .strictObject({
    levels: z.tuple([TopicId, TopicId]).refine(unique, 'A level stands twice'),
    short,
    question: words(10, 100),
    /** The level that "yes" means; "no" means the other. */
    yes: TopicId,
  })
  .refine(({ levels, yes }) => levels.includes(yes), 'The answer is not one of the levels')
  .readonly()
/** Two levels of one axis, and what sets them apart. */
export type Pair = z.infer<typeof Pair>

const Guess = z
  .strictObject({
    cell: z.string().regex(/^cell\.[a-z-]+$/),
    because: words(10, 90).regex(/^(?:if|because) /),
  })
  .readonly()
/** Our guess at the cell of a topic that the essay doesn't place. */
export type Guess = z.infer<typeof Guess>

const shared = {
  id: TopicId,
  name: words(3, 60),
  /** Other names. */
  aliases: names,
  /** Other names that are words of ordinary talk: they count only when nothing else is asked. */
  aliasesAlone: names.default([]),
  /** The name, too, is a word of ordinary talk. */
  nameIsOrdinary: z.literal(true).optional(),
  /** The first passage is the answer in one or two sentences. */
  definition: z
    .tuple([Passage], Passage)
    .refine((passages) => passages.length <= 7, 'Too many passages')
    .refine(([first]) => first.text.length <= maxFirstPassage, 'The first passage is too long'),
  seeAlso: z.array(TopicId).default([]),
  papers: z.array(Landmark).max(4).default([]),
  placedElsewhere: z.array(PlacedElsewhere).default([]),
}

const Topic = z.union([
  z.strictObject({
    ...shared,
    kind: z.literal('cell'),
    row: position,
    column: position,
    why: Passage,
    neighbours: z.strictObject({
      up: Passage.optional(),
      down: Passage.optional(),
      left: Passage.optional(),
      right: Passage.optional(),
    }),
    nearMisses: z.array(Passage).min(2).max(3),
    /** The source of the placement. */
    source: Source,
  }),
  z.strictObject({
    ...shared,
    kind: z.literal('axis'),
    short,
    question: words(10, 100),
    levels: z.tuple([TopicId, TopicId, TopicId]),
    pairs: z.tuple([Pair, Pair, Pair]),
    confusions: z.array(Passage).max(5),
  }),
  z.strictObject({
    ...shared,
    kind: z.literal('level'),
    /** The word on a button. */
    label: words(3, 8),
    /** Slack shows 75 characters of a choice's description. */
    short: words(10, 75),
    /** Papers of this level answer it with yes. */
    askYourself: words(10, 140),
    signs: z.array(words(5, 120)).max(5),
    confusions: z.array(Passage).max(5),
    row: position.optional(),
    column: position.optional(),
  }),
  z.strictObject({
    ...shared,
    kind: z.literal('concept'),
    short: short.optional(),
    askYourself: words(10, 140).optional(),
  }),
  z.strictObject({ ...shared, kind: z.literal('how-to') }),
  z.strictObject({ ...shared, kind: z.literal('case') }),
  z.strictObject({ ...shared, kind: z.literal('contested'), heldBy: z.array(words(3, 40)).min(1) }),
  z.strictObject({
    ...shared,
    kind: z.literal('unplaced'),
    /** Whether the essay names the topic without giving it a cell, or doesn't mention it. */
    inEssay: z.enum(['named', 'absent']),
    ourGuess: z.array(Guess).min(1).max(2),
  }),
])
/** An entry that can be explained. */
export type Topic = z.infer<typeof Topic>
export type CellTopic = Extract<Topic, { kind: 'cell' }>
export type LevelTopic = Extract<Topic, { kind: 'level' }>
export type AxisTopic = Extract<Topic, { kind: 'axis' }>
export type UnplacedTopic = Extract<Topic, { kind: 'unplaced' }>

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

/** The ids of the topics that a topic refers to. */
export function referencesOf(topic: Topic): readonly string[] {
  if (topic.kind === 'axis')
    return [...topic.levels, ...topic.pairs.flatMap(({ levels }) => levels), ...topic.seeAlso]
  if (topic.kind === 'unplaced') return [...topic.ourGuess.map(({ cell }) => cell), ...topic.seeAlso]
  return topic.seeAlso
}

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

/** What sets two different levels of an axis apart, in either order. */
export function pairOf(axis: 'row' | 'column', one: Level, other: Level): Pair {
  const ids = [one, other].map((level) => levelTopic(axis, level).id)
  const pair = axisTopic(axis).pairs.find(({ levels }) => ids.every((id) => levels.includes(id)))
  if (pair === undefined) throw new Error(`The taxonomy has no pair of ${ids.join(' and ')}`)
  return pair
}

/** The essay's example for a cell; `undefined` while an axis is unsure. */
export const exampleOf = (row: Level | null, column: Level | null): string | undefined =>
  row === null || column === null ? undefined : cellTopic(row, column).name
