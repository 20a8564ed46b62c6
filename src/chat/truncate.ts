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

/** As {@link truncate}, cut between words, unless that would leave less than half. */
export function cutAtWord(text: string, maxLength: number): string {
  const cut = truncate(text, maxLength)
  if (cut === text) return text
  const kept = cut.slice(0, -1)
  const end = /\s/u.test(text.charAt(kept.length)) ? kept.length : kept.search(/\s+\S*$/u)
  return end < maxLength / 2 ? cut : `${kept.slice(0, end).replace(/[\s,;:.–-]+$/u, '')}…`
}
