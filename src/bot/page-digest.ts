import { createHash } from 'node:crypto'
import type { MemoryLine } from '../poll/memory-store.ts'
import { createBreaks } from '../time/breaks.ts'

/** By the line, which is the same object as long as its record is the same: to write it takes longer than to read it. */
const digests = new WeakMap<MemoryLine, string>()

function digestOfLine(line: MemoryLine): string {
  const digest = digests.get(line) ?? createHash('sha256').update(JSON.stringify(line)).digest('base64url')
  digests.set(line, digest)
  return digest
}

/** A digest of what a page is made from; other work goes on meanwhile. @param facts Everything besides its polls. */
export async function digestOf(lines: readonly MemoryLine[], facts: unknown): Promise<string> {
  const takeBreak = createBreaks()
  const hash = createHash('sha256').update(JSON.stringify(facts, listed))
  for (const line of lines) {
    hash.update(digestOfLine(line))
    await takeBreak()
  }
  return hash.digest('base64url')
}

/** For `JSON.stringify`, which writes nothing of what maps and sets hold. */
const listed = (_: string, value: unknown): unknown =>
  value instanceof Map || value instanceof Set ? [...value] : value
