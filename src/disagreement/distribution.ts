import { sum } from '../grid/counts.ts'

/** A distribution on consecutive whole numbers with a single peak, such as the binomial and the hypergeometric one. */
interface SinglePeaked {
  readonly min: number
  readonly max: number
  /** P(k + 1) / P(k), which falls with k. Asked for k from `min` to `max` − 1. */
  readonly ratio: (k: number) => number
}

/**
 * The probabilities of `min` … `max`. They are multiplied up from the peak, so that nothing overflows, what is far in a
 * tail becomes 0, and each differs from the true value by a few rounding errors.
 */
export function probabilities({ min, max, ratio }: SinglePeaked): readonly number[] {
  let peak = min
  while (peak < max && ratio(peak) > 1) peak += 1
  const above = [1]
  for (let k = peak; k < max; k += 1) above.push((above.at(-1) ?? 0) * ratio(k))
  const below = [1]
  for (let k = peak; k > min; k -= 1) below.push((below.at(-1) ?? 0) / ratio(k - 1))
  const weights = [...below.slice(1).toReversed(), ...above]
  const total = sum(weights)
  return weights.map((weight) => weight / total)
}
