import type { CommandInfo } from '../../chat/command-info.ts'
import type { Hint, WordKind } from '../../chat/option.ts'
import { remembered } from './remembered.ts'

/** An option as typed words see it. */
export interface Option {
  readonly name: string
  readonly kind: WordKind
  /** The keys of its name and of other spellings. */
  readonly names: ReadonlySet<string>
  /** The key of every spelling of a value → the value. */
  readonly values: ReadonlyMap<string, string>
  readonly isFirst: boolean
  readonly isRequired: boolean
  readonly hint: Hint
}

/** The options that can be typed for one command. */
export interface Vocabulary {
  readonly options: readonly Option[]
  /** The option that takes words without a name. */
  readonly first: Option | undefined
  /** By the key of a name. */
  readonly byName: ReadonlyMap<string, Option>
  /** By the key of a flag or of a value that may be written by itself. */
  readonly switches: ReadonlyMap<string, Switch>
}

/** A value that one word chooses. */
export interface Switch {
  readonly option: Option
  readonly value: string
}

/** A word for comparing: in any case, with or without hyphens and spaces. */
export const keyOf = (word: string): string => word.normalize('NFKC').toLowerCase().replaceAll(/[-\s]/g, '')

/** The commands that people can type; the others are reached by controls. */
export const filterTypable = <Info extends CommandInfo>(commands: readonly Info[]): readonly Info[] =>
  commands.filter(({ examples }) => examples.length > 0)

/** The options that can be typed for a command, from its hints. */
export const vocabularyOf = ({ hints }: Pick<CommandInfo, 'hints'>): Vocabulary => vocabularyFor(hints)

const vocabularyFor = remembered((hints: CommandInfo['hints']): Vocabulary => {
  const options = Object.entries(hints).map(([name, hint]) => toOption(name, hint))
  return {
    options,
    first: options.find(({ isFirst }) => isFirst),
    byName: new Map(options.flatMap((option) => [...option.names].map((name) => [name, option] as const))),
    switches: new Map(options.flatMap(switchesOf)),
  }
})

const kinds: Readonly<Record<Hint['kind'], WordKind>> = {
  text: 'text',
  'long-text': 'note',
  choice: 'choice',
  flag: 'flag',
  people: 'people',
  file: 'text',
}

function toOption(name: string, hint: Hint): Option {
  const { as, also = [], spellings = {}, isFirst = false } = hint.typing ?? {}
  const values = [...new Set([...Object.keys(hint.values ?? {}), ...Object.keys(spellings)])]
  return {
    name,
    kind: as ?? kinds[hint.kind],
    names: new Set([name, ...also].map(keyOf)),
    values: new Map(
      values.flatMap((value) =>
        [value, ...(spellings[value] ?? [])].map((spelling) => [keyOf(spelling), value] as const),
      ),
    ),
    isFirst,
    isRequired: hint.required,
    hint,
  }
}

function switchesOf(option: Option): readonly (readonly [string, Switch])[] {
  if (option.hint.typing?.onlyWithName === true) return []
  if (option.kind === 'flag') return [...option.names].map((name) => [name, { option, value: 'yes' }])
  if (option.kind !== 'choice') return []
  return [...option.values].map(([spelling, value]) => [spelling, { option, value }])
}

/** Whether a value shows more of people than another value of its option does. */
export const isLessPrivate = ({ hint }: Option, value: string): boolean =>
  hint.typing?.morePrivate !== undefined && hint.typing.morePrivate !== value
