import { createHash } from 'node:crypto'

/** A stable order of texts by their SHA-256, unrelated to their writers and the times of writing. */
export const byDigest = (a: string, b: string): number => {
  const [one, other] = [digest(a), digest(b)]
  return one < other ? -1 : one > other ? 1 : 0
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
