import { isFunctionWord } from './function-words.ts'

/** A word of a text. */
export interface Word {
  /** Without case and accents, in American spelling and in the singular. */
  readonly text: string
  /** Whether punctuation separates it from the word before. */
  readonly afterPause: boolean
  /** Whether it owns what follows: "MIRI's". */
  readonly isOwner: boolean
}

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
  [/centre/, 'center'],
]

/** Common abbreviations and spellings of chats, each with the words that it stands for. */
export const shortForms: ReadonlyMap<string, string> = new Map(
  Object.entries({
    abt: 'about',
    adv: 'adversarial',
    avg: 'average',
    bc: 'because',
    behav: 'behaviorist',
    cannot: 'can not',
    cap: 'capability',
    cog: 'cognitivist',
    cos: 'because',
    cot: 'chain of thought',
    cuz: 'because',
    dev: 'developmental',
    diff: 'difference',
    dunno: 'do not know',
    eli5: 'explain',
    eng: 'engineering',
    eval: 'evaluation',
    gimme: 'give me',
    gonna: 'going to',
    interp: 'interpretability',
    lemme: 'let me',
    mech: 'mechanistic',
    ml: 'machine learning',
    pess: 'pessimistic',
    pls: 'please',
    plz: 'please',
    r: 'are',
    rl: 'reinforcement learning',
    tho: 'though',
    towards: 'toward',
    u: 'you',
    ur: 'your',
    wanna: 'want to',
    wat: 'what',
    wdym: 'what do you mean by',
    wot: 'what',
    wut: 'what',
  }),
)

const irregular: ReadonlyMap<string, string> = new Map([
  ['ais', 'ai'],
  ['axes', 'axis'],
  ['goes', 'go'],
  ['matrices', 'matrix'],
  ['newbies', 'newbie'],
])

const negated = /^(ai|are|ca|could|did|do|does|had|has|have|is|might|must|should|was|were|wo|would)n['’]?t$/
const contracted = /^(he|here|how|it|let|she|that|there|what|when|where|who|why)['’]?s$/
const endings: readonly (readonly [RegExp, string])[] = [
  [/^(.+)['’]re$|^(they|you)re$/, '$1$2 are'],
  [/^(i)['’]?m$/, '$1 am'],
  [/^(.+)['’]ve$|^(i)ve$/, '$1$2 have'],
  [/^(.+)['’]ll$/, '$1 will'],
  [/^(.+)['’]d$/, '$1 would'],
  [/['’]s?$/, ''],
]

/**
 * The words of a text, at most 40.
 *
 * @param correct Corrects typing errors in a word.
 */
export function toWords(text: string, correct = (word: string) => word): readonly Word[] {
  const words: Word[] = []
  let afterPause = false
  for (const [piece] of clean(text).matchAll(/[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]*)*|[^\p{L}\p{N}\s'’‘`-]/gu)) {
    if (!/[\p{L}\p{N}]/u.test(piece)) {
      afterPause ||= !/["“”«»]/.test(piece)
      continue
    }
    const isOwner = /['’]s?$/.test(piece)
    for (const word of toSpelledOut(piece.slice(0, maxWordLength), correct)) {
      if (words.length === maxWords) return toInfinitives(words)
      words.push({ text: word, afterPause, isOwner })
      afterPause = false
    }
  }
  return toInfinitives(words)
}

/** The same as text only. */
export const toPlainWords = (text: string): readonly string[] => toWords(text).map(({ text }) => text)

const helping: ReadonlySet<string> = new Set(['am', 'are', 'can', 'could', 'do', 'does', 'should', 'would'])
const persons: ReadonlySet<string> = new Set(['i', 'one', 'people', 'someone', 'we', 'you'])

/** With "how to" for "how do I", "how can we" and the like. */
function toInfinitives(words: readonly Word[]): readonly Word[] {
  return words.flatMap((word, at) => {
    const [before, next] = [words[at - 1]?.text ?? '', words[at + 1]?.text ?? '']
    if (before === 'how' && helping.has(word.text) && persons.has(next)) return [{ ...word, text: 'to' }]
    const isAsker = words[at - 2]?.text === 'how' && helping.has(before) && persons.has(word.text)
    // "How are we supposed to"
    const isSupposed =
      word.text === 'supposed' ? persons.has(before) : before === 'supposed' && word.text === 'to'
    return isAsker || isSupposed ? [] : [word]
  })
}

function clean(text: string): string {
  return text
    .slice(0, maxLetters)
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replaceAll('=', ' is ')
    .replaceAll('tl;dr', 'tldr')
    .replace(/(?<=\p{L})[‐-–](?=\p{L})/gu, '-')
    .replace(/(?<=\p{N})×(?=\p{N})/gu, 'x')
    .replace(/(?<=\p{L})\/(?=\p{L})/gu, ' or ')
    .replace(/(?<=(?<!\p{L})\p{L})\.(?=\p{L}(?!\p{L}))/gu, '')
}

/** A written word as the words it stands for: "what's" → what, is; "CoT" → chain, of, thought. */
function toSpelledOut(piece: string, correct: (word: string) => string): readonly string[] {
  return spellOut(piece)
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => correct(toPlain(word)))
    .flatMap((word) => shortForms.get(word)?.split(' ') ?? [word])
}

function spellOut(piece: string): string {
  const [, auxiliary] = negated.exec(piece) ?? []
  if (auxiliary !== undefined) return `${{ ai: 'is', ca: 'can', wo: 'will' }[auxiliary] ?? auxiliary} not`
  const [, subject] = contracted.exec(piece) ?? []
  if (subject !== undefined && piece !== 'its') return subject === 'let' ? 'let us' : `${subject} is`
  const ending = endings.find(([pattern]) => pattern.test(piece))
  return (ending === undefined ? piece : piece.replace(...ending)).replaceAll(/['’]/g, '')
}

const toPlain = (word: string): string => {
  if (isFunctionWord(word)) return word
  return toSingular(spellings.reduce((spelt, [british, american]) => spelt.replace(british, american), word))
}

/** "protocols" → "protocol", "theories" → "theory", "saes" → "sae"; "bias", "focus" and "loss" stay. */
function toSingular(word: string): string {
  const singular = irregular.get(word)
  if (singular !== undefined) return singular
  if (word.length < 4 || /(?:ss|us|is)$/.test(word)) return word
  return word.replace(/ies$/, 'y').replace(/(?<=ss|sh|ch|x)es$|(?<=[a-z])(?<!s)s$/, '')
}

/** The word without the endings of verbs and of nouns that are made of verbs: "filtering" and "filter" → "filter". */
export function stemOf(word: string): string {
  const stem = ['ation', 'ating', 'ated', 'ate', 'ion', 'ing', 'ed', 'e'].find(
    (ending) => word.endsWith(ending) && word.length - ending.length >= 4,
  )
  const rest = stem === undefined ? word : word.slice(0, -stem.length)
  return rest.replace(/([bdglmnprt])\1$/, '$1').replace(/(?<=....)e$/, '')
}
