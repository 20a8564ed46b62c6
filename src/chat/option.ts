import { z } from 'zod'
import { PersonId } from './caller.ts'

/** What an adapter needs to know to ask for an option: a slash option, a form field, a line of help. */
export interface Hint {
  readonly kind: 'text' | 'long-text' | 'choice' | 'flag' | 'people'
  readonly label: string
  readonly required: boolean
  /** `choice` only: value → what people read, in the order they are shown. */
  readonly values?: Readonly<Record<string, string>>
  /** Text kinds only: the most characters that are accepted. */
  readonly limit?: number
}

const hints = z.registry<Hint>()

/** One line of words. */
export const text = (label: string, limit = 300) =>
  z.string().trim().min(1).max(limit).register(hints, { kind: 'text', label, limit, required: true })

/** Several lines of words. */
export const longText = (label: string, limit = 500) =>
  z.string().trim().min(1).max(limit).register(hints, { kind: 'long-text', label, limit, required: true })

/** One of a few values; `values` says how each is shown. */
export const choice = <Value extends string>(label: string, values: Readonly<Record<Value, string>>) => {
  const keys = Object.keys(values) as Value[]
  return z.enum(keys).register(hints, { kind: 'choice', label, values, required: true })
}

/** Yes, no, or (unset) whatever is usual here. */
export const flag = (label: string) =>
  treatBlankAsAbsent(z.stringbool()).register(hints, { kind: 'flag', label, required: false })

/** People of the space. Adapters turn mentions, roles and pickers into ids with commas between. */
export const people = (label: string) =>
  treatBlankAsAbsent(
    z
      .string()
      .max(10_000)
      .transform((ids) => ids.split(',').filter((id) => id !== ''))
      .pipe(z.array(PersonId).max(200)),
  ).register(hints, { kind: 'people', label, required: false })

/** The same option, which may be left out. */
export function optional<Schema extends z.ZodType>(schema: Schema) {
  const { ...hint } = hintOf(schema)
  return treatBlankAsAbsent(schema).register(hints, { ...hint, required: false })
}

/** What `schema` reads, asked for as `like` is. */
export function copyHint<Schema extends z.ZodType>(from: z.ZodType, schema: Schema): Schema {
  const copy = schema.clone()
  hints.add(copy, hintOf(from))
  return copy
}

/** @throws Error for a schema that was not made in this file: a fault of the command that uses it. */
export function hintOf(schema: z.core.$ZodType): Hint {
  const hint = hints.get(schema)
  if (hint === undefined) throw new Error('An option was not made by text, longText, choice, flag or people')
  return hint
}

/** Forms send every field, the empty ones as ''. */
function treatBlankAsAbsent<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => (value === '' ? undefined : value), schema.optional())
}

/** How an option is typed: `blind`, `names|anonymous`, `closes:` */
export function wordFor(name: string, hint: Hint | undefined): string {
  if (hint?.kind === 'flag') return name
  if (hint?.values !== undefined) return Object.keys(hint.values).join('|')
  return `${name}:`
}
