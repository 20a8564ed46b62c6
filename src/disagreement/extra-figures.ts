import type { Guess } from '../poll/ballot-extras.ts'
import type { OpenRound } from '../poll/disclosed-round.ts'
import type { Crux, DepthCounts, DifferCounts, GuessCounts } from '../poll/extra-answers.ts'
import { type GuessedAnswer, type GuessHits, guessedAnswers, guessedRoundIn, guessHits } from './expected.ts'
import { findingsOf } from './findings.ts'
import type { TwoByTwo } from './fisher.ts'
import { caseOf } from './headline.ts'
import { depthCountsIn, type ReadingSplit, readBallotsIn, readingSplitOf } from './reading.ts'
import { minShareOf } from './shared-crux.ts'

/** The numbers behind the lines on extra answers (docs/disagreement.md 9); null where a question was not answered. */
export interface ExtraFigures {
  readonly reading: {
    readonly counts: DepthCounts
    /** Null, as what follows, in a settled case, in an anonymous poll, and with an empty margin of the table. */
    readonly axis: ReadingSplit['axis'] | null
    readonly table: TwoByTwo | null
    readonly fisherP: number | null
  } | null
  readonly expected:
    | ({ readonly answers: readonly ExpectedFigures[] } & GuessHits)
    | { readonly totals: GuessCounts }
    | null
  readonly cruxes: readonly (Crux & { readonly minShare: number | null })[] | null
  readonly differ: DifferCounts | null
}

interface ExpectedFigures extends Omit<GuessedAnswer, 'answer' | 'roundedVotes'> {
  readonly cell: Guess['cell']
}

export function extraFiguresOf(round: OpenRound): ExtraFigures {
  const { cruxes, differ } = round.extras ?? {}
  return {
    reading: readingFigures(round),
    expected: expectedFigures(round),
    cruxes: cruxes?.map((crux) => ({ ...crux, minShare: minShareOf(crux) })) ?? null,
    differ: differ ?? null,
  }
}

function readingFigures(round: OpenRound): ExtraFigures['reading'] {
  const counts = depthCountsIn(round)
  if (Object.values(counts).every((count) => count === 0)) return null
  const findings = findingsOf(round.tally)
  const split = readingSplitOf(caseOf(findings), findings, readBallotsIn(round))
  return {
    counts,
    axis: split?.axis ?? null,
    table: split?.table ?? null,
    fisherP: split?.fisherP ?? null,
  }
}

function expectedFigures(round: OpenRound): ExtraFigures['expected'] {
  const totals = round.extras?.guesses
  if (totals !== undefined) return { totals }
  const guessed = guessedRoundIn(round)
  if (guessed.guesses.length === 0) return null
  return {
    answers: guessedAnswers(guessed).map(({ answer, roundedVotes: _, ...figures }) => ({
      cell: answer < 9 ? answer : 'applications',
      ...figures,
    })),
    ...guessHits(guessed),
  }
}
