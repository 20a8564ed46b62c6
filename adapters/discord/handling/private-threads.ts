import { type BaseInteraction, ChannelType, PermissionFlagsBits, type REST, Routes } from 'discord.js'
import { LRUCache } from 'lru-cache'
import { inTime } from '../../../src/chat/in-time.ts'
import type { Clock } from '../../../src/time/clock.ts'
import { notInPrivateThread } from '../client/errors.ts'
import { unlessHidden } from '../client/faults.ts'

/** How long it is remembered in which threads people were asked to mention the bot. */
const askedMs = 3_600_000
const maxAsked = 1000
/** Discord waits 3 s for the acknowledgement, which follows. */
const maxWaitMs = 1000

interface Deps {
  readonly rest: REST
  readonly clock: Clock
}

/** Private threads that the bot is not in: commands can be used there, but what it posts is out of its sight at once. */
export function createPrivateThreads({ rest, clock }: Deps) {
  /** By thread: when a member was asked to mention the bot there. */
  const askedAt = new LRUCache<string, number>({ max: maxAsked })

  return {
    /** Asked before something is posted. @throws UserError if an interaction is in a private thread that the bot is not in. */
    async requireIn({ channel, appPermissions, client }: BaseInteraction): Promise<void> {
      if (channel?.type !== ChannelType.PrivateThread || channel.joined) return
      if (appPermissions.has(PermissionFlagsBits.ManageThreads)) return
      // An archived thread that was just opened may be missing in the gateway's cache.
      const asking = unlessHidden(() => rest.get(Routes.threadMembers(channel.id, client.user.id)))
      const member = await inTime(asking, maxWaitMs, clock).catch(() => undefined)
      if (member !== undefined) return
      askedAt.set(channel.id, clock.now())
      throw notInPrivateThread()
    },

    /** Whether a member was asked lately to mention the bot in a thread; true once. */
    takeRequest(thread: string): boolean {
      const at = askedAt.get(thread)
      askedAt.delete(thread)
      return at !== undefined && clock.now() < at + askedMs
    },
  }
}

export type PrivateThreads = ReturnType<typeof createPrivateThreads>
