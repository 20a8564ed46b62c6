import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { z } from 'zod'
import type { Tally } from '../../src/grid/tally.ts'

const count = z.int().min(0)
const three = z.tuple([count, count, count])
const nine = z.array(count).length(9)
const number = z.number()
const nullable = z.number().nullable()

const Frequency = z.object({
  counts: z.array(count).min(3),
  n: count,
  k: count,
  tastleWierman: number,
  vanDerEijkA: number,
  polarization: number,
  leikD: number,
  lSquared: number,
  blairLacy: number,
  berryMielkeIOV: nullable,
  entropyBits: number,
  meanPairwiseDistance: nullable,
  /** Only where there are three categories. */
  specLabel: z.string().optional(),
})

const Grouping = z.object({
  cellToMedoid: z.array(z.int().min(-1).max(8)).length(9),
  between: count,
  sizes: z.array(count),
  silhouetteOfAssigned: number,
  silhouette: number,
})

const Grid = z.object({
  cells: nine,
  n: count,
  rowMarginal: three,
  colMarginal: three,
  rowMeanPairwise: number,
  colMeanPairwise: number,
  rowShare: nullable,
  kendallTauB: nullable,
  concordantPairs: count,
  discordantPairs: count,
  kMedoidsCost: z.object({ k1: count, k2: count.nullable(), k3: count.nullable() }),
  varSpectrum: number,
  varAcross: number,
  /** Left out where R could not give them: for the largest grid, and for one voter per group. */
  camps: z.object({ k2: Grouping.optional(), k3: Grouping.optional() }),
  specCase: z.string(),
  specCamps: z.object({ k: count, firm: z.boolean() }),
})

const Posterior = z.object({ counts: three, pTop: z.tuple([number, number, number]) })

const Rounds = z.object({
  round1: z.array(count),
  round2: z.array(count),
  unchanged: count,
  up: count,
  down: count,
  signTestP: number,
  netChange: number,
  meanPairwise1: number,
  meanPairwise2: number,
})

/** A cell by its index, A for applications, U for unsure on either axis. */
const Answer = z.union([z.int().min(0).max(8), z.literal(['A', 'U'])])
export type Answer = z.infer<typeof Answer>

const State = z.literal(['open', 'closed'])
const lines = z.array(z.string())

const TwoRounds = z.object({
  pairs: z.array(z.tuple([Answer, Answer])),
  /** The answers of those who voted in the first or in the second round only. */
  left: z.array(Answer),
  joined: z.array(Answer),
  state: State,
  visibility: z.literal(['names', 'anonymous']),
  /** Whether the question of the first round is settled: answers given in the second one. */
  settled: z.object({ yes: count, no: count, notDiscussed: count }),
  specVerdict: z.string(),
  specCase: z.string(),
  P: count.optional(),
  moved: count.optional(),
  /** As a share of the returning voters, to ten decimals. */
  net: number.optional(),
  D1: number.optional(),
  D2: number.optional(),
  toward: count.optional(),
  away: count.optional(),
  /** The lines that follow the headline, and all of them. */
  text: lines,
  summary: lines,
})

const Summaries = z.object({
  cells: nine,
  applications: count,
  rowUnsureByColumn: three,
  columnUnsureByRow: three,
  bothUnsure: count,
  state: State,
  specRowLabel: z.string(),
  specColLabel: z.string(),
  specCase: z.string(),
  lines: count,
  text: lines,
})

const Readout = z.object({ counts: three, state: State, specLabel: z.string(), word: z.string() })

const level = z.literal([0, 1, 2])

/** The axis is null for the question whether it is on the grid, the levels where an axis has no clear pair. */
const Question = z.object({
  axis: z.literal(['row', 'column']).nullable(),
  levels: z.tuple([level, level]).nullable(),
  text: z.string(),
})

