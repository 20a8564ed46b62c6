import { z } from 'zod'
import table from './memory.json' with { type: 'json' }

const cells = z.array(z.int().min(0)).length(9)
const count = z.int().min(0)
const number = z.number().nullable()

/** The rows of the reference table. */
export const memoryTable = z
  .object({
    standing: z.array(
      z.strictObject({
        cells,
        applications: count,
        unsure: count,
        expect: z.object({ kind: z.string(), places: z.array(z.union([count, z.literal('off')])) }),
      }),
    ),
    elsewhere: z.array(
      z.strictObject({ paper: z.string(), cells, applications: count, expect: z.array(z.string()) }),
    ),
    agreement: z.array(
      z.strictObject({
        axis: z.enum(['approach', 'case']),
        papers: count,
        alpha: number,
        only: z.string().optional(),
        lo: number,
        hi: number,
        expect: z.string(),
      }),
    ),
    import: z.array(
      z.strictObject({
        csv: z.string(),
        expect: z.object({
          polls: count,
          ballots: count,
          faults: z.array(z.strictObject({ line: count, column: z.string(), code: z.string() })),
        }),
      }),
    ),
  })
  .parse(table)
