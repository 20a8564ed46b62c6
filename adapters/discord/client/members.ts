import { type REST, Routes } from 'discord.js'
import { z } from 'zod'
import type { PersonId, Place } from '../../../src/chat/caller.ts'
import { isDirect, serverOf } from './channels.ts'
import { isMemberGone } from './faults.ts'

const Member = z.object({
  nick: z.string().nullish(),
  user: z.object({ username: z.string(), global_name: z.string().nullish() }),
})
type Member = z.infer<typeof Member>

/** Discord's id of a person. */
export const userOf = (person: PersonId): string => person.slice('discord:'.length)

/** @returns `undefined` if the person is not a member of the place's server, or the place is in none. */
export async function findMember(rest: REST, person: PersonId, place: Place): Promise<Member | undefined> {
  if (isDirect(place)) return undefined
  try {
    return Member.parse(await rest.get(Routes.guildMember(serverOf(place), userOf(person))))
  } catch (fault) {
    if (isMemberGone(fault)) return undefined
    throw fault
  }
}
