import type { Bot } from '../../src/bot/bot.ts'
import type { Adapter } from '../../src/bot/platform.ts'
import type { Messages } from './messages.ts'
import type { People } from './people.ts'

/** The playground as boards and alarms see it. */
export function createPort(
  messages: Messages,
  people: Pick<People, 'find'>,
  started: (bot: Bot) => void,
): Adapter {
  return {
    platform: 'web',
    editEvery: 250,
    start: async (bot) => started(bot),
    // The web server ends what listens.
    stop: async () => {},
    isConnected: () => true,
    nameOf: async (person) => (await people.find(person))?.name,

    async post(place, view, key) {
      const { id } = await messages.addOnce(place, { view }, key)
      return { place, id }
    },
    async edit({ place, id }, view) {
      return (await messages.edit(place.channel, id, view)) ? 'shown' : 'gone'
    },
    async sendPrivate(person, place, view, key) {
      await messages.addOnce(place, { view, for: person }, key)
    },
    // A message of a thread has no thread of its own.
    openThread: async ({ place, id }) => ({ ...place, thread: place.thread ?? id }),
  }
}
