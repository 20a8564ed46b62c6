/** The rest of a longer text is ignored. */
const maxLetters = 600
const maxWords = 40
const maxWordLength = 40

const spellings: readonly (readonly [RegExp, string])[] = [
  [/isation(s?)$/, 'ization$1'],
  [/is(e|ed|er|ers|es|ing)$/, 'iz$1'],
  [/viour/, 'vior'],
  [/elling$/, 'eling'],
  [/defence/, 'defense'],
]

/** Common abbreviations and the words that the topics' names use. */
const abbreviations: Readonly<Record<string, readonly string[]>> = {
  avg: ['average'],
  behav: ['behaviorist'],
  cap: ['capability'],
  cog: ['cognitivist'],
  cot: ['chain', 'of', 'thought'],
  dev: ['developmental'],
  eng: ['engineering'],
  eval: ['evaluation'],
  interp: ['interpretability'],
  mech: ['mechanistic'],
  ml: ['machine', 'learning'],
  pess: ['pessimistic'],
  rl: ['reinforcement', 'learning'],
}

/**
 * Normalises a text to words for comparison: without case, accents, hyphens and punctuation, in American spelling and
 * in the singular. At most 40 words.
 */
export function toPlainWords(text: string): readonly string[] {
  return text
    .slice(0, maxLetters)
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(/['’‘`]s?(?=\P{L}|$)|['’‘`]/gu, '')
    .replace(/(?<=(?<!\p{L})\p{L})\.(?=\p{L}(?!\p{L}))/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .slice(0, maxWords)
    .map((word) => toSingular(toAmerican(word.slice(0, maxWordLength))))
    .flatMap((word) => abbreviations[word] ?? [word])
    .slice(0, maxWords)
}

const toAmerican = (word: string): string =>
  spellings.reduce((spelt, [british, american]) => spelt.replace(british, american), word)

/** "protocols" → "protocol", "theories" → "theory", "saes" → "sae"; "bias", "focus" and "loss" stay. */
function toSingular(word: string): string {
  if (word.length < 4 || /(?:ss|us|is)$/.test(word)) return word
  return word
    .replace(/ies$/, 'y')
    .replace(/(?<=ss|sh|ch)es$/, '')
    .replace(/(?<=[a-z])s$/, '')
}
