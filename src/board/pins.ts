import type { Message } from '../chat/message.ts'
import type { ChatPort } from '../chat/port.ts'
import type { Logger } from '../log.ts'

/** Pins a board in its channel where that is permitted. Optional: what fails is only logged. */
export async function pinBoard(
  portFor: (platform: string) => ChatPort,
  log: Logger,
  message: Message,
): Promise<void> {
  try {
    const port = portFor(message.place.platform)
    if ((await port.missingIn?.(message.place))?.has('pins') === true) return
    await port.pin?.(message)
  } catch (fault) {
    log.info({ fault, place: message.place }, 'could not pin the reading list')
  }
}
