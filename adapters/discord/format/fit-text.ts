import { spansOf, toPlainText } from '../../../src/chat/plain-text.ts'
import { truncate } from '../../../src/chat/truncate.ts'
import type { Part } from '../../../src/chat/view.ts'
import { moreOnListPart } from '../../../src/views/reading/list-parts.ts'
import { limits } from './limits.ts'
import { writePart } from './write-part.ts'

/** A shorter text is left out. */
const minLength = 40

/** Parts that are cut, in this order, each from the end: reasons, tables, other lines. Never titles, states, what settles it, or controls. */
const cuttable: readonly ((part: Part) => boolean)[] = [
  ({ kind }) => kind === 'quote',
  ({ kind }) => kind === 'table',
  (part) => part.kind === 'text' && part.tone === undefined,
  (part) => part.kind === 'text' && part.tone === 'muted',
]

/** The parts with at most as much text as a message has room for. Pure. */
export function fitText(parts: readonly Part[]): readonly Part[] {
  let fitted = parts
  for (const isCuttable of cuttable)
    for (let at = fitted.length - 1; at >= 0; at -= 1) {
      const excess = lengthOf(fitted) - limits.text
      if (excess <= 0) return fitted
      const part = fitted[at]
      if (part !== undefined && isCuttable(part)) fitted = fitted.toSpliced(at, 1, ...shorten(part, excess))
    }
  return fitted
}

/** With the line breaks between them. */
const lengthOf = (parts: readonly Part[]): number =>
  parts.reduce((sum, part) => sum + (writePart(part)?.length ?? -1) + 1, 0)

/** The part, shortened by `excess` characters; empty when too little is left of it. */
function shorten(part: Part, excess: number): readonly Part[] {
  if (part.kind === 'table') {
    const rows = part.rows.slice(0, -1)
    if (rows.length < 2) return []
    const shorter = { ...part, rows }
    const saved = (writePart(part)?.length ?? 0) - (writePart(shorter)?.length ?? 0)
    return saved >= excess ? [shorter] : shorten(shorter, excess - saved)
  }
  if (part.kind !== 'quote' && part.kind !== 'text') return [part]
  const words = toPlainText(spansOf(part.text))
  const length = words.length - excess
  // Escaping makes some characters two: what is still too long is cut once more, from the parts before it.
  return length < minLength ? [] : [{ ...part, text: truncate(words, length) }]
}

/** The parts with as few lines that have a button of their own as a message has room for, and how many more there are. Pure. */
export function limitLines(parts: readonly Part[]): readonly Part[] {
  const isLine = (part: Part) => part.kind === 'text' && part.button !== undefined
  const extra = parts.filter(isLine).length - limits.lines
  if (extra <= 0) return parts
  const last = parts.findLastIndex(isLine)
  const known = parts.findIndex((part) => part.kind === 'text' && part.leftOut !== undefined)
  const before = parts[known]
  const leftOut = extra + (before?.kind === 'text' ? (before.leftOut ?? 0) : 0)
  const lines = parts.slice(0, last + 1).filter((part) => !isLine(part) || isAmongFirst(parts, part))
  const rest = parts.slice(last + 1).filter((_, i) => i + last + 1 !== known)
  return [...lines, moreOnListPart(leftOut), ...rest]

  function isAmongFirst(all: readonly Part[], part: Part): boolean {
    return all.filter(isLine).indexOf(part) < limits.lines
  }
}
