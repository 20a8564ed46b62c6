import { z } from 'zod'
import { maxNamed } from '../limits.ts'
import { PersonId } from './caller.ts'
import { InviteeId } from './invitee.ts'

/** How to ask for an option: as a slash option, a form field or a line of help. */
export interface Hint {
  readonly kind: 'text' | 'long-text' | 'choice' | 'flag' | 'people' | 'file'
  /** "Label", or "Label: hint". A form shows them apart, as {@link labelOf}; a slash option has room for the whole. */
  readonly label: string
  readonly required: boolean
  /** The name of its empty choice, or the placeholder of its empty field. */
  readonly empty?: string
  /** `choice` only: value → label, in the order they are shown. */
  readonly values?: Readonly<Record<string, string>>
  /** `choice` only: value → what it means, in at most 75 characters. */
  readonly meanings?: Readonly<Record<string, string>>
  /** Text kinds only: the maximum length in characters. */
  readonly limit?: number
  /** The kind of time that it takes: one moment, one day, or days; platforms offer a picker. */
  readonly when?: 'moment' | 'day' | 'days'
  /** It takes a time zone; platforms offer a list of them. */
  readonly takesZone?: true
  /** The flag of the same form that, ticked, leaves it unused. */
  readonly unusedWith?: string
  /** `people` only: an audience may be named, too. */
  readonly takesGroups?: true
  /** `people` only: it is of use only with several of them, or in their order, so that one picker is not enough. */
  readonly isList?: true
  /**
   * The feature without which it is not offered: labels of threads, offers to place the papers that people link, or pages with
   * an address.
   */
  readonly onlyWith?: 'labels' | 'offers' | 'pages'
  readonly typing?: Typing
}

/** How an option is read from typed words. Its name with `:` or `=` always begins it. */
export interface Typing {
  /** The kind of its value; by default that of the hint: one line, a note, a choice, a flag, or people. */
  readonly as?: WordKind
  /** The kind of its value, where that differs from how it is typed. */
  readonly holds?: 'time' | 'start' | 'date' | 'length'
  /** A time can be off, too. */
  readonly mayBeOff?: true
  /** It takes words that no option's name stands before. */
  readonly isFirst?: true
  /** Other spellings of its name. */
  readonly also?: readonly string[]
  /** Value → its other spellings; of a list (`parts`), all values. */
  readonly spellings?: Readonly<Record<string, readonly string[]>>
  /** Neither its name nor a value counts without `:` or `=` behind the name. */
  readonly onlyWithName?: true
  /** The value that shows less of people. Where words leave it in doubt, this one is filled in. */
  readonly morePrivate?: string
  /** Another option that it contradicts, and that shows less of people. */
  readonly contradicts?: string
  /** It takes people who are mentioned without an option's name, where several options hold people. */
  readonly takesMentions?: true
  /** Left out, it means everyone, so that `everyone` may be written for it. */
  readonly isEveryoneByDefault?: true
  /** It takes what no other option takes, beside a link. */
  readonly takesRest?: true
  /** Only controls use it: nobody can type it, and no form and no platform's list offers it. */
  readonly isHidden?: true
}

/** The kind of an option's value in typed words. */
export type WordKind =
  | 'paper'
  | 'flag'
  | 'choice'
  /** A moment or a length of time. */
  | 'time'
  | 'dates'
  /** When a group meets. */
  | 'rule'
  | 'people'
  /** Several values of a list, joined by commas. */
  | 'parts'
  /** Channels. */
  | 'places'
  /** A sentence, in which option words are words. */
  | 'note'
  | 'text'
  /** An address, whatever it leads to. */
  | 'link'
  | 'number'
  /** All words behind the command, as typed. */
  | 'topic'

const hints = z.registry<Hint>()

/** One line of text. */
export const text = (label: string, limit = 300) =>
  z.string().trim().min(1).max(limit).register(hints, { kind: 'text', label, limit, required: true })

/** Several lines of text. */
export const longText = (label: string, limit = 500) =>
  z.string().trim().min(1).max(limit).register(hints, { kind: 'long-text', label, limit, required: true })

/** One of a few values. @param values Value → label. */
export const choice = <Value extends string>(label: string, values: Readonly<Record<Value, string>>) => {
  const keys = Object.keys(values) as Value[]
  return z.enum(keys).register(hints, { kind: 'choice', label, values, required: true })
}

/** Yes or no; `undefined` if it is left out. */
export const flag = (label: string) =>
  treatBlankAsAbsent(z.stringbool()).register(hints, { kind: 'flag', label, required: false })

