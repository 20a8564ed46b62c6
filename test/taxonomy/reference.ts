import { z } from 'zod'
import type { FoundTopic } from '../../src/taxonomy/find-topic.ts'
import asked from './asked.json' with { type: 'json' }
import explain from './explain.json' with { type: 'json' }

const Expected = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('topic'), id: z.string() }),
  z.object({ kind: z.literal('compare'), ids: z.tuple([z.string(), z.string()]) }),
  z.object({ kind: z.literal('list') }),
  z.object({ kind: z.literal('unknown') }),
])
type Expected = z.infer<typeof Expected>

const Table = z.object({ rows: z.array(z.object({ query: z.string(), expect: Expected })).min(100) })

/** What people ask, and what they mean by it. */
export const { rows } = Table.parse(explain)

/** More of it, in whole sentences and in places where words mean something else. */
export const { rows: rowsOfChat } = Table.parse(asked)

export function isRight(found: FoundTopic, expected: Expected): boolean {
  if (expected.kind === 'topic') return found.kind === 'topic' && found.id === expected.id
  if (expected.kind === 'compare')
    return found.kind === 'compare' && found.ids.every((id, i) => id === expected.ids[i])
  return found.kind === expected.kind
}
