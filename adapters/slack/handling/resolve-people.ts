import type { Call } from '../../../src/chat/call.ts'
import type { Hint } from '../../../src/chat/option.ts'
import { UserError } from '../../../src/chat/user-error.ts'
import { toPersonId } from '../client/ids.ts'

const mention = /<@(?<user>[A-Z0-9]+)(?:\|(?<name>[^>]*))?>/g
const group = /<!subteam\^[^>]*>/

/**
 * The call with mentions of people as ids where people are asked for, and as their names elsewhere.
 *
 * @throws UserError for whoever is not mentioned, and for groups.
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
  if (group.test(words))
    throw new UserError("I can't see who is in that group.", 'Mention the people instead: @ada @ben.')
  const known = new RegExp(`slack:${team}\\.(?<id>[A-Z0-9]+)`, 'g')
  const left = words
    .replaceAll(mention, '')
    .replaceAll(known, '')
    .replaceAll(/[\s,]+/g, ' ')
    .trim()
  if (left !== '')
    throw new UserError(`I don't know who “${left.slice(0, 60)}” is.`, 'Mention people: @ada @ben.')
  const users = [
    ...[...words.matchAll(mention)].map(({ groups }) => groups?.user ?? ''),
    ...[...words.matchAll(known)].map(({ groups }) => groups?.id ?? ''),
  ]
  return users.map((user) => toPersonId(team, user)).join(',')
}
