import { agree } from '../chat/text.ts'
import { countAt, sum } from '../grid/counts.ts'
import { unsureOf } from '../grid/tally.ts'
import { type AnswerTotals, type Guess, toAnswerTotals } from '../poll/ballot-extras.ts'
import type { OpenRound } from '../poll/disclosed-round.ts'
import type { GuessCounts } from '../poll/extra-answers.ts'
import { binomialTails } from './binomial.ts'
import { nameOf } from './wording.ts'

/** A round with the guesses of its voters; docs/disagreement.md 6.7. */
export interface GuessedRound {
  readonly guesses: readonly Guess[]
  /** The counts that guesses are compared with: those at the reveal, else the present ones. */
  readonly revealed: AnswerTotals
  readonly now: AnswerTotals
  /** Whether a voter is unsure about the approach, the case, or both. */
  readonly hasUnsure: boolean
}

/** How many were expected at one answer by those who gave it, and how many there were. */
export interface GuessedAnswer {
  /** 0–8 a cell, 9 applications. */
  readonly answer: number
  /** x, who gave this answer. */
  readonly chosen: number
  /** e, who of them guessed. */
  readonly guesses: number
  /** s, 0 … 1: the mean of the shares of the others that they expected. */
  readonly meanShare: number
  /** 1 + s(n − 1), in votes. */
  readonly expectedVotes: number
  /** The same, rounded half up. */
  readonly roundedVotes: number
  /** P(X ≥ x − 1) of the binomial distribution with n − 1 trials and s, held within 1/8 … 7/8. */
  readonly tailMore: number
  /** P(X ≤ x − 1). */
  readonly tailFewer: number
}

/** How guesses compare with the share of the others who gave the same answer; right within 1/8. */
export interface GuessHits {
  readonly tooHigh: number
  readonly tooLow: number
  readonly aboutRight: number
}

const applicationsAnswer = 9
/** Fewest guesses about an answer from which it is compared with them. */
const minGuesses = 3
/** Fewest voters who were sure from which a difference is put into a word. */
const minSure = 5
const maxTail = 0.05
/** In favour of what is at the limit itself. */
const slack = 1e-12
/** Tails that differ by a smaller share than this differ by rounding alone. */
const tie = 1e-9
/** "Almost none" and "almost all" are also said of a few and of nearly all. */
const [minShare, maxShare] = [1 / 8, 7 / 8]

/** Without guesses in an anonymous round, which has only totals. */
export function guessedRoundIn({ ballots, extras, tally }: OpenRound): GuessedRound {
  const now = toAnswerTotals(tally)
  return {
    guesses: ballots.flatMap(({ answers }) => answers.expected ?? []),
    revealed: extras?.countsAtReveal ?? now,
    now,
    hasUnsure: unsureOf(tally) > 0,
  }
}

/** The answers with at least three guesses: cells in order, applications last. */
export function guessedAnswers({ guesses, revealed }: GuessedRound): readonly GuessedAnswer[] {
  return revealed.flatMap((chosen, answer) => {
    const shares = guesses.flatMap((guess) => (answerOf(guess) === answer ? guess.share : []))
    if (shares.length < minGuesses || shares.length > chosen) return []
    return toGuessedAnswer(answer, { chosen, shares, others: sum(revealed) - 1 })
  })
}

function toGuessedAnswer(
  answer: number,
  {
    chosen,
    shares,
    others,
  }: { readonly chosen: number; readonly shares: readonly number[]; readonly others: number },
): GuessedAnswer {
  const quarters = sum(shares)
  const whole = 4 * shares.length
  const meanShare = quarters / whole
  const held = Math.min(Math.max(meanShare, minShare), maxShare)
  const tails = binomialTails(chosen - 1, others, held)
  return {
    answer,
    chosen,
    guesses: shares.length,
    meanShare,
    expectedVotes: 1 + meanShare * others,
    roundedVotes: 1 + Math.floor((2 * quarters * others + whole) / (2 * whole)),
    tailMore: tails.atLeast,
    tailFewer: tails.atMost,
  }
}

