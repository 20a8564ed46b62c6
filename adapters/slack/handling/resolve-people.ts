import type { Call } from '../../../src/chat/call.ts'
import type { Hint } from '../../../src/chat/option.ts'
import { personNotMentioned, userGroupMentioned } from '../client/errors.ts'
import { toPersonId } from '../client/ids.ts'

const mention = /<@(?<user>[A-Z0-9]+)(?:\|(?<name>[^>]*))?>/g
const userGroup = /<!subteam\^(?<group>[A-Z0-9]+)(?:\|[^>]*)?>/g

/** The ids of the users that a user group stands for. @throws UserError if they can't be named. */
export type UsersOf = (group: string) => Promise<readonly string[]>

/**
 * The call with mentions as person ids in options of kind `people`, and as names in all others. Where the option takes that, a
 * user group stands for its users.
 *
 * @throws UserError if an option of kind `people` has other words, or mentions another user group.
 */
export async function resolvePeople(
  call: Call,
  hints: Readonly<Record<string, Hint>>,
  team: string,
  usersOf: UsersOf,
): Promise<Call> {
  const args = Object.entries(call.args).map(async ([name, value]) => {
    const { kind, takesGroups } = hints[name] ?? {}
    if (kind !== 'people') return [name, toNames(value)]
    return [name, await readPersonIds(value, team, takesGroups === true ? usersOf : refuseGroup)]
  })
  return { command: call.command, args: Object.fromEntries(await Promise.all(args)) }
}

const refuseGroup: UsersOf = async () => {
  throw userGroupMentioned()
}

const toNames = (text: string): string =>
  text.replaceAll(mention, (_, user: string, name?: string) => `@${name || user}`)

async function readPersonIds(words: string, team: string, usersOf: UsersOf): Promise<string> {
  const groups = await Promise.all(
    [...words.matchAll(userGroup)].map(({ groups }) => usersOf(groups?.group ?? '')),
  )
  const personId = new RegExp(`slack:${team}\\.(?<id>[A-Z0-9]+)`, 'g')
  const rest = words
    .replaceAll(userGroup, '')
    .replaceAll(mention, '')
    .replaceAll(personId, '')
    .replaceAll(/[\s,]+/g, ' ')
    .trim()
  if (rest !== '') throw personNotMentioned(rest)
  const users = [
    ...[...words.matchAll(mention)].map(({ groups }) => groups?.user ?? ''),
    ...[...words.matchAll(personId)].map(({ groups }) => groups?.id ?? ''),
    ...groups.flat(),
  ]
  return [...new Set(users)].map((user) => toPersonId(team, user)).join(',')
}
