import { type REST, Routes } from 'discord.js'
import { z } from 'zod'
import type { Place } from '../../../src/chat/caller.ts'
import type { ChatPort } from '../../../src/chat/port.ts'
import { type Channels, channelOf } from '../client/channels.ts'
import { isChannelGone } from '../client/faults.ts'
import { limits } from '../format/limits.ts'
import { withUnarchivedThread } from './threads.ts'

const Thread = z.object({ applied_tags: z.array(z.string()).default([]) })

interface Deps {
  readonly rest: REST
  readonly channels: Channels
}

/** The tags of a forum, which label its posts. */
export function createThreadLabels({
  rest,
  channels,
}: Deps): Required<Pick<ChatPort, 'labelsOf' | 'relabel'>> {
  /** @returns `undefined` if the thread was deleted. */
  async function findTags(thread: string, place: Place): Promise<readonly string[] | undefined> {
    try {
      return Thread.parse(await rest.get(Routes.channel(thread))).applied_tags
    } catch (fault) {
      if (isChannelGone(fault)) return undefined
      throw channels.toUserError(fault, 'label', place)
    }
  }

  return {
    async labelsOf(place) {
      return (await channels.findForum(place))?.tags.map(({ id, name }) => ({ id, name })) ?? []
    },

    async relabel(place, { added, removed }) {
      const { thread, ...channel } = place
      const known = (await channels.findForum(channel))?.tags ?? []
      if (thread === undefined || known.length === 0) return undefined
      const before = await findTags(thread, place)
      if (before === undefined) return undefined
      const kept = before.filter((tag) => tag !== removed)
      // A tag that was deleted since can't be given.
      const isMissing = known.some(({ id }) => id === added) && !kept.some((tag) => tag === added)
      const isFull = isMissing && kept.length >= limits.postTags
      const after = isMissing && !isFull && added !== undefined ? [...kept, added] : kept
      try {
        if (after.length !== before.length || isMissing !== isFull)
          await withUnarchivedThread(rest, channelOf(place), () =>
            rest.patch(Routes.channel(thread), { body: { applied_tags: after } }),
          )
      } catch (fault) {
        throw channels.toUserError(fault, 'label', place)
      }
      return isFull ? limits.postTags : undefined
    },
  }
}
