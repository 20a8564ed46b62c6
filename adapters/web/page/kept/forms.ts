import { type Kept, kept, keptInTab } from './storage.ts'

/** The values of a form's fields, by name: several of one are those that are ticked. */
export type Values = Readonly<Record<string, readonly string[]>>

/** Field → what it held when the form was opened, and what it was changed to. */
type Changes = Readonly<Record<string, { readonly from: readonly string[]; readonly to: readonly string[] }>>

/** The oldest go. */
const maxForms = 30

/** The identity of a form, for its person. */
export interface FormName {
  /** The same each time that the form is opened. */
  readonly name: string
  /** Whether what is filled in must not outlast the tab, as in an anonymous ballot. */
  readonly isSecret: boolean
}

/** The values of a form with what was changed when it was open last; `undefined` if nothing was. */
export function restoreForm({ name, isSecret }: FormName, initial: Values): Values | undefined {
  const changes = readForms(isSecret ? keptInTab : kept)[name] ?? {}
  // A field that is filled in otherwise by now, as with newly typed words, keeps that.
  const restored = Object.entries(changes).filter(([field, { from }]) => isSame(initial[field], from))
  if (restored.length === 0) return undefined
  return { ...initial, ...Object.fromEntries(restored.map(([field, { to }]) => [field, to])) }
}

/** Keeps the changed values of a form, and forgets a form without any. */
export function keepForm({ name, isSecret }: FormName, initial: Values, values: Values): void {
  const changed = Object.entries(values).filter(([field, to]) => !isSame(initial[field], to))
  const changes = changed.map(([field, to]) => [field, { from: initial[field] ?? [], to }] as const)
  replaceForm(isSecret ? keptInTab : kept, name, Object.fromEntries(changes))
}

/** Forgets the changed values of a form. */
export const forgetForm = ({ name, isSecret }: FormName): void =>
  replaceForm(isSecret ? keptInTab : kept, name, {})

const readForms = (where: Kept): Readonly<Record<string, Changes>> => JSON.parse(where.read('forms') ?? '{}')

function replaceForm(where: Kept, name: string, changes: Changes): void {
  const { [name]: _, ...others } = readForms(where)
  const isEmpty = Object.keys(changes).length === 0
  const forms = Object.entries({ ...others, ...(!isEmpty && { [name]: changes }) }).slice(-maxForms)
  where.write('forms', forms.length === 0 ? undefined : JSON.stringify(Object.fromEntries(forms)))
}

const isSame = (one: readonly string[] = [], other: readonly string[]): boolean =>
  one.length === other.length && one.every((value, at) => value === other[at])
