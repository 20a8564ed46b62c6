import { type REST, Routes } from 'discord.js'
import { z } from 'zod'
import { PersonId, type Place } from '../../../src/chat/caller.ts'
import { isDirect, serverOf } from './channels.ts'
import { isMemberGone } from './faults.ts'

const Member = z.object({
  nick: z.string().nullish(),
  /** Ids. */
  roles: z.array(z.string()),
  /** Has not been let in by the server's screening yet. */
  pending: z.boolean().default(false),
  /** The end of a time-out, which may have passed. */
  communication_disabled_until: z.iso.datetime({ offset: true }).nullish(),
  user: z.object({ username: z.string(), global_name: z.string().nullish() }),
})
type Member = z.infer<typeof Member>

const Listed = z.array(Member.extend({ user: z.object({ id: z.string(), bot: z.boolean().default(false) }) }))
/** A member in the list of a server's members, which may be a bot. */
export type ListedMember = z.infer<typeof Listed>[number]

/** The most members that Discord lists at once. */
export const maxListed = 1000

/** Members of a server by their ids, after one of them. Needs the privileged intent for members. */
export const listMembers = async (
  rest: REST,
  server: string,
  after: string,
): Promise<readonly ListedMember[]> =>
  Listed.parse(
    await rest.get(Routes.guildMembers(server), {
      query: new URLSearchParams({ limit: String(maxListed), after }),
    }),
  )

/** A person, by Discord's id of the user. */
export const toPersonId = (userId: string): PersonId => PersonId.parse(`discord:${userId}`)

/** Discord's id of a person. */
export const userOf = (person: PersonId): string => person.slice('discord:'.length)

/** @returns `undefined` if the person is not a member of the place's server, or the place is in none. */
export const findMember = async (rest: REST, person: PersonId, place: Place): Promise<Member | undefined> =>
  isDirect(place) ? undefined : requestMember(rest, serverOf(place), userOf(person))

/** @returns `undefined` if the user is not a member of the server. */
export async function requestMember(rest: REST, server: string, user: string): Promise<Member | undefined> {
  try {
    return Member.parse(await rest.get(Routes.guildMember(server, user)))
  } catch (fault) {
    if (isMemberGone(fault)) return undefined
    throw fault
  }
}
