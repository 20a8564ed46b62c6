import { z } from 'zod'
import { applicationId, channelId, guildId } from '../platforms/discord/world.ts'
import { readRecorded } from '../platforms/recorded.ts'
import type { Told } from './payload-reader.ts'

/** Ids of a thread and of a direct conversation that the recorded payloads are moved to. */
export const places = { thread: '600000000000000001', direct: '600000000000000002' }

/** By ids in the recorded payloads, those of the loopback's server. Some were replaced by their owners. */
const ids: Readonly<Record<string, string>> = {
  '1457469483726668048': applicationId,
  '1457468924290662599': guildId,
  '1457510428359004343': channelId,
  '1459213904352645277': channelId,
  '1457536551830421524': places.thread,
  '1473118766652199044': places.thread,
  DM_CHANNEL_123: places.direct,
  INTERACTION789: '1457536990000000001',
  MSG_DM_123: '1457536990000000002',
  MSG789: '1457536990000000003',
}

const moved = (text: string): string =>
  Object.entries(ids).reduce((moved, [id, own]) => moved.replaceAll(id, own), text)

/** What their owners left out of some interactions, and Discord never does. */
const shortened = { entitlements: [], authorizing_integration_owners: {} }

const Event = z.object({ type: z.string().startsWith('GATEWAY_'), data: z.looseObject({}) })
const Interaction = z.looseObject({ application_id: z.string(), type: z.number() })

/** What Discord has told, by file and key, as it would tell it of the loopback's server. */
export const recordedEvents = (): ReadonlyMap<string, Told> =>
  new Map(
    [...readRecorded('discord', moved)].flatMap(([name, payload]): [string, Told][] => {
      const event = Event.safeParse(payload)
      if (event.success) return [[name, [event.data.type.replace('GATEWAY_', ''), event.data.data]]]
      const isInteraction = Interaction.safeParse(payload).success
      return isInteraction ? [[name, ['INTERACTION_CREATE', { ...shortened, ...payload }]]] : []
    }),
  )
