/** A probability as a fraction, so that it is exact. */
export interface Fraction {
  readonly part: bigint
  readonly whole: bigint
}

export const toNumber = ({ part, whole }: Fraction): number => Number((part * 10n ** 18n) / whole) / 1e18

function choose(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n
  let [top, bottom] = [1n, 1n]
  for (let i = 1; i <= k; i += 1) {
    top *= BigInt(n - k + i)
    bottom *= BigInt(i)
  }
  return top / bottom
}

/** Fisher's exact test by listing all tables with the margins of `[[a, b], [c, d]]`. */
export function exactFisher(a: number, b: number, c: number, d: number): Fraction {
  const ways = (k: number) => choose(a + b, k) * choose(c + d, a + c - k)
  const all = Array.from({ length: a + b + c + d + 1 }, (_, k) => ways(k))
  const total = (of: readonly bigint[]) => of.reduce((sum, n) => sum + n, 0n)
  return { part: total(all.filter((n) => n <= ways(a))), whole: total(all) }
}

/** P(from ≤ X ≤ to) for n trials with the probability k / m each. */
export function exactBinomial(
  n: number,
  [k, m]: readonly [number, number],
  from: number,
  to: number,
): Fraction {
  let part = 0n
  for (let i = Math.max(from, 0); i <= Math.min(to, n); i += 1)
    part += choose(n, i) * BigInt(k) ** BigInt(i) * BigInt(m - k) ** BigInt(n - i)
  return { part, whole: BigInt(m) ** BigInt(n) }
}

/** Whether a probability is at most 5 %. */
export const isRare = ({ part, whole }: Fraction): boolean => 20n * part <= whole
