import type { Message } from '../chat/message.ts'
import type { ChatPort } from '../chat/port.ts'
import { UserError } from '../chat/user-error.ts'
import type { Logger } from '../log.ts'

/**
 * Pins a board in its channel where that is permitted. Optional: other faults are only logged.
 *
 * @param onRefused Called with what organisers can fix, if they like.
 */
export async function pinBoard(
  portFor: (platform: string) => ChatPort,
  log: Logger,
  message: Message,
  onRefused: (fault: UserError) => Promise<void>,
): Promise<void> {
  try {
    const port = portFor(message.place.platform)
    if ((await port.missingIn?.(message.place))?.has('pins') === true) return
    await port.pin?.(message)
  } catch (fault) {
    if (fault instanceof UserError) return onRefused(fault)
    log.info({ fault, place: message.place }, 'could not pin the reading list')
  }
}
