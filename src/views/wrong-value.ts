import { labelOf } from '../chat/field-words.ts'
import type { Hint } from '../chat/option.ts'
import { counted, listedAsChoices } from '../chat/text.ts'
import { truncate } from '../chat/truncate.ts'

/** A value that an option can't take. */
export interface WrongValue {
  /** The option's name. */
  readonly option: string
  /** Absent for an option that only controls use. */
  readonly hint: Hint | undefined
  /** As it was given; '' if it was left out. */
  readonly value: string
  /** Of a list with too many entries: how many it may have. */
  readonly max?: number
}

/** The fault of a value (empty, too long, or not understood), and how to fix it. */
export function describeWrongValue(wrong: WrongValue): readonly [happened: string, remedy: string] {
  const { option, hint, value, max } = wrong
  const words = value.trim()
  if (words === '') return describeEmpty(option, hint)
  if (max !== undefined) return ["That's too many.", `Choose at most ${max}.`]
  const surplus = words.length - (hint?.limit ?? Infinity)
  return surplus > 0 ? describeTooLong(wrong, surplus) : describeUnread(wrong, `“${truncate(words, 60)}”`)
}

function describeEmpty(option: string, hint: Hint | undefined): readonly [string, string] {
  switch (hint?.typing?.as ?? hint?.kind) {
    case 'paper':
      return ['Which paper?', 'Add a link, an arXiv id or a title.']
    case 'time':
      return ['When?', 'For example tomorrow 5pm.']
    case 'dates':
      return ['Which date?', 'For example 23 Dec.']
    case 'people':
      return ['Who?', 'Mention people: @Ada @Ben.']
    case 'file':
      return ['Which file?', 'Choose a CSV file or an export of Cruxgrid.']
    case 'choice':
      return [`“${nameOf(option, hint)}” has no answer.`, `Choose ${alternativesOf(hint)}.`]
    default:
      return [`“${nameOf(option, hint)}” is empty.`, 'Write something there.']
  }
}

/** The content of an option whose label is a question. */
const contents: Readonly<Record<string, string>> = {
  why: 'reason',
  moved: 'text',
  note: 'note',
  notes: 'text',
}

function describeTooLong({ option, hint }: WrongValue, surplus: number): readonly [string, string] {
  const what =
    hint?.typing?.as === 'paper' || option === 'title'
      ? 'That title'
      : hint?.kind === 'long-text'
        ? `Your ${contents[option] ?? 'text'}`
        : `“${nameOf(option, hint)}”`
  const sentence = `${what} is ${counted(surplus, 'character')} too long (${hint?.limit} at most).`
  return [sentence, hint?.kind === 'long-text' ? 'Nothing was saved. Shorten it.' : 'Shorten it.']
}

function describeUnread({ option, hint }: WrongValue, quoted: string): readonly [string, string] {
  switch (hint?.kind) {
    case 'choice':
      return [`I don't know ${quoted}.`, `Choose ${alternativesOf(hint)}.`]
    case 'flag':
      return [`${option} is a switch.`, `Write just “${option}”, or leave it out.`]
    case 'people':
      return [`I don't know who ${quoted} is.`, 'Mention people: @Ada @Ben.']
    default:
      return [`I can't read ${quoted} as “${nameOf(option, hint)}”.`, 'Nothing was changed.']
  }
}

const nameOf = (option: string, hint: Hint | undefined): string =>
  hint === undefined ? option : labelOf(hint).name

/** The values in the spelling that is typed; by their labels, where only a form has them. */
function alternativesOf(hint: Hint | undefined): string {
  const { values = {} } = hint ?? {}
  const names = Object.keys(values)
  return listedAsChoices(names.some((name) => /^\d+$/.test(name)) ? Object.values(values) : names)
}

/** The fault of a word behind the name of a switch or a choice; `undefined` for other kinds, which take any word. */
export function describeUnknownWord(option: string, hint: Hint, word: string): string | undefined {
  if (hint.kind === 'flag') return `${option} is a switch: write just “${option}”, or leave it out.`
  if (hint.kind !== 'choice') return undefined
  return `I don't know “${truncate(word, 40)}”. Choose ${listedAsChoices(Object.values(hint.values ?? {}))}.`
}
