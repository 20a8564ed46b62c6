const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The text in so many UTF-16 units, as platforms count, cut between characters and ending in "…" where it doesn't fit. */
export function truncate(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text
  let kept = ''
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length > maxLength - 1) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}
