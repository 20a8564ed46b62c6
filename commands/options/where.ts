import type { Context } from '../../src/bot/context.ts'
import { optional, text, typed } from '../../src/chat/option.ts'
import { channelsMentionedIn, readWhere, type Where } from '../../src/reading/where.ts'
import { whereRefused } from '../../src/reading/where-errors.ts'

export const whereOption = typed(optional(text('Where: a room, a call link, or a voice channel', 700)), {
  as: 'note',
})

/** @throws UserError if it is no place to meet. */
export async function readWhereOption({ talkChannelKind }: Context, words: string): Promise<Where> {
  const ids = channelsMentionedIn(words)
  const kinds = await Promise.all(ids.map(async (id) => [id, (await talkChannelKind(id)) ?? ''] as const))
  const read = readWhere(words, new Map(kinds))
  if ('refused' in read) throw whereRefused(read.refused)
  return read
}