/** A file, in forms alone. Its value is what the adapter needs to read it. */
export const file = (label: string) =>
  z.string().min(1).max(2000).register(hints, { kind: 'file', label, required: true })

/** People of the space. Adapters turn mentions, roles and pickers into ids separated by commas. */
export const people = (label: string, more: Pick<Hint, 'isList'> = {}) =>
  listOfIds(PersonId).register(hints, { kind: 'people', label, required: false, ...more })

/** The same, among whom there may be audiences. */
export const invitees = (label: string) =>
  listOfIds(InviteeId).register(hints, { kind: 'people', label, required: false, takesGroups: true })

const listOfIds = <Id extends z.ZodType<string, string>>(id: Id) =>
  treatBlankAsAbsent(
    z
      .string()
      .max(10_000)
      .transform((ids) => ids.split(',').filter((id) => id !== ''))
      .pipe(z.array(id).max(maxNamed)),
  )

/** The same option, but it may be left out. */
export function optional<Schema extends z.ZodType>(schema: Schema) {
  const { ...hint } = hintOf(schema)
  return treatBlankAsAbsent(schema).register(hints, { ...hint, required: false })
}

/** The same option, and what it means to leave it out: "Channel default". */
export function ifEmpty<Schema extends z.ZodType>(schema: Schema, empty: string): Schema {
  const copy = schema.clone()
  hints.add(copy, { ...hintOf(schema), empty })
  return copy
}

/** The same choice, and what some of its values mean. */
export function withMeanings<Schema extends z.ZodType>(
  schema: Schema,
  meanings: Readonly<Record<string, string>>,
): Schema {
  const copy = schema.clone()
  hints.add(copy, { ...hintOf(schema), meanings })
  return copy
}

/** A copy of `schema` with the hint of `from`. */
export function copyHint<Schema extends z.ZodType>(from: z.ZodType, schema: Schema): Schema {
  const copy = schema.clone()
  hints.add(copy, hintOf(from))
  return copy
}

/** The same option, and how it is read from typed words. */
export function typed<Schema extends z.ZodType>(schema: Schema, typing: Typing): Schema {
  const copy = schema.clone()
  const hint = hintOf(schema)
  hints.add(copy, { ...hint, typing: { ...hint.typing, ...typing } })
  return copy
}

/** The same option, whose words say a time. */
export function timed<Schema extends z.ZodType>(schema: Schema, when: NonNullable<Hint['when']>): Schema {
  const copy = schema.clone()
  hints.add(copy, { ...hintOf(schema), when })
  return copy
}

/** The same option, which only platforms offer that have such a feature. */
export function onlyWith<Schema extends z.ZodType>(
  schema: Schema,
  feature: NonNullable<Hint['onlyWith']>,
): Schema {
  const copy = schema.clone()
  hints.add(copy, { ...hintOf(schema), onlyWith: feature })
  return copy
}

/** The same option, whose words name a time zone. */
export function zoned<Schema extends z.ZodType>(schema: Schema): Schema {
  const copy = schema.clone()
  hints.add(copy, { ...hintOf(schema), takesZone: true })
  return copy
}

/** The same option, which is not used while a flag of the same form is ticked. */
export function unusedWith<Schema extends z.ZodType>(schema: Schema, flag: string): Schema {
  const copy = schema.clone()
  hints.add(copy, { ...hintOf(schema), unusedWith: flag })
  return copy
}

/** The hint of an option. @throws Error if its schema was not made in this file. */
function hintOf(schema: z.core.$ZodType): Hint {
  const hint = hints.get(schema)
  if (hint === undefined)
    throw new Error('An option was not made by text, longText, choice, flag, people or invitees')
  return hint
}

/** The hints of a command's options, by name; without those that only controls use. */
export const hintsOf = (options: z.core.$ZodShape): Readonly<Record<string, Hint>> =>
  Object.fromEntries(
    Object.entries(options)
      .map(([name, schema]) => [name, hintOf(schema)] as const)
      .filter(([, { typing }]) => typing?.isHidden !== true),
  )

/** Forms send every field, empty ones as ''. */
function treatBlankAsAbsent<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => (value === '' ? undefined : value), schema.optional())
}

/** How an option is typed: `blind`, `names|anonymous`, `closes:` */
export function wordFor(name: string, hint: Hint | undefined): string {
  if (hint?.kind === 'flag') return name
  if (hint?.values !== undefined) return Object.keys(hint.values).join('|')
  return `${name}:`
}
