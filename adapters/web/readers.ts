import type { Bot } from '../../src/bot/bot.ts'
import type { Caller, PersonId } from '../../src/chat/caller.ts'
import type { Channels } from './channels.ts'
import { playgroundSpace } from './message-store.ts'
import type { People } from './people.ts'
import type { WebMessage } from './wire.ts'

interface Deps {
  readonly bot: () => Bot
  readonly people: Pick<People, 'find'>
  readonly channels: Pick<Channels, 'rankIn'>
}

/** Shows a message of a channel to one person: in a poll, their own vote is marked. */
export type Show = (message: WebMessage) => Promise<WebMessage>

/** How the messages of a channel are shown to a person; `undefined` if they don't see it. */
export async function showTo(
  { bot, people, channels }: Deps,
  person: PersonId,
  channel: string,
): Promise<Show | undefined> {
  const [member, rank] = await Promise.all([people.find(person), channels.rankIn(person, channel)])
  if (member === undefined || rank === false) return undefined
  const place = { platform: 'web', space: playgroundSpace, channel }
  const reader: Caller = { person: { id: member.id, name: member.name }, place, rank }
  return async (message) =>
    message.view === undefined ? message : { ...message, view: await bot().markChosen(message.view, reader) }
}
