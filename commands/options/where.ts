import type { Context } from '../../src/bot/context.ts'
import { optional, text, typed, withTalkChannel } from '../../src/chat/option.ts'
import { channelsMentionedIn, readWhere, type Where } from '../../src/reading/where.ts'
import { whereRefused } from '../../src/reading/where-errors.ts'

export const whereOption = withTalkChannel(
  typed(optional(text('Where: a room or a call link', 700)), { as: 'note' }),
)

/** @throws UserError if it is no place to meet. */
export async function readWhereOption({ findTalkChannel }: Context, words: string): Promise<Where> {
  const ids = channelsMentionedIn(words)
  const channels = new Map(await Promise.all(ids.map(async (id) => [id, await findTalkChannel(id)] as const)))
  const read = readWhere(words, new Map(ids.map((id) => [id, channels.get(id)?.kind ?? ''])))
  if ('refused' in read) throw whereRefused(read.refused)
  const name = read.channel && channels.get(read.channel)?.name
  return { ...read, ...(name && { name }) }
}
