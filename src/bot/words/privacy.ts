import { isAmbiguous } from './fillers.ts'
import { isNearMiss } from './near-miss.ts'
import { remembered } from './remembered.ts'
import type { Token } from './tokens.ts'
import { isLessPrivate, type Switch, type Vocabulary } from './vocabulary.ts'

/** Whether a word may be meant as a wish for privacy: it is misspelt, or has several meanings. */
export const isAboutPrivacy = (vocabulary: Vocabulary, token: Token): boolean =>
  (isAmbiguous(token) && vocabulary.options.some(({ hint }) => hint.typing?.morePrivate !== undefined)) ||
  guessOf(vocabulary, token)?.option.hint.typing?.morePrivate !== undefined

/** The option that a misspelt word stands for, if it doesn't show more of people. */
export function guessOf({ switches }: Vocabulary, { kind, key }: Token): Switch | undefined {
  if (kind !== 'word' || switches.has(key)) return undefined
  return guessable(switches).find(({ spelling }) => isNearMiss(key, spelling))?.one
}

/** The spellings of options that a misspelt word may stand for. */
const guessable = remembered((switches: Vocabulary['switches']) =>
  [...switches].flatMap(([spelling, one]) =>
    spelling.length > 3 && !isLessPrivate(one.option, one.value) ? [{ spelling, one }] : [],
  ),
)
