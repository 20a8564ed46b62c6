/** The rules that ambiguous words may stand for: `every 2nd wed`, `biweekly tue,thu`. */
export function ruleChoices(words: string): readonly string[] {
  const nth = /\bevery (\d)(?:st|nd|rd|th)\b|\bevery (second|third|fourth|fifth)\b/i.exec(words)
  if (nth !== null) {
    const count =
      nth[1] ?? String(['second', 'third', 'fourth', 'fifth'].indexOf(nth[2]?.toLowerCase() ?? '') + 2)
    return [
      words.replace(nth[0], `every ${count} weeks`),
      words.replace(nth[0], `monthly ${nth[0].slice(6)}`),
    ]
  }
  const fortnightly = /\b(?:bi-?weekly|fortnightly)\b/i
  return fortnightly.test(words)
    ? [words.replace(fortnightly, 'every 2 weeks'), words.replace(fortnightly, 'every week')]
    : []
}
