import type { Tally } from '../grid/tally.ts'
import { alsoSentence } from './also.ts'
import { axisLine } from './axis-line.ts'
import { decidingQuestion } from './deciding-question.ts'
import { type Findings, findingsOf } from './findings.ts'
import { caseOf, type HeadlineCase } from './headline.ts'
import { headlineOf, type RoundState } from './headline-text.ts'
import { shapeLine } from './shape.ts'
import { fitParts, joinSentences, linesOf, type SummaryParts } from './six-lines.ts'

/** The summary of a round; docs/disagreement.md 6. */
export interface Summary {
  readonly case: HeadlineCase
  /** One to six lines of at most 200 characters; the first is the headline. */
  readonly lines: readonly string[]
  readonly headline: string
  /** The same lines by what they are about. */
  readonly parts: SummaryParts
  /** Lines and sentences for which there is no room in the six lines; a report shows them below. */
  readonly dropped: readonly string[]
  /** The question that would settle the round, without "To settle: "; absent if nothing is open. */
  readonly settle?: string
}

/** Sentences from the optional answers of a round, each of at most 200 characters. */
export interface ExtraLines {
  /** That answers go with how far people read. */
  readonly reading?: string | undefined
  /** That an answer was chosen by more or fewer than its voters expected. */
  readonly expected?: string | undefined
  /** Stands in the place of the deciding question, without "To settle: ". */
  readonly settle?: string | undefined
  /** Counts for the last line. */
  readonly also?: readonly string[]
}

interface SummaryOptions {
  readonly round: RoundState
  /** The lines on the change since the round before, at most two. */
  readonly since?: readonly string[]
  readonly extras?: ExtraLines | undefined
}

/** Fewest votes of an open round of which its message has the headline: earlier ones would anchor the next voter. */
export const minForHeadline = 3

export const settleLabel = 'To settle: '

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

/** Writes the lines from the counts. */
export function summaryOf(tally: Tally, { round, since = [], extras = {} }: SummaryOptions): Summary {
  const findings = findingsOf(tally)
  const headlineCase = caseOf(findings)
  const headline = headlineOf(findings, round)
  const question = decidingQuestion(headlineCase, findings)
  const settle = question && (extras.settle ?? question)
  const also = alsoLine(headlineCase, findings, extras.also)
  const whole: SummaryParts = {
    headline: [headline],
    since: findings.votes === 0 ? [] : since,
    ...gridLines(headlineCase, findings),
    reading: present(extras.reading),
    expected: present(extras.expected),
    settle: settleLine(settle),
    also: also.line,
  }
  const parts = fitParts(whole)
  const lines = linesOf(parts)
  return {
    case: headlineCase,
    lines,
    headline,
    parts,
    dropped: [
      ...linesOf(whole).filter((line) => !lines.includes(line)),
      ...also.leftOut,
      ...(settle === question ? [] : settleLine(question)),
    ],
    ...(settle !== undefined && { settle }),
  }
}

function gridLines(headlineCase: HeadlineCase, findings: Findings): Pick<SummaryParts, 'axes' | 'shape'> {
  if (withoutAxes.has(headlineCase)) return { axes: [], shape: [] }
  return {
    axes: [...present(axisLine(findings, 'row')), ...present(axisLine(findings, 'column'))],
    shape: present(shapeLine(headlineCase, findings)),
  }
}

function alsoLine(headlineCase: HeadlineCase, findings: Findings, more: readonly string[] = []) {
  const hasLine = headlineCase === 'unanimous-cell' || !withoutAxes.has(headlineCase)
  return joinSentences(hasLine ? [...present(alsoSentence(headlineCase, findings)), ...more] : [])
}

const settleLine = (question: string | undefined): readonly string[] =>
  question === undefined ? [] : [`${settleLabel}${question}`]

const present = (line: string | undefined): readonly string[] => (line === undefined ? [] : [line])
