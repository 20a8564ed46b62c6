import { truncate } from '../chat/truncate.ts'

const ellipsis = '…'
/** Of the length, before what was found. */
const shareBefore = 1 / 3

/**
 * The part of a text around what was found in it, cut between words where there are any, with "…" where something is left
 * out.
 *
 * @param hit The index at which it was found.
 * @param maxLength In UTF-16 units, with both "…".
 */
export function excerptAround(text: string, hit: number, maxLength: number): string {
  if (text.length <= maxLength) return text
  const earliest = Math.min(
    hit - Math.floor(maxLength * shareBefore),
    text.length - maxLength + ellipsis.length,
  )
  const from = earliest <= 0 ? 0 : nextWord(text, earliest, hit)
  const start = from === 0 ? '' : ellipsis
  return start + cutEnd(text.slice(from), maxLength - start.length, hit - from)
}

/** The start of the first word from an index on, or the hit if it comes before. */
function nextWord(text: string, index: number, hit: number): number {
  const space = text.indexOf(' ', index - 1)
  return space === -1 || space >= hit ? hit : space + 1
}

/** Cuts before the last word that doesn't fit, unless what was found would go with it. */
function cutEnd(text: string, maxLength: number, hit: number): string {
  const cut = truncate(text, maxLength)
  if (cut === text || text.charAt(cut.length - ellipsis.length) === ' ') return cut
  const space = cut.lastIndexOf(' ')
  return space > hit ? `${cut.slice(0, space).trimEnd()}${ellipsis}` : cut
}