/** Compares each guess by itself, of whatever answer. */
export function guessHits({ guesses, revealed }: GuessedRound): GuessHits {
  const others = sum(revealed) - 1
  /** The guess less the truth, in units of 1 / (4 · others), so that the comparison is exact. */
  const misses = guesses.flatMap((guess) => {
    const chosen = countAt(revealed, answerOf(guess))
    return chosen === 0 || others === 0 ? [] : guess.share * others - 4 * (chosen - 1)
  })
  const count = (isSo: (miss: number) => boolean) => misses.filter(isSo).length
  return {
    tooHigh: count((miss) => 2 * miss > others),
    tooLow: count((miss) => -2 * miss > others),
    aboutRight: count((miss) => 2 * Math.abs(miss) <= others),
  }
}

/**
 * "6 of 8 chose Cognitivist × Worst-case, more than they expected (about 3)."; of the most surprising answer.
 *
 * @returns `undefined` if none is surprising.
 */
export function expectedLine(round: GuessedRound): string | undefined {
  if (sum(round.revealed) < minSure) return undefined
  const [most] = guessedAnswers(round)
    .filter((answer) => tailOf(answer) <= maxTail + slack)
    .toSorted((a, b) => compareTails(a, b) || b.chosen - a.chosen || a.answer - b.answer)
  if (most === undefined) return undefined
  const how = most.tailMore < most.tailFewer ? 'more' : 'fewer'
  return `${headOf(most, round)}, ${how} than ${whoGuessed(most)} expected (about ${most.roundedVotes}).`
}

/**
 * "5 of 8 chose Cognitivist × Worst-case; they expected about 5."; of the most chosen answer. If none has three guesses:
 * "Asked how many would agree with them, 1 guessed too high, 3 were about right."
 *
 * @returns `undefined` without guesses.
 */
export function expectedSentence(round: GuessedRound): string | undefined {
  const [most] = guessedAnswers(round).toSorted((a, b) => b.chosen - a.chosen || a.answer - b.answer)
  if (most !== undefined)
    return `${headOf(most, round)}; ${whoGuessed(most)} expected about ${most.roundedVotes}.`
  const { tooHigh, tooLow, aboutRight } = guessHits(round)
  return askedSentence([
    { count: tooHigh, words: 'guessed too high' },
    { count: tooLow, words: 'guessed too low' },
    { count: aboutRight, words: `${agree(aboutRight, 'was', 'were')} about right` },
  ])
}

const shareWords = ['almost none', 'a few', 'about half', 'most', 'almost all'] as const

/** Of an anonymous poll, where no guess is put beside an answer; `undefined` without guesses. */
export const guessCountsSentence = (counts: GuessCounts): string | undefined =>
  askedSentence(shareWords.map((words, share) => ({ count: countAt(counts, share), words: `said ${words}` })))

function askedSentence(groups: readonly { readonly count: number; readonly words: string }[]) {
  const parts = groups.filter(({ count }) => count > 0).map(({ count, words }) => `${count} ${words}`)
  return parts.length === 0 ? undefined : `Asked how many would agree with them, ${parts.join(', ')}.`
}

/** "6 of 8 chose Cognitivist × Worst-case" */
function headOf({ answer, chosen }: GuessedAnswer, { revealed, now, hasUnsure }: GuessedRound): string {
  const name = answer === applicationsAnswer ? 'applications research' : nameOf(answer)
  const n = sum(revealed)
  if (revealed.some((count, i) => count !== now[i]))
    return `At the reveal ${chosen} of the ${n} who were sure had chosen ${name}`
  return hasUnsure ? `${chosen} of the ${n} who were sure chose ${name}` : `${chosen} of ${n} chose ${name}`
}

const whoGuessed = ({ chosen, guesses }: GuessedAnswer): string =>
  guesses === chosen ? 'they' : `the ${guesses} of them who guessed`

const tailOf = ({ tailMore, tailFewer }: GuessedAnswer): number => Math.min(tailMore, tailFewer)

function compareTails(a: GuessedAnswer, b: GuessedAnswer): number {
  const difference = tailOf(a) - tailOf(b)
  return Math.abs(difference) <= tie * Math.max(tailOf(a), tailOf(b)) ? 0 : difference
}

const answerOf = ({ cell }: Guess): number => (cell === 'applications' ? applicationsAnswer : cell)
