import { z } from 'zod'
import type { Level } from '../poll/axes.ts'
import content from './taxonomy.json' with { type: 'json' }

const Source = z.enum(['essay', 'comments', 'our-gloss', 'review-2025'])

const Passage = z.object({ text: z.string(), source: Source }).readonly()
/** Words about a topic, and who says so. */
export type Passage = z.infer<typeof Passage>

const Landmark = z
  .object({ title: z.string(), authors: z.string(), year: z.int(), id: z.string() })
  .readonly()

const shared = {
  id: z.string(),
  name: z.string(),
  aliases: z.array(z.string()),
  definition: z.array(Passage).min(1),
  seeAlso: z.array(z.string()).default([]),
  papers: z.array(Landmark).default([]),
}
const position = z.union([z.literal(0), z.literal(1), z.literal(2)])

const Topic = z.discriminatedUnion('kind', [
  z.object({
    ...shared,
    kind: z.literal('cell'),
    row: position,
    column: position,
    why: Passage,
    neighbours: z.partialRecord(z.enum(['up', 'down', 'left', 'right']), Passage),
    nearMisses: z.array(Passage),
  }),
  z.object({ ...shared, kind: z.literal('axis'), question: z.string(), levels: z.array(z.string()) }),
  z.object({
    ...shared,
    kind: z.literal('level'),
    askYourself: z.string(),
    signs: z.array(z.string()),
    confusions: z.array(Passage),
    row: position.optional(),
    column: position.optional(),
  }),
  z.object({ ...shared, kind: z.literal('concept'), askYourself: z.string().optional() }),
  z.object({ ...shared, kind: z.literal('case') }),
  z.object({ ...shared, kind: z.literal('contested'), heldBy: z.array(z.string()) }),
  z.object({ ...shared, kind: z.literal('unplaced'), arguedFor: z.array(z.string()) }),
])
/** Something that can be explained. */
export type Topic = z.infer<typeof Topic>

const taxonomy = z
  .object({
    source: z.object({ title: z.string(), author: z.string(), url: z.url() }),
    sources: z.array(z.object({ id: Source, label: z.string() })),
    topics: z.array(Topic),
  })
  .parse(content)

/** The essay that the grid comes from. */
export const essay = taxonomy.source

export const topics: readonly Topic[] = taxonomy.topics

/** How a passage's source is named: "the essay". */
export const labelOf = (source: Passage['source']): string =>
  taxonomy.sources.find(({ id }) => id === source)?.label ?? source

/** The example the essay gives for a cell; nothing while an axis is unsure. */
export function exampleOf(row: Level | null, column: Level | null): string | undefined {
  return topics.find((topic) => topic.kind === 'cell' && topic.row === row && topic.column === column)?.name
}

/** The topic of that id. @throws Error when the content names one that isn't there. */
export function topicOf(id: string): Topic {
  const topic = topics.find((topic) => topic.id === id)
  if (topic === undefined) throw new Error(`The taxonomy has no topic ${id}`)
  return topic
}
