import type { Call } from '../../../src/chat/call.ts'
import type { Hint } from '../../../src/chat/option.ts'
import { personNotMentioned, userGroupMentioned } from '../client/errors.ts'
import { toPersonId } from '../client/ids.ts'

const mention = /<@(?<user>[A-Z0-9]+)(?:\|(?<name>[^>]*))?>/g
const userGroup = /<!subteam\^[^>]*>/

/**
 * The call with mentions as person ids in options of kind `people`, and as names in all others.
 *
 * @throws UserError if an option of kind `people` has other words, or mentions a user group.
 */
export function resolvePeople(call: Call, hints: Readonly<Record<string, Hint>>, team: string): Call {
  const args = Object.entries(call.args).map(([name, value]) => [
    name,
    hints[name]?.kind === 'people' ? readPersonIds(value, team) : toNames(value),
  ])
  return { command: call.command, args: Object.fromEntries(args) }
}

const toNames = (text: string): string =>
  text.replaceAll(mention, (_, user: string, name?: string) => `@${name || user}`)

function readPersonIds(words: string, team: string): string {
  if (userGroup.test(words)) throw userGroupMentioned()
  const personId = new RegExp(`slack:${team}\\.(?<id>[A-Z0-9]+)`, 'g')
  const rest = words
    .replaceAll(mention, '')
    .replaceAll(personId, '')
    .replaceAll(/[\s,]+/g, ' ')
    .trim()
  if (rest !== '') throw personNotMentioned(rest)
  const users = [
    ...[...words.matchAll(mention)].map(({ groups }) => groups?.user ?? ''),
    ...[...words.matchAll(personId)].map(({ groups }) => groups?.id ?? ''),
  ]
  return users.map((user) => toPersonId(team, user)).join(',')
}
