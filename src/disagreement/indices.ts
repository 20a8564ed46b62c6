import { type Counts, sum } from '../grid/counts.ts'
import { pairwiseSteps } from './gap.ts'

/*
 * Indices that are exported for comparison with other studies, and that no sentence uses (docs/disagreement.md 2.3).
 * All take counts per category in order, K ≥ 2, and return null without answers. p_k is a category's share, F_k the
 * share at or below it.
 */

/**
 * Consensus of Tastle & Wierman (International Journal of Approximate Reasoning 45, 2007, 531–545):
 * 1 + Σ p_k log2(1 − |k − μ| / (K − 1)), μ = Σ k p_k.
 *
 * @returns 0 (half and half on the two ends) … 1 (all the same).
 */
export function tastleWierman(counts: Counts): number | null {
  const shares = sharesOf(counts)
  if (shares === null) return null
  const middle = shares.reduce((total, p, k) => total + k * p, 0)
  const width = counts.length - 1
  return shares.reduce(
    (total, p, k) => (p === 0 ? total : total + p * Math.log2(1 - Math.abs(k - middle) / width)),
    1,
  )
}

/** Ordinal dispersion D of Leik (Pacific Sociological Review 9, 1966). 0 (all the same) … 1 (the two ends). */
export function leik(counts: Counts): number | null {
  const below = sharesBelow(counts)
  if (below === null) return null
  return below.reduce((total, f) => total + Math.min(f, 1 - f), 0) / ((counts.length - 1) / 2)
}

/** Ordinal concentration l² of Blair & Lacy (Sociological Methods & Research 28, 2000). 0 (two ends) … 1 (same). */
export function lSquared(counts: Counts): number | null {
  const below = sharesBelow(counts)
  if (below === null) return null
  return 1 - below.reduce((total, f) => total + f * (1 - f), 0) / ((counts.length - 1) / 4)
}

/** l, the square root of {@link lSquared}. 0 (the two ends) … 1 (all the same). */
export function blairLacy(counts: Counts): number | null {
  const squared = lSquared(counts)
  return squared === null ? null : Math.sqrt(Math.max(squared, 0))
}

/**
 * Ordinal variation IOV of Berry & Mielke: the sum of the distances of all pairs, as a share of its maximum.
 *
 * @returns 0 (all the same) … 1; null for fewer than two answers.
 */
export function berryMielke(counts: Counts): number | null {
  const n = sum(counts)
  if (n < 2) return null
  const max = ((n * n - (n % 2)) * (counts.length - 1)) / 4
  return pairwiseSteps(counts) / max
}

/** Shannon entropy in bits, −Σ p_k log2 p_k. 0 (all the same) … log2 K (flat). */
export function entropyBits(counts: Counts): number | null {
  const shares = sharesOf(counts)
  if (shares === null) return null
  return shares.reduce((total, p) => (p === 0 ? total : total - p * Math.log2(p)), 0)
}

function sharesOf(counts: Counts): Counts | null {
  const n = sum(counts)
  return n === 0 ? null : counts.map((count) => count / n)
}

/** F_k, the share at or below each category except the last. */
function sharesBelow(counts: Counts): Counts | null {
  const n = sum(counts)
  if (n === 0) return null
  let below = 0
  return counts.slice(0, -1).map((count) => {
    below += count
    return below / n
  })
}
