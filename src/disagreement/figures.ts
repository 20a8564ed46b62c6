import { type Counts, columnTotals, rowTotals, sum, type Three } from '../grid/counts.ts'
import { centreOf, stepsApart, toSpectrum } from '../grid/distance.ts'
import type { Tally } from '../grid/tally.ts'
import { agreement } from './agreement.ts'
import type { AxisLabel } from './axis-label.ts'
import { bestGrouping, type Grouping } from './camps.ts'
import { type AxisFindings, findingsOf } from './findings.ts'
import { meanGap, rowShare } from './gap.ts'
import { caseOf, type HeadlineCase } from './headline.ts'
import { berryMielke, blairLacy, entropyBits, leik, lSquared, tastleWierman } from './indices.ts'
import { jointOf, variances } from './joint.ts'
import { pTop } from './posterior.ts'

/** Increases with each change of a rule in docs/disagreement.md. Only figures of one version are comparable. */
const version = 2

/** The figures of one axis, under their names in the literature. Null means undefined, never 0. */
export interface AxisFigures {
  readonly counts: Three
  readonly n: number
  readonly unsure: number
  readonly vanDerEijkA: number | null
  readonly meanPairwiseDistance: number | null
  readonly tastleWierman: number | null
  readonly leikD: number | null
  readonly lSquared: number | null
  readonly blairLacy: number | null
  readonly berryMielkeIOV: number | null
  readonly entropyBits: number | null
  readonly specLabel: AxisLabel
  readonly pTop: Three
}

interface GroupingFigures {
  /** For each cell the member it belongs to; −1 if it is empty or equally near to two. */
  readonly cellToMedoid: Counts
  readonly members: readonly number[]
  readonly sizes: Counts
  readonly between: number
  /** Mean silhouette without the ballots in between. */
  readonly silhouetteOfAssigned: number
  readonly silhouette: number
}

/** Every number of a round (docs/disagreement.md 9). `n` and the fields below it count full placements only. */
export interface Figures {
  readonly version: number
  readonly votes: number
  readonly applications: number
  readonly cells: Counts
  readonly rowUnsureByColumn: Counts
  readonly columnUnsureByRow: Counts
  readonly bothUnsure: number
  readonly row: AxisFigures
  readonly column: AxisFigures
  readonly n: number
  readonly rowMarginal: Three
  readonly colMarginal: Three
  readonly rowMeanPairwise: number | null
  readonly colMeanPairwise: number | null
  readonly rowShare: number | null
  readonly kendallTauB: number | null
  readonly concordantPairs: number
  readonly discordantPairs: number
  readonly spectrum: Counts
  readonly varSpectrum: number | null
  readonly varAcross: number | null
  /** The cell at the centre of the full placements; null without any. */
  readonly centre: number | null
  /** The smallest sum of distances to k members, in steps. */
  readonly kMedoidsCost: {
    readonly k1: number | null
    readonly k2: number | null
    readonly k3: number | null
  }
  readonly camps: { readonly k2?: GroupingFigures; readonly k3?: GroupingFigures }
  readonly specRowLabel: AxisLabel
  readonly specColLabel: AxisLabel
  readonly specCamps: { readonly k: number; readonly firm: boolean }
  readonly specCase: HeadlineCase
}

export function figuresOf(tally: Tally): Figures {
  const findings = findingsOf(tally)
  const { cells, row, column, camps, full } = findings
  const { concordant, discordant, tauB } = jointOf(cells)
  const spread = variances(cells)
  const [two, three] = [bestGrouping(cells, 2), bestGrouping(cells, 3)]
  return {
    version,
    votes: findings.votes,
    applications: findings.applications,
    cells,
    rowUnsureByColumn: tally.columnOnly,
    columnUnsureByRow: tally.rowOnly,
    bothUnsure: tally.unsure,
    row: axisFigures(row),
    column: axisFigures(column),
    n: full,
    rowMarginal: rowTotals(cells),
    colMarginal: columnTotals(cells),
    rowMeanPairwise: meanGap(rowTotals(cells)),
    colMeanPairwise: meanGap(columnTotals(cells)),
    rowShare: rowShare(cells),
    kendallTauB: tauB,
    concordantPairs: concordant,
    discordantPairs: discordant,
    spectrum: toSpectrum(cells),
    varSpectrum: spread?.along ?? null,
    varAcross: spread?.across ?? null,
    centre: centreOf(cells) ?? null,
    kMedoidsCost: { k1: costOfCentre(cells), k2: two?.cost ?? null, k3: three?.cost ?? null },
    camps: { ...(two && { k2: groupingFigures(two) }), ...(three && { k3: groupingFigures(three) }) },
    specRowLabel: row.label,
    specColLabel: column.label,
    specCamps: { k: camps.k, firm: camps.isFirm },
    specCase: caseOf(findings),
  }
}

function axisFigures({ counts, n, unsure, label }: AxisFindings): AxisFigures {
  return {
    counts,
    n,
    unsure,
    vanDerEijkA: agreement(counts),
    meanPairwiseDistance: meanGap(counts),
    tastleWierman: tastleWierman(counts),
    leikD: leik(counts),
    lSquared: lSquared(counts),
    blairLacy: blairLacy(counts),
    berryMielkeIOV: berryMielke(counts),
    entropyBits: entropyBits(counts),
    specLabel: label,
    pTop: [pTop(counts, 0), pTop(counts, 1), pTop(counts, 2)],
  }
}

function groupingFigures({ members, belongsTo, sizes, between, silhouette }: Grouping): GroupingFigures {
  const assigned = sum(sizes)
  return {
    cellToMedoid: belongsTo,
    members,
    sizes,
    between,
    silhouetteOfAssigned: (silhouette * (assigned + between)) / assigned,
    silhouette,
  }
}

function costOfCentre(cells: Counts): number | null {
  const centre = centreOf(cells)
  return centre === undefined ? null : sum(cells.map((count, cell) => count * stepsApart(cell, centre)))
}
