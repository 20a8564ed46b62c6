import type { Suggestion } from '../chat/command-info.ts'
import type { Hint } from '../chat/option.ts'

/** The choices of an option whose name or value has what was typed, case aside; none of an option without choices. */
export function suggestChoices({ values = {} }: Pick<Hint, 'values'>, typed: string): readonly Suggestion[] {
  const part = typed.trim().toLowerCase()
  return Object.entries(values)
    .map(([value, label]) => ({ label, value }))
    .filter((choice) => Object.values(choice).some((words) => words.toLowerCase().includes(part)))
}
