import { contentOf } from './left-over.ts'
import type { Word } from './plain-words.ts'
import type { Spot } from './possible-names.ts'
import { textOf } from './question.ts'

/** Names of the list of topics. */
const listNames = /^(?:available|bot|catalog|complete|cruxgrid|glossary|index|menu|see)$/
const lists: readonly RegExp[] = [
  / (?:list|everything|glossary|index|menu|catalog) /,
  /^ (?:help )+$/,
  / (?:show|see|give|tell) .*(?:topic|term) | what (?:is|are) (?:topic|term) $/,
  / all .*(?:topic|term|word|concept|thing|explain) | (?:show|list|see|explain) (?:me |us )?all | all $/,
  / (?:what|which|any|other|available|more) (?:\w+ )*?(?:topic|term|word|concept|subject) (?:\w+ )*?(?:are|is|exist|do|can|available|there|have) |^ (?:topic|term|concept) $/,
  / (?:what|which|anything) (?:\w+ )*?(?:you|it|this|bot|cruxgrid) (?:\w+ )*?(?:know|explain|do|answer|cover|tell|teach|help|define|describe|have) /,
  / (?:what|which) (?:\w+ )*?(?:i|we|people|one) (?:ask|look up|learn|explore) /,
]
/** The same words in other questions: "is everything ok", "what does this term mean", "my list". */
const noList = /^ (?:is|are|was|this|that|it) | (?:this|that|these) (?:term|word|topic|concept) | (?:my|our) /

/** Whether a question is for the list of all topics. */
export function asksForList(words: readonly Word[], spots: readonly Spot[]): boolean {
  if (spots.length > 0 || contentOf(words, []).some((word) => !listNames.test(word))) return false
  const text = textOf(words)
  return !noList.test(text) && lists.some((pattern) => pattern.test(text))
}

const anyOf = (words: string): string => `(?:${words.replaceAll(' ', '|')})`

const made = anyOf(
  'author authored behind came come compile compiled create created design designed develop developed drew invent ' +
    'invented made make propose proposed publish published write written wrote',
)
const work = '(?:article|categorization|essay|grid|matrix|post|table|taxonomy|(?:it|that|this)(?= $))'
const against = anyOf(
  'against critic criticism criticize criticized criticizing critique disagree disagreed disagreement object objected ' +
    'objecting objection oppose opposed pushback',
)
const reading = anyOf(
  'abstract address blog claim conclude conclusion copy date find lesswrong link message online pdf takeaway thesis ' +
    'title url web website',
)

interface FixedAnswer {
  readonly id: string
  /** On the words without articles. */
  readonly pattern: RegExp
}

const answers: readonly FixedAnswer[] = [
  {
    id: 'concept.comments',
    pattern: new RegExp(` ${against} .*(?:essay|grid|ngo|author|placement|taxonomy) `),
  },
  {
    id: 'concept.comments',
    pattern: / (?:comment|commenter|commentator|reader|reply|discussion) | under (?:it|essay|post) /,
  },
  { id: 'concept.essay', pattern: new RegExp(` (?:who|when) .*(?:${made} .*${work}|${work} .*${made}) `) },
  { id: 'concept.essay', pattern: / (?:essay|ngo|author) / },
  { id: 'concept.sources', pattern: /^ where (?:\w+ )*?(?:from|get (?:it|these|this|that)) $/ },
  {
    id: 'concept.sources',
    pattern:
      /^ (?:how to know|how are you sure|(?:according to|say) who|who (?:decide|decided|say|said|tell|told)|what (?:is|are) (?:\w+ )?(?:\w+ )?bas(?:ed|ing) (?:\w+ )?on|why (?:should|would) i (?:believe|trust)|can i trust) /,
  },
]

/** A wish or a possession: "my essay", "let's discuss". */
const talk = / (?:my|our|your|his|their|let|i|we) | (?:any|no|some) (?:comment|discussion|reply) /
const finding = /^ (?:where|how|can|could) /

/** The topic of a question about the essay itself, the discussion under it, or where the answers come from. */
export function findFixed(words: readonly Word[], spots: readonly Spot[]): string | undefined {
  const subjects = [
    'concept.essay',
    'concept.grid',
    'concept.comments',
    'concept.sources',
    'concept.subjective-placement',
  ]
  if (spots.some(({ name }) => !subjects.includes(name.id))) return undefined
  const own = new RegExp(`^(?:${made}|${against}|${reading}|trust|believe|decided|based|basing)$`)
  if (contentOf(words, spots).some((word) => !own.test(word))) return undefined
  const text = textOf(words)
  if (/ paper /.test(text)) return undefined
  if (talk.test(text) && !finding.test(text) && !/trust|believe/.test(text)) return undefined
  return answers.find(({ pattern }) => pattern.test(text))?.id
}

const advance = anyOf(
  'accelerat advanc aid assist benefit boost contribut driv enhanc feed further harm help improv increas progress ' +
    'promot push rais speed',
)
const advancing = new RegExp(` ${advance}\\w* .*capability `)

/** Whether the question is if work on alignment advances capabilities, too. */
export function asksForDualEffects(words: readonly Word[], spots: readonly Spot[]): boolean {
  const text = textOf(words)
  const capability = words.findIndex(({ text }) => text === 'capability')
  const hasSubject = spots.some(
    ({ name, end }) => name.id !== 'concept.capabilities-research' && end <= capability,
  )
  return advancing.test(text) && (hasSubject || / (?:safety|alignment) /.test(text))
}
