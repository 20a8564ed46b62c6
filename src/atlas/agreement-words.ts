import { approach, caseFocus } from '../grid/axes.ts'
import { type AcrossPapers, minPapers } from './alpha-interval.ts'

/** How consistently a group uses an axis, as its sentence needs it. */
export interface AgreementRow {
  readonly axis: 'approach' | 'case'
  /** The papers with at least two answers on the axis. */
  readonly papers: number
  /** Krippendorff's ordinal alpha, at most 1; null if only one value occurs, or without papers. */
  readonly alpha: number | null
  /** The one answer that occurs, if only one does: "Cognitivist". */
  readonly only?: string
  /** The ends of the 95 % interval of alpha; null without one. */
  readonly lo: number | null
  readonly hi: number | null
}

const axes = { approach, case: caseFocus }
const maxWidth = 0.4
/** Krippendorff's cut-offs. */
const [reliable, tentative] = [0.8, 0.667]
/** Keeps rounding errors from failing a cut-off that is met exactly; docs/disagreement.md 5. */
const slack = 1e-12

export function toAgreementRow(axis: AgreementRow['axis'], across: AcrossPapers): AgreementRow {
  const { papers, alpha, only, interval } = across
  const name = axes[axis].plain.find((_, level) => level === only)
  return {
    axis,
    papers,
    alpha,
    ...(name !== undefined && { only: name }),
    lo: interval?.low ?? null,
    hi: interval?.high ?? null,
  }
}

/**
 * "Approach: good enough for tentative conclusions (alpha 0.74, between 0.68 and 0.81)."; docs/disagreement.md 8.1. The
 * coefficient never stands without a conclusion.
 */
export function agreementSentence(row: AgreementRow): string {
  const { axis, papers, alpha, only, lo, hi } = row
  const { name } = axes[axis]
  if (papers < minPapers) return `${name}: not enough papers yet (${papers} of ${minPapers}).`
  if (alpha === null)
    return `${name}: everyone always answers ${only ?? 'the same'}, so there is nothing to compare.`
  const between =
    lo === null || hi === null ? '' : `, between ${formatDecimals(lo)} and ${formatDecimals(hi)}`
  return `${name}: ${conclusionOf(row)} (alpha ${formatDecimals(alpha)}${between}).`
}

function conclusionOf({ lo, hi }: AgreementRow): string {
  if (lo === null || hi === null || hi - lo > maxWidth + slack)
    return 'too early to say; more papers are needed'
  if (lo >= reliable - slack) return 'the group uses this axis reliably alike'
  if (lo >= tentative - slack) return 'good enough for tentative conclusions'
  if (hi < tentative - slack) return 'the group does not yet use this axis the same way'
  return 'somewhere between'
}

/** Two decimals, with the minus sign U+2212, and no sign on 0.00. */
function formatDecimals(number: number): string {
  const size = Math.abs(number).toFixed(2)
  return number < 0 && size !== '0.00' ? `−${size}` : size
}
