import type { Bot } from '../../src/bot/bot.ts'
import type { PersonId } from '../../src/chat/caller.ts'
import type { Channels } from './channels.ts'
import { isNewsTo, type ListLatest } from './latest-messages.ts'
import { type MessageStore, maySee } from './message-store.ts'
import type { People } from './people.ts'
import { showTo } from './readers.ts'
import type { WebNews } from './wire.ts'

interface Deps {
  readonly bot: () => Bot
  readonly messages: Pick<MessageStore, 'find'>
  readonly people: Pick<People, 'find'>
  readonly channels: Pick<Channels, 'namesFor' | 'rankIn'>
  readonly listLatest: ListLatest
}

interface Reader {
  readonly person: PersonId
  /** Channel → up to when they have read it, in ms since 1970. */
  readonly read: ReadonlyMap<string, number>
  /** The same for other channels. */
  readonly otherwise: number
}

/** Counts the news of a person in each channel that they see. */
export const listNews = async (deps: Deps, reader: Reader): Promise<readonly WebNews[]> =>
  Promise.all((await deps.channels.namesFor(reader.person)).map((channel) => newsIn(deps, reader, channel)))

async function newsIn(deps: Deps, { person, read, otherwise }: Reader, channel: string): Promise<WebNews> {
  const heads = await deps.listLatest(channel)
  const readAt = read.get(channel) ?? otherwise
  const show = await showTo(deps, person, channel)
  const polls = heads.filter((head) => head.isPoll && maySee(head, person))
  const waiting = await Promise.all(
    polls.map(async ({ id }) => {
      const message = await deps.messages.find(channel, id)
      const shown = message && (await show?.(message))
      return shown?.view?.awaitsChoice === true ? [id] : []
    }),
  )
  return {
    channel,
    count: heads.filter((head) => head.at > readAt && isNewsTo(person, head)).length,
    waiting: waiting.flat(),
  }
}
