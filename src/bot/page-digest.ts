import { createHash } from 'node:crypto'
import type { MemoryLine } from '../poll/memory-store.ts'
import { createBreaks } from '../time/breaks.ts'

/** A digest of what a page is made from; other work goes on meanwhile. @param facts Everything besides its polls. */
export async function digestOf(lines: readonly MemoryLine[], facts: unknown): Promise<string> {
  const takeBreak = createBreaks()
  const hash = createHash('sha256').update(JSON.stringify(facts, listed))
  for (const line of lines) {
    hash.update(JSON.stringify(line))
    await takeBreak()
  }
  return hash.digest('base64url')
}

/** For `JSON.stringify`, which writes nothing of what maps and sets hold. */
const listed = (_: string, value: unknown): unknown =>
  value instanceof Map || value instanceof Set ? [...value] : value
