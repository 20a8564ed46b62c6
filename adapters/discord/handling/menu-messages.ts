import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { MessageText } from '../../shared/message-text.ts'
import { MenuMessage, readMessageText } from './message-text.ts'

/** More than are read at any moment. */
const maxNoted = 1000

/** An interaction with an entry of a message's menu, as Discord sends it. */
const MenuPayload = z.object({
  id: z.string(),
  data: z.object({
    target_id: z.string(),
    resolved: z.object({ messages: z.record(z.string(), MenuMessage) }),
  }),
})

/**
 * The texts of messages whose menu was used. They are read from what Discord sent: discord.js drops the titles of files and
 * components that it doesn't know.
 */
export function createMenuMessages() {
  const noted = new LRUCache<string, MessageText>({ max: maxNoted })

  return {
    /** Notes the message of an interaction. To be called with every interaction, before it is handled. */
    note(payload: unknown): void {
      const { id = '', data } = MenuPayload.safeParse(payload).data ?? {}
      const message = data?.resolved.messages[data.target_id]
      if (message !== undefined) noted.set(id, readMessageText(message))
    },

    /** The text of the message of an interaction, once. */
    take(interaction: string): MessageText {
      const text = noted.get(interaction) ?? { text: '' }
      noted.delete(interaction)
      return text
    },
  }
}

export type MenuMessages = ReturnType<typeof createMenuMessages>
