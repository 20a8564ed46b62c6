import type { Client } from 'discord.js'
import type { Logger } from '../../../src/log.ts'

/**
 * Logs an event that discord.js can't read instead of ending the process: the library reads events where nobody catches
 * what it throws.
 */
export function skipUnreadableEvents({ ws }: Client, log: Logger): void {
  const handlePacket: unknown = Reflect.get(ws, 'handlePacket')
  if (typeof handlePacket !== 'function') throw new Error('The Discord client handles no packets')
  Reflect.set(
    ws,
    'handlePacket',
    (packet: { readonly t?: string } | undefined, ...rest: readonly unknown[]) => {
      try {
        return Reflect.apply(handlePacket, ws, [packet, ...rest])
      } catch (fault) {
        log.error({ fault, event: packet?.t }, 'could not read an event from Discord')
        return false
      }
    },
  )
}
