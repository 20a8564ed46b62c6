import type { Tally } from '../grid/tally.ts'
import type { Answers } from '../poll/ballot.ts'
import { axisLine } from './axis-line.ts'
import { confidenceSentences } from './confidence.ts'
import { cruxOf } from './crux.ts'
import { type Findings, findingsOf } from './findings.ts'
import { type HeadlineCase, headlineOf } from './headline.ts'
import { shapeLine } from './shape.ts'
import { sidesOf } from './sides.ts'

/** The summary of a round; docs/disagreement.md 6. */
export interface Summary {
  readonly case: HeadlineCase
  /** One to six lines of at most 200 characters; the first is the headline. */
  readonly lines: readonly string[]
  /** The same lines by what they are about. */
  readonly parts: {
    readonly headline: string
    /** The change since the round before. */
    readonly since: readonly string[]
    readonly axes: readonly string[]
    /** The question that would settle it. */
    readonly settle: readonly string[]
    /** The shape on the grid and other facts. */
    readonly others: readonly string[]
  }
  /** The question that would settle the round; absent if nothing is open. */
  readonly crux?: string
}

const [maxLines, maxLineLength] = [6, 200]

/** Fewest votes of an open round of which its message has the headline: earlier ones would anchor the next voter. */
export const minForHeadline = 3

/** Cases in which the headline needs no lines about the axes. */
const withoutAxes: ReadonlySet<HeadlineCase> = new Set([
  'no-votes',
  'all-applications',
  'one-vote',
  'two-same',
  'two-differ',
  'two-differ-kind',
  'unanimous-cell',
])

/**
 * Writes the lines: headline, approach, case, shape, the question that would settle it, and other facts.
 *
 * @param answers The ballots' answers, for sentences about confidence; empty leaves these out.
 * @param since The lines on the change since the round before; they follow the headline.
 */
export function summaryOf(
  tally: Tally,
  {
    answers = [],
    since = [],
  }: { readonly answers?: readonly Answers[]; readonly since?: readonly string[] } = {},
): Summary {
  const findings = findingsOf(tally)
  const { case: headlineCase, line: headline } = headlineOf(findings)
  const axes = (withoutAxes.has(headlineCase) ? [] : [findings.row, findings.column])
    .map(axisLine)
    .filter((line) => line !== undefined)
  const crux = cruxOf(headlineCase, findings)
  const shape = withoutAxes.has(headlineCase) ? undefined : shapeLine(headlineCase, findings)
  const confidence = confidenceSentences(answers, sidesOf(headlineCase, findings), findings)
  const settle = crux === undefined ? undefined : `To settle: ${crux}`
  const lines = (extra: Extra) =>
    [headline, ...since, ...axes, extra.shape, settle, extra.also].filter((line) => line !== undefined)
  const extras: readonly Extra[] = [{ shape, also: alsoLine(headlineCase, findings, confidence) }, { shape }]
  const extra: Extra = extras.find((extra) => lines(extra).length <= maxLines) ?? {}
  const others = [extra.shape, extra.also].filter((line) => line !== undefined)
  return {
    case: headlineCase,
    lines: lines(extra),
    parts: {
      headline,
      since,
      axes,
      settle: settle === undefined ? [] : [settle],
      others,
    },
    ...(crux !== undefined && { crux }),
  }
}

/** Lines that are left out if there are too many. */
interface Extra {
  readonly shape?: string | undefined
  readonly also?: string | undefined
}

const casesWithApplications: ReadonlySet<HeadlineCase> = new Set([
  'applications-contested',
  'mostly-applications',
])
const casesWithUnsure: ReadonlySet<HeadlineCase> = new Set([
  'mostly-unsure',
  'mostly-unsure-row',
  'mostly-unsure-col',
])

/** Counts of applications and unsure answers unless the headline has them, and sentences about confidence. */
function alsoLine(
  headlineCase: HeadlineCase,
  findings: Findings,
  confidence: readonly string[],
): string | undefined {
  if (withoutAxes.has(headlineCase) && headlineCase !== 'unanimous-cell') return undefined
  const parts = [
    findings.applications > 0 &&
      !casesWithApplications.has(headlineCase) &&
      `${findings.applications} of ${findings.votes} say applications research`,
    findings.row.unsure > 0 &&
      !casesWithUnsure.has(headlineCase) &&
      `${findings.row.unsure} unsure on approach`,
    findings.column.unsure > 0 &&
      !casesWithUnsure.has(headlineCase) &&
      `${findings.column.unsure} unsure on case`,
  ].filter((part) => part !== false)
  const also = parts.length === 0 ? [] : [`Also: ${parts.join(', ')}.`]
  return confidence.reduce<string | undefined>((line, sentence) => {
    const longer = line === undefined ? sentence : `${line} ${sentence}`
    return longer.length <= maxLineLength ? longer : line
  }, also[0])
}
