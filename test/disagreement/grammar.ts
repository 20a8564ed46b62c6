/** What no text for people holds: probabilities, forecasts, bare rows of numbers, and words of a finding without a gate. */
const excluded: readonly RegExp[] = [
  /\bprobab|\bchances?\b|\blikely\b|\bodds\b|\bp[ -]?values?\b|\bp [<=>]|%|\bsign test\b/i,
  /\bforecasts?\b|\bpredict/i,
  /\d+ · \d+|\d+–\d+–\d+|\d+-\d+/,
  /\bso far\b|\bfew votes\b|\btentative|\boutliers?\b|\bmost common\b|\bconverged\b|\bdiverged\b/i,
  /\bcentre\b|\bmoved? toward\b|\baway\b/i,
  /\ball [012]\b|\b0\b|\bnone of (?:the )?[12]\b/i,
]

/** "3 say", "1 of the 5 now says": a number and the verb that it governs. */
const counted =
  /(?<!round )\b(\d+)(?: of (?:the )?\d+)?(?: who [a-z0-9 ]+?)?(?: now)? (says?|is|are|has|have|places?)\b/g
const singular: ReadonlySet<string> = new Set(['says', 'is', 'has', 'places'])

/** What is wrong with a line as English, or with what it may say; empty for a good one. */
export function faultsIn(line: string, state: 'open' | 'closed'): readonly string[] {
  const unquoted = line.replaceAll(/“[^”]*”/g, '').replaceAll(/\d+\.\d/g, 'some')
  const verbs = [...unquoted.matchAll(counted)].filter(
    ([, n, verb = '']) => (n === '1') !== singular.has(verb),
  )
  return [
    ...(unquoted.split(':').length > 2 ? ['two colons'] : []),
    ...(state === 'closed' && /\byet\b/.test(unquoted) ? ['yet, of a closed round'] : []),
    ...verbs.map(([words]) => `number and verb: ${words}`),
    ...(/\b1 (?:votes|steps|people|cells)\b|\b(?!1\b)\d+ (?:vote|step|person|cell)\b/.test(unquoted)
      ? ['number and noun']
      : []),
    ...excluded.flatMap((words) => unquoted.match(words)?.[0] ?? []).map((found) => `the words “${found}”`),
    ...(/ {2}| [.,;:]|^\s|\s$|\.\.|[,;:]$/.test(line) ? ['space or punctuation'] : []),
    ...(/[.?…”]$/.test(line) ? [] : ['no end']),
  ]
}
