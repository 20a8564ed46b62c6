import { z } from 'zod'
import type { FoundTopic } from '../../src/taxonomy/find-topic.ts'
import asked from './asked.json' with { type: 'json' }
import explain from './explain.json' with { type: 'json' }
import heldOut from './held-out.json' with { type: 'json' }

const Expected = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('topic'),
    id: z.string(),
    aspect: z.enum(['papers', 'disputed']).optional(),
  }),
  z.strictObject({ kind: z.literal('level-of'), id: z.string(), asked: z.array(z.string()).min(1) }),
  z.strictObject({ kind: z.literal('premise'), id: z.string(), claimed: z.string() }),
  z.strictObject({ kind: z.literal('how-to'), id: z.string() }),
  z.strictObject({ kind: z.literal('compare'), ids: z.tuple([z.string(), z.string()]) }),
  z.strictObject({ kind: z.literal('list') }),
  z.strictObject({ kind: z.literal('unknown') }),
])
export type Expected = z.infer<typeof Expected>

const Row = z.object({ query: z.string(), expect: Expected })
export type Row = z.infer<typeof Row>

const Table = z.object({ rows: z.array(Row).min(100) })

/** Questions, with the answers that they should have. */
export const { rows } = Table.parse(explain)

/** More of them in other words, and talk in which names mean something else. */
export const { rows: rowsOfChat } = Table.parse(asked)

/** Questions by somebody who didn't know how they are read. They are measured, and nothing is made to fit them. */
export const { rows: rowsHeldOut } = Table.parse(heldOut)

/** Whether an answer is the expected one, with everything that belongs to it. */
export function isRight({ ...found }: FoundTopic, expected: Expected): boolean {
  if (found.kind === 'unknown') return expected.kind === 'unknown'
  return JSON.stringify(sorted(found)) === JSON.stringify(sorted(expected))
}

const sorted = (value: object): object => Object.fromEntries(Object.entries(value).toSorted())

/** Whether an answer has none of the topics that were asked for, which counts double. */
function isFalsePositive(found: FoundTopic, expected: Expected): boolean {
  if (found.kind === 'unknown' || isRight(found, expected)) return false
  const ids = idsOf(expected)
  return !idsOf(found).some((id) => ids.includes(id))
}

function idsOf(value: FoundTopic | Expected): readonly string[] {
  if ('ids' in value) return value.ids
  return 'id' in value ? [value.id] : []
}

/** How well questions of one kind are understood. */
export interface Score {
  readonly kind: string
  readonly rows: number
  readonly right: number
  readonly falsePositives: number
  /** Right rows minus false positives, by rows: at most 1. */
  readonly score: number
}

/** The scores of all questions together, then of each kind. */
export function scoresOf(rows: readonly Row[], find: (query: string) => FoundTopic): readonly Score[] {
  const results = rows.map(({ query, expect }) => {
    const found = find(query)
    return { kind: expect.kind, isRight: isRight(found, expect), isFalse: isFalsePositive(found, expect) }
  })
  const kinds = Object.entries(Object.groupBy(results, ({ kind }) => kind))
  return [['all', results] as const, ...kinds].map(([kind, results = []]) => {
    const right = results.filter(({ isRight }) => isRight).length
    const falsePositives = results.filter(({ isFalse }) => isFalse).length
    return {
      kind,
      rows: results.length,
      right,
      falsePositives,
      score: (right - falsePositives) / results.length,
    }
  })
}

/** "topic: 240 of 249 right, 1 false positive, 0.960" */
export const lineOf = ({ kind, rows, right, falsePositives, score }: Score): string =>
  `${kind}: ${right} of ${rows} right, ${falsePositives} false positives, ${score.toFixed(3)}`
