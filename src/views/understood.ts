import type { Hint } from '../chat/option.ts'
import { counted } from '../chat/text.ts'
import { truncate } from '../chat/truncate.ts'

const maxValueLength = 80
const maxLeftLength = 200

/**
 * The words that were understood, and those that weren't.
 *
 * @param subject What is named if no option was understood, such as the command.
 * @returns '' if there is nothing to say.
 */
export function understoodLine(
  args: Readonly<Record<string, string>>,
  hints: Readonly<Record<string, Hint>>,
  left: string | undefined,
  subject = '',
): string {
  const values = Object.entries(args).flatMap(([name, value]) => describe(name, value, hints[name]))
  const understood = values.length === 0 ? subject : values.join(', ')
  return [
    ...(understood === '' ? [] : [`I understood: ${understood}.`]),
    ...(left === undefined ? [] : [`I didn't understand “${truncate(left, maxLeftLength)}”.`]),
  ].join(' ')
}

function describe(name: string, value: string, hint: Hint | undefined): readonly string[] {
  const text = truncate(value, maxValueLength)
  switch (hint?.kind) {
    case undefined:
      return []
    case 'flag':
      return [value === 'yes' ? name : `not ${name}`]
    case 'choice':
      return [text]
    case 'people':
      return describeInvitees(value.split(','))
    default:
      return [hint?.typing?.isFirst === true ? text : `${name} ${text}`]
  }
}

/** "2 people", "1 role": who they are is in the field. */
function describeInvitees(ids: readonly string[]): readonly string[] {
  const roles = ids.filter((id) => id.includes(':@')).length
  const people = ids.length - roles
  return [
    ...(people === 0 ? [] : [counted(people, 'person', 'people')]),
    ...(roles === 0 ? [] : [counted(roles, 'role')]),
  ]
}
