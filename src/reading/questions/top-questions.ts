import type { Question } from './question.ts'

/** The most wanted questions first, then the earliest; those without names in the order of their ids, which depend on neither asker nor time. */
const byWish = (a: Question, b: Question): number =>
  b.votes.length - a.votes.length || (a.at ?? 0) - (b.at ?? 0) || (a.id < b.id ? -1 : 1)

/**
 * The most wanted questions, in order.
 *
 * @param count At most this many.
 * @param minVotes Only those with at least as many votes.
 */
export const topQuestions = (
  questions: readonly Question[],
  {
    count = Number.POSITIVE_INFINITY,
    minVotes = 0,
  }: { readonly count?: number; readonly minVotes?: number } = {},
): readonly Question[] =>
  questions
    .filter(({ votes }) => votes.length >= minVotes)
    .toSorted(byWish)
    .slice(0, count)
