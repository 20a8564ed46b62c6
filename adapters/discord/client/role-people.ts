import { setTimeout } from 'node:timers/promises'
import type { REST } from 'discord.js'
import { PersonId, type Place } from '../../../src/chat/caller.ts'
import type { ChatPort } from '../../../src/chat/port.ts'
import { maxNamed } from '../../../src/limits.ts'
import { isDirect, serverOf } from './channels.ts'
import { roleEmpty, roleMentioned, roleSlow } from './errors.ts'
import { createLookup } from './lookup.ts'
import { type ListedMember, listMembers, maxListed } from './members.ts'

/** Discord waits 3 s for the answer to a command, which may be a form and can't be put off. */
const maxWaitMs = 1500
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

/** Finds out who has a role. */
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

  async function findAll(role: string, place: Place): Promise<readonly PersonId[]> {
    const server = serverOf(place)
    const members = await lists.find(server, server)
    if (members === undefined) throw roleMentioned()
    const people: PersonId[] = []
    for (const member of members) {
      if (role !== server && !member.roles.includes(role)) continue
      putMember(server, member)
      const person = PersonId.parse(`discord:${member.user.id}`)
      if ((await canSee(person, place)) === false) continue
      if (people.length === maxNamed) throw roleMentioned()
      people.push(person)
    }
    return people
  }

  return {
    /**
     * The people with a role who see a place, without bots.
     *
     * @throws UserError if Discord doesn't say it, or not in time, and if there is nobody or there are more than may be named.
     */
    async peopleWith(role: string, place: Place): Promise<readonly PersonId[]> {
      if (!mayListMembers || isDirect(place)) throw roleMentioned()
      const people = await Promise.race([
        findAll(role, place),
        setTimeout(maxWaitMs, undefined, { ref: false }),
      ])
      if (people === undefined) throw roleSlow()
      if (people.length === 0) throw roleEmpty()
      return people
    },
  }
}
