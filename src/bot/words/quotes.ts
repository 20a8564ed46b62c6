/** Opening quotes, each with the quotes that may close it. */
const quotes: Readonly<Record<string, string>> = {
  '"': '"”“',
  '“': '”“"',
  '„': '“”"',
  '«': '»',
  '‘': '’‘',
  '`': '`',
  "'": "'",
}

/**
 * Finds where words in quotes end, from the offset of their opening quote; `undefined` if none open there or they never
 * end. A single quote counts only around whole words: it may be an apostrophe. Offsets must be asked in order: each
 * character is looked at once for each kind of quote.
 */
export function quoteFinder(text: string): (at: number) => number | undefined {
  const ends = new Map<string, number>()
  return (at) => {
    const opener = text[at] ?? ''
    const closers = Object.hasOwn(quotes, opener) ? quotes[opener] : undefined
    if (closers === undefined) return undefined
    let end = Math.max(at + 1, ends.get(opener) ?? 0)
    while (end < text.length && !isEnd(text, end, opener, closers)) end += 1
    ends.set(opener, end)
    return end < text.length ? end : undefined
  }
}

function isEnd(text: string, at: number, opener: string, closers: string): boolean {
  if (!closers.includes(text[at] ?? '')) return false
  const isSingle = opener === "'" || opener === '‘'
  return !isSingle || /^(?:$|[\s,;.!?)\]}])/.test(text.slice(at + 1, at + 2))
}
