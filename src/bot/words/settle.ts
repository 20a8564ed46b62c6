import type { CommandInfo } from '../../chat/command-info.ts'
import { isFiller, isThanks, sentenceOf, textOf, trimTokens } from './fillers.ts'
import { indexesOf } from './read-around.ts'
import type { Found, Reader } from './reader.ts'
import { guessesIn, type Reading, runsOf } from './reading.ts'
import { isLessPrivate } from './vocabulary.ts'

/** The understood part of the words behind a command. */
export interface Understood {
  readonly args: Readonly<Record<string, string>>
  /** The words that were not understood. */
  readonly left: string
  /** Whether the form is opened instead of running the command. */
  readonly needsForm: boolean
}

const merged = new Set(['people', 'places', 'parts'])

/** Chooses one value for each option, the more private one of two, and names what is left over. */
export function settle(
  reader: Reader,
  { found, left, isDoubtful }: Reading,
  command: CommandInfo,
): Understood {
  const args: Record<string, string> = {}
  const chosen = new Map<string, Found>()
  const dropped: Found[] = []
  for (const one of found) {
    const before = chosen.get(one.option.name)
    if (before === undefined || isMorePrivate(one, before)) {
      chosen.set(one.option.name, one)
      if (before !== undefined) dropped.push(before)
    } else if (merged.has(one.option.kind)) chosen.set(one.option.name, merge(before, one))
    else if (before.value !== one.value) dropped.push(one)
  }
  for (const [name, one] of chosen)
    if (isContradicted(one, chosen)) {
      chosen.delete(name)
      dropped.push(one)
    }
  for (const [name, { value }] of chosen) if (value !== '') args[name] = value
  const missed = [...left, ...dropped.flatMap(indexesOf)]
  const runs = runsOf(missed).map((run) =>
    trimTokens(
      run.flatMap((index) => reader.tokens[index] ?? []),
      isFiller,
    ),
  )
  const words = runs.filter((run) => run.length > 0)
  for (const { option, value } of guessesIn(reader, left)) args[option.name] ??= value
  const rest = restOf(reader, left, dropped, args)
  if (rest !== undefined) return { args: { ...args, ...rest }, left: '', needsForm: isDoubtful }
  const isDoubted =
    isDoubtful || words.length > 0 || [...chosen.values()].some((one) => one.isDoubtful === true)
  return {
    args,
    left: words.map((run) => textOf(reader.text, run)).join(' '),
    needsForm: isDoubted || opensForm(command, args, reader),
  }
}

const isMorePrivate = (one: Found, before: Found): boolean =>
  one.value !== before.value &&
  isLessPrivate(one.option, before.value) &&
  !isLessPrivate(one.option, one.value)

const merge = (one: Found, other: Found): Found => ({
  ...one,
  value: [...new Set([...one.value.split(/[ ,]/), ...other.value.split(/[ ,]/)])].join(
    one.option.kind === 'parts' ? ',' : ' ',
  ),
})

/** `live`, which shows more of people than the `blind` beside it. */
function isContradicted({ option, value }: Found, chosen: ReadonlyMap<string, Found>): boolean {
  const other = chosen.get(option.hint.typing?.contradicts ?? '')
  return other?.value === 'yes' && value === 'yes'
}

/** The words left over beside a link, for the option that takes it: words only. */
function restOf(
  { vocabulary, tokens, text }: Reader,
  left: readonly number[],
  dropped: readonly Found[],
  args: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> | undefined {
  const option = vocabulary.options.find(({ hint }) => hint.typing?.takesRest === true)
  const hasLink = tokens.some(({ kind }) => kind === 'link')
  if (option === undefined || args[option.name] !== undefined || dropped.length > 0 || !hasLink)
    return undefined
  const runs = runsOf(left).map((run) => run.flatMap((index) => tokens[index] ?? []))
  const runsWithWords = runs.filter((run) => !run.every(isFiller))
  const isText = runsWithWords.every((run) => run.every(({ kind }) => kind === 'word' || kind === 'quoted'))
  if (runsWithWords.length !== 1 || !isText) return undefined
  return { [option.name]: sentenceOf(text, trimTokens(runsWithWords[0] ?? [], isThanks)) }
}

function opensForm(
  { naming }: CommandInfo,
  args: Readonly<Record<string, string>>,
  { vocabulary }: Reader,
): boolean {
  const isMissing = vocabulary.options.some(({ name, isRequired }) => isRequired && args[name] === undefined)
  const isFilled = naming?.opensForm === 'filled' && Object.keys(args).length > 0
  return isMissing || isFilled || naming?.opensForm === 'always'
}
