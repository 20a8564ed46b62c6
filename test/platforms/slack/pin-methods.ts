import { z } from 'zod'
import { type Method, method, writableChannel } from './method.ts'
import { refused } from './refused.ts'
import { keyOf } from './world.ts'

/** `pins.*`, as far as a bot like this one uses it. */
export const pinMethods = (): Readonly<Record<string, Method>> => ({
  'pins.add': method({
    scopes: ['pins:write'],
    args: { channel: z.string(), timestamp: z.string() },
    run({ channel, timestamp }, { workspace }) {
      const { id } = writableChannel(workspace, channel)
      const key = keyOf(id, timestamp)
      if (!workspace.messages.has(key)) throw refused('message_not_found')
      if (workspace.pins.has(key)) throw refused('already_pinned')
      workspace.pins.add(key)
      return { ok: true }
    },
  }),
})
