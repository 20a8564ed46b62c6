import type { Three } from '../grid/counts.ts'

/*
 * Posterior probabilities for three counts. With a uniform prior the probabilities of the categories are
 * Dirichlet(v0 + 1, v1 + 1, v2 + 1); docs/disagreement.md 2.4. Both sums below take linear time in the counts: the
 * inner sum of R is a binomial tail, which is updated by a single term.
 */

/** The probability that the category is the most likely one, 0 … 1. The three sum to 1. */
export function pTop(counts: Three, category: 0 | 1 | 2): number {
  const [alpha, beta, gamma] = countsFrom(counts, category)
  return clamp(1 - pAhead(alpha, beta) - pAhead(alpha, gamma) + pAheadOfBoth(alpha, beta, gamma))
}

/** The probability that the category is the least likely one, 0 … 1. */
export function pBottom(counts: Three, category: 0 | 1 | 2): number {
  return clamp(pAheadOfBoth(...countsFrom(counts, category)))
}

/** The Dirichlet parameters α, β, γ: the category's own first. */
function countsFrom(counts: Three, category: 0 | 1 | 2): [number, number, number] {
  const [other, another] = ([0, 1, 2] as const).filter((i) => i !== category)
  return [counts[category] + 1, counts[other ?? 0] + 1, counts[another ?? 0] + 1]
}

/** Q(β) = Σ_{j<β} C(α−1+j, j) 2^−(α+j): the probability that the other category is more likely than this one. */
function pAhead(alpha: number, beta: number): number {
  let total = 0
  for (let j = 0; j < beta; j += 1) total += Math.exp(logChoose(alpha - 1 + j, j) - (alpha + j) * Math.LN2)
  return total
}

/**
 * R = Σ_{j<β} Σ_{l<γ} (α−1+j+l)! / ((α−1)! j! l!) 3^−(α+j+l): the probability that both other categories are more
 * likely than this one. With s = j + l the inner sum is C(α−1+s, s) 2^s times the probability that s fair coins show at
 * most β − 1 heads and at most γ − 1 tails.
 */
function pAheadOfBoth(alpha: number, beta: number, gamma: number): number {
  let [heads, tails] = [1, 1]
  let total = 0
  for (let s = 0; s <= beta + gamma - 2; s += 1) {
    const weight = logChoose(alpha - 1 + s, s) + s * Math.LN2 - (alpha + s) * Math.log(3)
    total += Math.exp(weight) * Math.max(heads + tails - 1, 0)
    heads -= pOfHeads(s, beta - 1)
    tails -= pOfHeads(s, gamma - 1)
  }
  return total
}

/** ½ · P(exactly k heads among s fair coins), the decrease of P(at most k heads) from s to s + 1 coins. */
const pOfHeads = (s: number, k: number): number =>
  k > s ? 0 : Math.exp(logChoose(s, k) - (s + 1) * Math.LN2)

const logChoose = (n: number, k: number): number => logFactorial(n) - logFactorial(k) - logFactorial(n - k)

const tableSize = 256
const logFactorials: readonly number[] = Array.from({ length: tableSize }, (_, n) =>
  Array.from({ length: n }, (_, i) => Math.log(i + 1)).reduce((total, log) => total + log, 0),
)

/** ln n!. From n = 256 on by Stirling's series, whose first omitted term is below 1e-15 there. */
function logFactorial(n: number): number {
  return (
    logFactorials[n] ??
    (n + 0.5) * Math.log(n) - n + Math.log(2 * Math.PI) / 2 + 1 / (12 * n) - 1 / (360 * n ** 3)
  )
}

const clamp = (probability: number): number => Math.min(Math.max(probability, 0), 1)
