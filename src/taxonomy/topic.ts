import { z } from 'zod'

export const Source = z.enum(['essay', 'comments', 'our-gloss', 'review-2025'])
export type Source = z.infer<typeof Source>

export const unique = (names: readonly string[]) => new Set(names).size === names.length
export const words = (min: number, max: number) => z.string().trim().min(min).max(max)
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

const landmarks = z.array(Landmark).max(4)

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
  seeAlso: z.array(TopicId).refine(unique, 'A topic to see stands twice').default([]),
  papers: landmarks.default([]),
  placedElsewhere: z.array(PlacedElsewhere).default([]),
}

export const Topic = z.union([
  z.strictObject({
    ...shared,
    kind: z.literal('cell'),
    papers: landmarks,
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

/** The ids of the topics that a topic refers to. */
export function referencesOf(topic: Topic): readonly string[] {
  if (topic.kind === 'axis')
    return [...topic.levels, ...topic.pairs.flatMap(({ levels }) => levels), ...topic.seeAlso]
  if (topic.kind === 'unplaced') return [...topic.ourGuess.map(({ cell }) => cell), ...topic.seeAlso]
  return topic.seeAlso
}

/** Every passage of a topic. */
export const passagesOf = (topic: Topic): readonly Passage[] => [
  ...topic.definition,
  ...('confusions' in topic ? topic.confusions : []),
  ...(topic.kind === 'cell'
    ? [topic.why, ...topic.nearMisses, ...Object.values(topic.neighbours).flatMap((one) => one ?? [])]
    : []),
]
