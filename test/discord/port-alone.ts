import { createAdapter } from '../../adapters/discord/connect.ts'
import type { Bot } from '../../src/bot/bot.ts'
import { PersonId, type Place, SpaceId } from '../../src/chat/caller.ts'
import type { ChatPort } from '../../src/chat/port.ts'
import type { View } from '../../src/chat/view.ts'
import { createLog } from '../../src/log.ts'
import { createMetrics } from '../../src/metrics.ts'
import { createPngRenderer } from '../../src/picture/png.ts'
import { openStore } from '../../src/store/store.ts'
import { systemClock } from '../../src/time/clock.ts'
import { token } from '../platforms/discord/world.ts'

/** Nobody talks to it. */
const idle: Bot = {
  commands: [],
  find: () => undefined,
  formFor: () => undefined,
  audienceOf: () => 'caller',
  handle: () => Promise.reject(new Error('Nobody asks')),
  suggest: async () => [],
  commandsOffered: async () => [],
  markChosen: async (view) => view,
  onPosted: async () => {},
  renderPage: async () => undefined,
  findPreview: async () => undefined,
  membership: {
    onLeft: async () => {},
    onBack: async () => {},
    onReachable: async () => {},
    onDeleted: async () => {},
    check: async () => {},
  },
}

interface Where {
  /** Where Discord's API is. */
  readonly api: string
  /** The file that holds everything. */
  readonly database: string
  /** Those that this process serves; all where it is missing. */
  readonly shards?: { readonly ids: readonly number[]; readonly count: number }
}

/** The port to Discord without the rest of Cruxgrid, as boards and alarms see it. */
export async function startPort({ api, database, shards }: Where, now: () => number) {
  const store = await openStore(`sqlite:${database}`)
  const pictures = createPngRenderer()
  const settings = {
    DISCORD_TOKEN: token,
    DISCORD_API_URL: api,
    DISCORD_SHARDS: shards ?? {},
    DISCORD_MEMBERS_INTENT: false,
  }
  const port = createAdapter(
    settings,
    { store, pictures, metrics: createMetrics(), log: createLog('silent', false), drainMs: 5000 },
    { ...systemClock, now },
  )
  await port.start(idle)
  return {
    port,
    store,
    async stop(): Promise<void> {
      await port.stop()
      await pictures.close()
      await store.close()
    },
  }
}

/** Something to say, in a place or to somebody alone about it. */
export interface Errand {
  readonly place: Place
  readonly person?: PersonId
  readonly view: View
  readonly key: string
}

/** @returns the id of the message that was posted. */
export async function run(port: ChatPort, { place, person, view, key }: Errand): Promise<string | undefined> {
  if (person === undefined) return (await port.post(place, view, key)).id
  await port.sendPrivate(person, place, view, key)
  return undefined
}

export const placeIn = (guild: string, channel: string, thread?: string): Place => ({
  platform: 'discord',
  space: SpaceId.parse(`discord:${guild}`),
  channel,
  ...(thread !== undefined && { thread }),
})

export const personOf = ({ id }: { readonly id: string }): PersonId => PersonId.parse(`discord:${id}`)

/** A view of one line. */
export const saying = (text: string, ...more: View['parts']): View => ({
  summary: text,
  parts: [{ kind: 'text', text }, ...more],
})
