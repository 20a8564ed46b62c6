const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The text, cut between characters and ended with "…" if it is longer than `maxLength` UTF-16 units, as platforms count. */
export function truncate(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text
  let kept = ''
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length > maxLength - 1) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}
