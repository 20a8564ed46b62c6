import { ChannelType } from 'discord.js'
import type { Place } from '../../../src/chat/caller.ts'
import type { TalkChannelKind } from '../../../src/chat/port.ts'
import { isDirect, serverOf } from './channels.ts'
import type { Servers } from './servers.ts'

/** As in `ChatPort`. Rejects if Discord can't be reached. */
export async function findTalkChannelKind(
  { findRoom }: Pick<Servers, 'findRoom'>,
  place: Place,
): Promise<TalkChannelKind | undefined> {
  if (isDirect(place)) return undefined
  const room = await findRoom(serverOf(place), place.channel)
  if (room?.type === ChannelType.GuildVoice) return 'voice'
  return room?.type === ChannelType.GuildStageVoice ? 'stage' : undefined
}
