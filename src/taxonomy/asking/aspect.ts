const about = '(?:about|on|for|of|in|regarding|behind|to|with|against|around|from|over)'

/** One of these, as whole words of a shape. */
const anyOf = (...parts: readonly string[]): RegExp => new RegExp(` (?:${parts.join('|')})(?= )`)

const papers = anyOf(
  `paper (?:${about}|that|which)`,
  'N paper|paper N|N reading',
  '(?:key|best|classic|landmark|seminal|main|important|good|original|first|famous|which|what|any|some|more) paper',
  'literature|bibliography|publication|citation|reference|resource|history|origin|seminal',
  '(?:what|where|which|should|can|could|to|any|good|more|further|best|recommended)(?: \\w+){0,4} read(?:ing)?(?! N)',
  `reading(?: list| material)? ${about}`,
)
const papersOn = anyOf(`paper ${about} N`)
/** "What is an AI control paper", "where does a paper on AI control go" */
const onePaper = anyOf(
  '(?:what|which) (?:is|are|count as|make) N paper',
  `(?:where|(?:what|which) (?:cell|row|column))(?: \\w+)* paper ${about} N(?: \\w+)* (?:belong|fit|go|in|sit)`,
  `(?:where|(?:what|which) (?:cell|row|column))(?: \\w+)* (?:classify|file|place|put) paper ${about} N`,
)

const disputed = anyOf(
  'agree|disagree|disagreement|disputed?|contested|controversial|controversy|consensus',
  'criticism|criticiz(?:e|ed|ing)|critic|critical of|critique|skeptic|skeptical',
  'limitation|drawback|downside|disadvantage|weakness|flaw|shortcoming|objection|pitfall|con',
  `(?:problem|issue|concern|limit|argument|wrong|bad) ${about}`,
  '(?<! (?:is|are) )N (?:problem|issue|concern|limit)',
  'object to|oppose|against N',
)

/**
 * Reads whether a question about a topic is for papers on it, or for its disputes.
 *
 * @param shape A question with an N for each name: " history of N ".
 * @param isLevel For a level, whose "papers" may be those that belong there.
 */
export function aspectOf(
  shape: string,
  { isLevel }: { readonly isLevel: boolean },
): 'papers' | 'disputed' | undefined {
  if (disputed.test(shape)) return 'disputed'
  const isAboutPapers = isLevel ? papersOn.test(shape) : papers.test(shape)
  return isAboutPapers && !onePaper.test(shape) ? 'papers' : undefined
}
