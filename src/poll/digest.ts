import { createHash } from 'node:crypto'

/** A stable order of texts by their SHA-256, unrelated to their writers and the times of writing. */
export const byDigest = (a: string, b: string): number => {
  const [one, other] = [digest(a), digest(b)]
  return one < other ? -1 : one > other ? 1 : 0
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Texts in that order, each digested once. */
export const orderByDigest = (texts: readonly string[]): readonly string[] =>
  texts
    .map((text) => [digest(text), text] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, text]) => text)
