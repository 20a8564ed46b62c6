import type { Hint } from './option.ts'
import { capitalise } from './text.ts'

/** The label of an option's field, and the line under it, if it has one. */
export function labelOf({ label }: Pick<Hint, 'label'>): { readonly name: string; readonly hint?: string } {
  const [name = '', ...rest] = label.split(': ')
  return { name, ...(rest.length > 0 && { hint: capitalise(rest.join(': ')) }) }
}

/** The line under a field: its option's hint, and then its note. */
export function lineUnder({
  hint,
  note,
}: {
  readonly hint: Hint
  readonly note?: string
}): string | undefined {
  const { hint: usual } = labelOf(hint)
  if (usual === undefined || note === undefined) return usual ?? note
  return `${usual}${/[.?!]$/.test(usual) ? '' : '.'} ${note}`
}

/**
 * The values of a choice with their labels and what they mean, in the order they are shown: '' is the empty one, which is left out
 * where it means the same as another.
 */
export const choicesOf = ({
  values = {},
  meanings = {},
  empty,
  required,
}: Hint): readonly (readonly [value: string, label: string, meaning?: string | undefined])[] => [
  ...(required || empty === undefined || Object.values(values).includes(empty) ? [] : [['', empty] as const]),
  ...Object.entries(values).map(([value, label]) => [value, label, meanings[value]] as const),
]
