import type { Bot } from '../../src/bot/bot.ts'
import type { Adapter } from '../../src/bot/platform.ts'
import type { Channels } from './channels.ts'
import type { GivenFiles } from './given-files.ts'
import { toJump } from './jump.ts'
import type { MessageStore } from './message-store.ts'
import type { People } from './people.ts'

/** The playground as a platform that the bot can post to. */
export function createAdapter(
  messages: MessageStore,
  people: Pick<People, 'find' | 'remove'>,
  channels: Pick<Channels, 'rankIn' | 'isSeen' | 'allNames' | 'exportPerson' | 'erasePerson'>,
  givenFiles: Pick<GivenFiles, 'open'>,
  onStart: (bot: Bot) => void,
): Adapter {
  return {
    platform: 'web',
    editEvery: 250,
    countsDown: true,
    hasGuests: true,
    start: async (bot) => onStart(bot),
    // Closing the web server ends the event streams.
    stop: async () => {},
    isConnected: () => true,
    canSee: (person, { channel }) => channels.rankIn(person, channel),
    stateOf: async ({ channel }) => ((await channels.isSeen(undefined, channel)) ? 'for-all' : 'for-some'),
    // Everyone is in the channels that they see.
    isIn: async (person, { channel }) => (await channels.rankIn(person, channel)) !== false,
    async exportPerson(person) {
      const found = await messages.exportPerson(await channels.allNames(), person)
      const member = await people.find(person)
      return {
        ...(member !== undefined && { rank: member.rank }),
        channels: await channels.exportPerson(person),
        messages: found.map(({ place, at, text, view }) => ({ place, at, text, view: view?.summary })),
      }
    },
    async erasePerson(person) {
      await messages.erasePerson(await channels.allNames(), person)
      await channels.erasePerson(person)
      await people.remove(person)
      messages.emit({ kind: 'people' })
    },
    nameOf: async (person) => (await people.find(person))?.name,
    channelNameOf: async ({ channel }) => channel,

    async post(place, view, key) {
      const { id } = await messages.add(place, { view }, key)
      return { place, id }
    },
    async edit({ place, id }, view) {
      return (await messages.edit(place.channel, id, view)) ? 'shown' : 'gone'
    },
    async sendPrivate(person, place, view, key) {
      const { id } = await messages.add(place, { view, for: person }, key)
      return { place, id }
    },
    openFile: (file, { person }) => givenFiles.open(file, person.id),
    linkTo: async (message) => toJump(message),
    // A message of a thread has no thread of its own.
    openThread: async ({ place, id }) => ({ ...place, thread: place.thread ?? id }),
  }
}
