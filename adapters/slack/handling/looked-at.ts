import { LRUCache } from 'lru-cache'
import type { Call } from '../../../src/chat/call.ts'
import { atHome, toSpaceId } from '../client/ids.ts'
import type { SlackActor } from './actor.ts'
import type { Delivery } from './delivery.ts'

const maxRemembered = 5000

/** Remembers which channel users look at beside the bot, as Slack said last. In memory only. */
export function createLookedAt() {
  const channels = new LRUCache<string, string>({ max: maxRemembered })

  return {
    note(team: string, user: string, channel: string | undefined): void {
      channels.set(`${team} ${user}`, channel)
    },

    /** `undefined` if it isn't known, or is no channel. */
    of: (team: string, user: string): string | undefined => channels.get(`${team} ${user}`),
  }
}

export type LookedAt = ReturnType<typeof createLookedAt>

/**
 * Moves the question which polls are open, asked in direct messages, to the channel that the user looks at; to all channels
 * if that isn't known. Other calls are returned unchanged.
 */
export function toLookedAt(
  { lookedAt }: { readonly lookedAt: LookedAt },
  { workspace: { team }, actor }: Pick<Delivery, 'workspace' | 'actor'>,
  call: Call,
): { readonly actor: SlackActor; readonly call: Call } {
  const isDirect = actor.channel?.startsWith('D') === true
  if (call.command !== 'open-polls' || !isDirect || actor.about !== undefined) return { actor, call }
  const channel = actor.looksAt ?? lookedAt.of(team, actor.user)
  const about = { platform: 'slack', space: toSpaceId(team), channel: channel ?? atHome }
  return {
    actor: { ...actor, about },
    call: channel === undefined ? { ...call, args: { everywhere: 'yes' } } : call,
  }
}
