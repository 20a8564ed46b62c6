import type { REST } from 'discord.js'
import { PersonId, type Place } from '../../../src/chat/caller.ts'
import type { ChatPort } from '../../../src/chat/port.ts'
import { maxNamed } from '../../../src/limits.ts'
import { isDirect, serverOf } from './channels.ts'
import { createLookup } from './lookup.ts'
import { type ListedMember, listMembers, maxListed } from './members.ts'

/** Of servers with more members than these hold, nobody is listed. */
const maxPages = 10

interface Deps {
  readonly rest: REST
  /** Whether the application may list members: `DISCORD_MEMBERS_INTENT`. */
  readonly mayListMembers: boolean
  readonly canSee: ChatPort['canSee']
  readonly putMember: (server: string, member: ListedMember) => void
  /** In ms since 1970. */
  readonly now: () => number
}

/**
 * Finds the people with a role who see a place, without bots.
 *
 * @returns `undefined` where members can't be listed, and if there are more than may be named.
 */
export function createRolePeople({ rest, mayListMembers, canSee, putMember, now }: Deps) {
  /** Without bots; `undefined` of a server that is too large. */
  const lists = createLookup(async (server) => {
    const found: ListedMember[] = []
    for (let page = 0; page < maxPages; page++) {
      const members = await listMembers(rest, server, found.at(-1)?.user.id ?? '0')
      found.push(...members)
      if (members.length < maxListed) return found.filter(({ user }) => !user.bot)
    }
    return undefined
  }, now)

  return async (role: string, place: Place): Promise<readonly PersonId[] | undefined> => {
    if (!mayListMembers || isDirect(place)) return undefined
    const server = serverOf(place)
    const members = await lists.find(server, server)
    if (members === undefined) return undefined
    const people: PersonId[] = []
    for (const member of members) {
      if (role !== server && !member.roles.includes(role)) continue
      putMember(server, member)
      const person = PersonId.parse(`discord:${member.user.id}`)
      if ((await canSee(person, place)) === false) continue
      if (people.length === maxNamed) return undefined
      people.push(person)
    }
    return people
  }
}

export type RolePeople = ReturnType<typeof createRolePeople>
