import type { Message } from '../../../src/chat/message.ts'
import { channelOf, isDirect, serverOf } from '../client/channels.ts'

/** The address of a message. */
export const linkTo = ({ place, id }: Message): string =>
  `https://discord.com/channels/${isDirect(place) ? '@me' : serverOf(place)}/${channelOf(place)}/${id}`
