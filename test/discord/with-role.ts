import type { Clock } from '../../src/time/clock.ts'
import { startDiscord } from '../platforms/discord/loopback.ts'
import type { Role, Sent } from '../platforms/discord/world.ts'
import { connectedByClock, connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

export const paper = 'https://arxiv.org/abs/2312.06942'

/** A server with a role that Ben and Cleo have. */
export async function withRole({ isOn = false } = {}, clock?: Clock) {
  const discord = await startDiscord()
  const { world, ben, cleo } = discord
  world.isMembersIntentOn = isOn
  const readers = world.openRole('readers')
  for (const person of [ben, cleo]) person.roles.add(readers.id)
  const env = isOn ? { DISCORD_MEMBERS_INTENT: 'true' } : {}
  const table = await (clock === undefined
    ? connectedInProcess(env, undefined, discord)
    : connectedByClock(clock, { discord }))
  return { ...table, ...discord, readers, story: storyOf(table) }
}

export type RoleTable = Awaited<ReturnType<typeof withRole>>

export const mention = ({ id }: Role) => `<@&${id}>`

/** The poll that Ada opens. */
export async function opened(
  { people, ada, story }: RoleTable,
  options: Readonly<Record<string, string>>,
): Promise<Sent> {
  await people.answered(people.slash(ada, 'poll', { paper, ...options }))
  const [poll] = story.posted()
  if (poll === undefined) throw new Error('Nothing was posted')
  return poll
}
