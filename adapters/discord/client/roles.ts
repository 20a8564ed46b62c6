import { PermissionFlagsBits, type REST, Routes } from 'discord.js'
import { z } from 'zod'
import { AudienceId } from '../../../src/chat/audience.ts'
import type { Place } from '../../../src/chat/caller.ts'
import { inTime } from '../../../src/chat/in-time.ts'
import type { InviteeId } from '../../../src/chat/invitee.ts'
import type { AudiencePort } from '../../../src/chat/port.ts'
import type { Logger } from '../../../src/log.ts'
import type { Clock } from '../../../src/time/clock.ts'
import { createMemory, keptMs } from '../../shared/memory.ts'
import { type Channels, channelOf, isDirect, serverOf } from './channels.ts'
import { roleEmpty, roleMentioned, roleNotMentionable, roleSlow } from './errors.ts'
import type { RolePeople } from './role-people.ts'
import type { Servers } from './servers.ts'

const hourMs = 3_600_000
/** Discord waits 3 s for the answer to a command, which may be a form and can't be put off. */
const maxWaitMs = 1500
/** Numbers of members that are remembered for each server. */
const maxSizes = 1000

/** The id of a role → the number of its members, without @everyone. */
const MemberCounts = z.record(z.string(), z.int())

interface Deps {
  readonly rest: REST
  readonly servers: Pick<Servers, 'findRole'>
  readonly channels: Pick<Channels, 'findOwnPermissions'>
  readonly findPeople: RolePeople
  readonly log: Pick<Logger, 'warn'>
  readonly clock: Pick<Clock, 'now' | 'limit'>
}

export const toAudienceId = (role: string): AudienceId => AudienceId.parse(`discord:@${role}`)

/** Discord's id of the role that an audience is. */
export const roleOf = (audience: AudienceId): string => audience.slice('discord:@'.length)

/** Roles as audiences. */
export function createRoles({ rest, servers, channels, findPeople, log, clock }: Deps) {
  const { now } = clock
  const counts = createMemory<z.infer<typeof MemberCounts>>(now, 1, () => hourMs)
  const sizes = createMemory<number | undefined>(now, maxSizes, (size) =>
    size === undefined ? keptMs.granted : hourMs,
  )

  async function askSize(role: string, place: Place): Promise<number | undefined> {
    const people = await findPeople(role, place)
    if (people !== undefined) return people.length
    const server = serverOf(place)
    const found = await counts.find(server, server, async () =>
      MemberCounts.parse(await rest.get(`${Routes.guildRoles(server)}/member-counts`)),
    )
    return found[role]
  }

  /** Asked again after a minute if Discord doesn't say it. */
  async function findSize(role: string, place: Place): Promise<number | undefined> {
    try {
      return await askSize(role, place)
    } catch (fault) {
      log.warn({ fault, role }, 'Discord did not say how many people have a role')
      return undefined
    }
  }

  /** The role that an audience is, which @everyone is never. */
  const findRole = async (id: AudienceId, place: Place) =>
    isDirect(place) || roleOf(id) === serverOf(place)
      ? undefined
      : servers.findRole(serverOf(place), roleOf(id))

  const audiences: AudiencePort = {
    async find(id, place) {
      const found = await findRole(id, place)
      if (found === undefined) return undefined
      const role = roleOf(id)
      const key = `${role}/${channelOf(place)}`
      const size = await sizes.find(serverOf(place), key, () => findSize(role, place))
      return { id, name: found.name, ...(size !== undefined && { size }) }
    },

    peopleIn: (id, place) => findPeople(roleOf(id), place),

    async requireNotifiable(id, place) {
      const role = await findRole(id, place)
      if (role === undefined) throw roleMentioned()
      const mayMention = channels.findOwnPermissions(place)?.has(PermissionFlagsBits.MentionEveryone) === true
      if (!role.isMentionable && !mayMention) throw roleNotMentionable(role.name)
    },
  }

  return {
    audiences,

    /**
     * Those who are asked to vote if a role is: its audience, or of @everyone the people who see the place.
     *
     * @throws UserError if they can't be asked.
     */
    async inviteesOf(role: string, place: Place): Promise<readonly InviteeId[]> {
      if (isDirect(place)) throw roleMentioned()
      if (role !== serverOf(place)) return [toAudienceId(role)]
      const finding = findPeople(role, place).then((people) => ({ people }))
      const found = await inTime(finding, maxWaitMs, clock)
      if (found === undefined) throw roleSlow()
      const { people } = found
      if (people === undefined) throw roleMentioned()
      if (people.length === 0) throw roleEmpty()
      return people
    },
  }
}
