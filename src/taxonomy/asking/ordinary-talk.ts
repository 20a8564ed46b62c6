import { groupOf } from './asking-words.ts'
import { classOf } from './function-words.ts'
import { isEnd, isPerson, isPlace, isPosition } from './name.ts'
import type { Word } from './plain-words.ts'
import type { Spot } from './possible-names.ts'
import type { Mood } from './question.ts'

/** Words of a question whose own form matters, whatever their class. */
const kept = /^(?:about|best|how|if|not|there|what|when|where|which|who|whose|why)$/
/** Words that make a term with a name before them: "the control problem". */
const troubles = /^(?:concern|issue|limit|problem)$/

/** Words that only point at a name before them: "the control thing". */
const pointing = /^(?:bit|concept|idea|stuff|term|thing|topic)$/

/**
 * Words as their classes, without articles, adverbs and interjections. A name is a letter: L for a level or an axis, C for a
 * position on the grid, E for an end of the spectrum, P for a person, V for a verb made of a name, N for others.
 * "So what does control mean in AI?" → " what do N mean prepositions field ".
 */
function classesOf(words: readonly Word[], spots: readonly Spot[], surroundings: readonly Spot[]): string {
  const at = (list: readonly Spot[], index: number) =>
    list.find(({ start, end }) => start <= index && index < end)
  const classes = words.flatMap(({ text }, index): readonly string[] => {
    const spot = at(spots, index)
    if (spot !== undefined) return spot.start === index ? [letterOf(spot)] : []
    return at(surroundings, index) === undefined ? classesOfWord(text) : []
  })
  return ` ${classes.join(' ')} `
}

function letterOf({ name }: Spot): string {
  if (name.isInflected === true) return 'V'
  if (isEnd(name)) return 'E'
  if (isPosition(name)) return 'C'
  if (isPlace(name)) return 'L'
  return isPerson(name) ? 'P' : 'N'
}

function classesOfWord(word: string): readonly string[] {
  if (kept.test(word)) return [word]
  if (/^(?:do|does|did)$/.test(word)) return ['do']
  if (/^(?:me|us)$/.test(word)) return ['object']
  const name = classOf(word)
  if (name === 'articles' || name === 'adverbs' || name === 'emphasis' || name === 'interjections') return []
  if (name !== undefined) return [name]
  if (troubles.test(word)) return ['trouble']
  return pointing.test(word) ? ['pointing'] : [groupOf(word) ?? 'content']
}

const asking = '(?:explain|tell|mean|know|place|audience|papers|disputed|compared)'
const helping =
  '(?:modals|do|copulas|auxiliaries|not|negations|seek|quality|worth|account|prepositions|indefinites|noun)'

/** Parts that only name who asks whom, or the field; each with its replacement. */
const askers: readonly (readonly [RegExp, string])[] = [
  // "can you explain", "I don't really get what N means", "what do people mean by N"
  [new RegExp(`(?: modals| do)? (?:persons|people|object)(?: ${helping})* (?=${asking} )`, 'g'), ' '],
  // "explain it to me", "explain to us"
  [/ (explain|tell) object(?= )/g, ' $1'],
  [/(?<= (?:explain|tell|account|what|how|why) .*) prepositions object(?= )/g, ''],
  // "in language models"
  [/ prepositions(?: demonstratives| quality| worth)*(?: field)+(?: work)?(?= )/g, ''],
  // "can models N"
  [/ (modals|do|copulas)(?: field)+(?= [NLCVE] )/g, ' do'],
  // "have to do with"
  [/ auxiliaries((?: [NPLCV])?) prepositions do(?= prepositions )/g, ' happen$1'],
]

/** Signs that the names are words of ordinary talk. */
const talk: readonly RegExp[] = [
  // Anybody and anything else: "his motivation", "a table with four legs", "I need compute"
  / (?:persons|object|people|possessives|numbers(?! L)|negations|auxiliaries|seek|content|field|times) /,
  // "who is out of compute", but "who is Skinner"
  / (?:who|whose) (?!copulas P )/,
  / when (?!.*(?:place|[LC]) )/,
  / where (?!.*(?:place|papers|copulas|[LC]) )/,
  // "this is average", "is there a table", but "what is this matrix"
  / demonstratives copulas [NLCPVE] /,
  /^ (?:modals |do )?copulas (?:demonstratives|things|indefinites|there(?! (?:account|papers|place))) /,
  // "it is in control", but "what if it is average"
  /^(?!.* if )[^NLCPVE]* (?:things|there(?! (?:account|papers|place))) /,
  // "can control", but "how would control work", "could debate be worst-case"
  /^[^NLCPVE]*(?<! (?:how|what|which|why|where)) modals [NPVE] [^NLCPVE]*$/,
  // "more compute", "any comments"
  / indefinites [NCPVE] /,
  // "in control", "on average", but "the meaning of control", "is it in the top row"
  /^ prepositions [NLPVE] /,
  /(?<! (?:explain|tell|mean|know|happen|account|noun|pointing|quality|worth|best|place|trouble|work|papers|disputed|compared|about|[NLCPVE])) prepositions [NPVE] /,
  // "the scale of the problem"
  / [NVLE] prepositions (?:content|disputed|noun|happen|know|compared|quality|indefinites|things(?! audience)|trouble) /,
  // "split it", "neither one"
  / [NVLE] things /,
  // "version control", "table name", "source control"
  / (?:account|noun|pointing|work|papers|disputed|compared|trouble|which) [NVE] /,
  / (?:quality|worth) [NVE] (?!papers|disputed|account)/,
  / [NVE] (?:noun|work|quality|trouble) /,
  / [NPVE] [NPV] /,
  /(?<! copulas) [NPVE] E /,
  // "a sandwich", but "do models sandbag", "what does it mean to sandbag"
  /(?<! (?:do|modals|mean prepositions)) V /,
]
/** Verbs, which only statements have among words that do not ask: "the worst thing happened". */
const statement = / (?:modals|do|copulas|happen|place|know) | L (?:noun|pointing) /

/**
 * Whether words with these names, all of which ordinary talk uses, too, ask what they mean or where they are on the grid.
 *
 * @param spots The names, without those that only say where something stands.
 * @param surroundings Those.
 */
export function isAboutNames(
  words: readonly Word[],
  {
    spots,
    surroundings,
    mood,
  }: { readonly spots: readonly Spot[]; readonly surroundings: readonly Spot[]; readonly mood: Mood },
): boolean {
  const all = classesOf(words, spots, surroundings)
  const classes = askers.reduce((text, [pattern, behind]) => text.replace(pattern, behind), all)
  return !talk.some((pattern) => pattern.test(classes)) && (mood === 'question' || !statement.test(classes))
}
