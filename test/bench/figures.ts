/** The value below which that share of the values lies. @param values At least one. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

export const rate = (count: number, ms: number): string =>
  `${Math.round((1000 * count) / ms).toLocaleString('en')}/s`

export const ratio = (a: number, b: number): string => (a / b).toFixed(2)

/** Prints one line of a table: what was measured, the figure, what it is compared with. */
export function print(name: string, figure: string, comparison: string): void {
  console.log(`${name.padEnd(58)} ${figure.padStart(16)}   ${comparison}`)
}
