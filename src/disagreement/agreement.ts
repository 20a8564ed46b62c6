import { type Counts, countAt, findOccupied, sum, type Three } from '../grid/counts.ts'

/**
 * Agreement A of van der Eijk (Quality & Quantity 35, 2001, 325–341), by layers; docs/disagreement.md 2.1.
 *
 * @param counts Answers per category in order, K ≥ 3.
 * @returns −1 (half and half on the two ends) … 0 (flat) … +1 (all the same); null without answers.
 */
export function agreement(counts: Counts): number | null {
  const n = sum(counts)
  if (n === 0) return null
  let rest = counts
  let total = 0
  while (findOccupied(rest).length > 0) {
    const layer = findOccupied(rest)
    const height = Math.min(...layer.map((i) => countAt(rest, i)))
    total += ((layer.length * height) / n) * layerAgreement(layer, counts.length)
    rest = rest.map((count) => Math.max(count - height, 0))
  }
  return total
}

/** @param layer The non-empty categories, ascending. @param k K, the number of categories. @returns −1 … +1. */
function layerAgreement(layer: readonly number[], k: number): number {
  const size = layer.length
  if (size === 1) return 1
  const isIn = Array.from({ length: k }, (_, i) => layer.includes(i))
  let [unimodal, bimodal] = [0, 0]
  for (let i = 0; i < k; i += 1)
    for (let j = i + 1; j < k; j += 1)
      for (let l = j + 1; l < k; l += 1) {
        if (isIn[i] && !isIn[j] && isIn[l]) bimodal += 1
        else if (isIn[j] && isIn[i] !== isIn[l]) unimodal += 1
      }
  if (unimodal + bimodal === 0) return 0
  const shape = ((k - 2) * unimodal - (k - 1) * bimodal) / ((k - 2) * (unimodal + bimodal))
  return shape * (1 - (size - 1) / (k - 1))
}

/**
 * n · A for three categories, by the closed form of docs/disagreement.md 2.1. A whole number, so comparisons with
 * cut-offs are exact.
 */
export function wholeAgreement([first, middle, last]: Three): number {
  const [fewer, more] = [Math.min(first, last), Math.max(first, last)]
  return middle >= fewer ? Math.max(more, middle) - fewer : more - 3 * fewer + 2 * middle
}