const extraAnswers = {
  depth: z.literal(['not-yet', 'abstract', 'skimmed', 'read']).optional(),
  crux: z.string().optional(),
  /** A cell or applications, and the share of the others in quarters. */
  expected: z
    .object({
      cell: z.union([z.int().min(0).max(8), z.literal('applications')]),
      share: z.literal([0, 1, 2, 3, 4]),
    })
    .optional(),
}

const ExtraBallot = z.union([
  z.object({
    kind: z.literal('placement'),
    row: level.nullable(),
    column: level.nullable(),
    ...extraAnswers,
  }),
  z.object({ kind: z.literal('applications'), ...extraAnswers }),
])
/** A ballot with extra answers, as an export has it but for its voter. */
export type ExtraBallot = z.infer<typeof ExtraBallot>

/** What an export has at a round beside its ballots. */
const AtRound = z.object({
  countsAtReveal: z.array(count).length(10).optional(),
  cruxes: z
    .array(
      z.object({
        id: z.string(),
        text: z.string(),
        voter: z.string().optional(),
        mine: count.optional(),
        notMine: count.optional(),
        sides: z.array(z.object({ label: z.string(), mine: count, of: count })).optional(),
      }),
    )
    .optional(),
  differ: z.object({ words: count, paper: count, values: count }).optional(),
  settled: z.object({ yes: count, no: count, notDiscussed: count }).optional(),
  depth: z.partialRecord(extraAnswers.depth.unwrap(), count).optional(),
  expected: z.tuple([count, count, count, count, count]).optional(),
})

const visibility = z.literal(['names', 'anonymous'])

const ExtraRound = z.object({
  state: State,
  visibility,
  ballots: z.array(ExtraBallot).readonly(),
  round: AtRound,
})
/** A round with extra answers. */
export type ExtraRound = z.infer<typeof ExtraRound>

const Extras = ExtraRound.extend({ about: z.string(), specCase: z.string(), text: lines })

const Differ = z.object({
  differ: AtRound.shape.differ.unwrap(),
  visibility,
  text: z.string().nullable(),
})

const Reference = z.object({
  tolerance: number,
  frequency: z.array(Frequency),
  grid: z.array(Grid),
  posterior: z.array(Posterior),
  rounds: z.array(Rounds),
  twoRounds: z.array(TwoRounds),
  summaries: z.array(Summaries),
  readouts: z.array(Readout),
  questions: z.array(Question),
  extras: z.array(Extras),
  differ: z.array(Differ),
})

/** The reference table: figures computed elsewhere, each kind with its provenance in the file itself. */
export const reference = Reference.parse(JSON.parse(read('agreement.json')))

/** The text of a file beside this one. */
export function read(name: string): string {
  return readFileSync(join(import.meta.dirname, name), 'utf8')
}

/** A round in which nobody has voted but for these. */
export const tallyWith = (some: Partial<Tally>): Tally => ({
  cells: [0, 0, 0, 0, 0, 0, 0, 0, 0],
  rowOnly: [0, 0, 0],
  columnOnly: [0, 0, 0],
  unsure: 0,
  applications: 0,
  ...some,
})

/** A round of the table. */
export const tallyIn = ({
  cells,
  rowUnsureByColumn,
  columnUnsureByRow,
  bothUnsure,
  applications,
}: Pick<
  z.infer<typeof Summaries>,
  'cells' | 'rowUnsureByColumn' | 'columnUnsureByRow' | 'bothUnsure' | 'applications'
>): Tally => ({
  cells,
  rowOnly: columnUnsureByRow,
  columnOnly: rowUnsureByColumn,
  unsure: bothUnsure,
  applications,
})

/** A figure of the table: a number may differ by less than the table's tolerance, everything else not at all. */
export function near(value: Readonly<Record<string, unknown>>): Record<string, unknown>
export function near(value: unknown): unknown
export function near(value: unknown): unknown {
  if (typeof value === 'number') return expect.closeTo(value, -Math.log10(reference.tolerance))
  if (Array.isArray(value)) return value.map(near)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, near(part)]))
}
