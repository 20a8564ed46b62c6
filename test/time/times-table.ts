import { z } from 'zod'
import reference from './times.json' with { type: 'json' }

const Row = z.object({
  kind: z.enum(['time', 'dates', 'rule']),
  text: z.string(),
  now: z.string(),
  zone: z.string(),
  expect: z.record(z.string(), z.unknown()),
  must: z.literal(true).optional(),
})
export type TimesRow = z.infer<typeof Row>

const { rows } = z.object({ rows: z.array(Row).length(259) }).parse(reference)

/** The rows of a kind in the table of times. */
export const rowsOf = (kind: TimesRow['kind']): readonly TimesRow[] => rows.filter((row) => row.kind === kind)

/** What a reader must return for a row: the table leaves out the zone that was handed in. */
export const expectedOf = ({ expect, zone }: TimesRow): Record<string, unknown> =>
  'at' in expect ? { zone, ...expect } : expect

/** What a reader returned, without choices that the table leaves open. */
export function comparable(read: object, { expect }: TimesRow): object {
  if (!('choices' in read) || 'choices' in expect) return read
  const { choices: _, ...rest } = read
  return rest
}
