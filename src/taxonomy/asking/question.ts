import { isOf } from './asking-words.ts'
import { isFunctionWord, isIn } from './function-words.ts'
import type { Word } from './plain-words.ts'
import type { Spot } from './possible-names.ts'

/** Words as one text with a space at each end, for patterns of whole words. Articles are left out. */
export const textOf = (words: readonly Word[]): string => shapeOf(words, [])

/** The same with an N for each name: " what is difference between N and N ". */
export function shapeOf(words: readonly Word[], spots: readonly Spot[]): string {
  const shape = words.flatMap(({ text }, index) => {
    const spot = spots.find(({ start, end }) => start <= index && index < end)
    if (spot !== undefined) return spot.start === index ? ['N'] : []
    return isIn(text, 'articles') ? [] : [text]
  })
  return ` ${shape.join(' ')} `
}

/**
 * The mood of words: a question; a phrase, which may stand for one: "corrigibility please"; or a statement that
 * asks nothing: "corrigibility is overrated".
 */
export type Mood = 'question' | 'phrase' | 'statement'

export function moodOf(text: string, words: readonly Word[], spots: readonly Spot[]): Mood {
  const hasMark = /[?？؟]/.test(text)
  if (isQuestion(words) || (hasMark && words.some((_, at) => isVerb(words, at)))) return 'question'
  return !hasMark && hasStatement(words, spots) ? 'statement' : 'phrase'
}

/** Whether words begin as questions and requests do, or go on as one. */
function isQuestion(words: readonly Word[]): boolean {
  const start = words.findIndex(
    ({ text }) => !isIn(text, 'interjections', 'adverbs', 'emphasis', 'conjunctions'),
  )
  const [first = '', second = ''] = words.slice(start).map(({ text }) => text)
  if (isOpening(first) || (isIn(first, 'prepositions') && isIn(second, 'questions'))) return true
  return words.some(({ text, afterPause }, at) => {
    const before = words[at - 1]?.text ?? ''
    if (
      isIn(text, 'questions') &&
      (afterPause || at === words.length - 1 || isIn(before, 'copulas', 'prepositions'))
    )
      return true
    if (afterPause && isIn(text, 'copulas', 'auxiliaries', 'modals')) return true
    if (isOf(text, 'account') && isIn(words[at + 1]?.text ?? '', 'prepositions')) return true
    return isIn(text, 'persons', 'people') && isWondering(words.slice(at + 1))
  })
}

/** Whether a word makes a question with its mark: "RLHF is engineering?", but neither "pet food?" nor "I will stay?" */
function isVerb(words: readonly Word[], at: number): boolean {
  const [before = '', word = ''] = [words[at - 1]?.text, words[at]?.text]
  if (isOf(word, 'explain')) return true
  return isIn(word, 'questions', 'copulas', 'auxiliaries', 'modals') && !isIn(before, 'persons')
}

const isOpening = (word: string): boolean =>
  isIn(word, 'questions', 'copulas', 'auxiliaries', 'modals') || isOf(word, 'explain', 'tell', 'compared')

/** Whether words after "I" say that it isn't known: "don't really get", "was wondering", "am confused by". */
function isWondering(words: readonly Word[]): boolean {
  const verb = words.find(({ text }) => !isFunctionWord(text) && !isOf(text, 'quality', 'worth', 'audience'))
  return verb !== undefined && (/^(?:get|need|want)$/.test(verb.text) || isOf(verb.text, 'know', 'explain'))
}

const hasStatement = (words: readonly Word[], spots: readonly Spot[]): boolean =>
  words.some(({ text }, at) => {
    if (/^(?:me|us)$/.test(text) || spots.some(({ start, end }) => start <= at && at < end)) return false
    return isIn(text, 'copulas', 'auxiliaries', 'modals', 'persons', 'people') || isOf(text, 'seek')
  })

/** Whether things are compared. */
export const isCompared = (words: readonly Word[]): boolean =>
  words.some(({ text }, at) => {
    if (text === 'tell') return words.slice(at).some(({ text }) => text === 'apart')
    return /^(?:vs?|versus|unlike|opposed)$/.test(text) || isOf(text, 'compared')
  })
