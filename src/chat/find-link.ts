import type { Logger } from '../log.ts'
import type { Message } from './message.ts'
import type { ChatPort } from './port.ts'

interface Deps {
  readonly portFor: (platform: string) => ChatPort
  readonly log: Logger
}

/** The address of a message; `undefined` where messages have none, and if it can't be found out. */
export async function findLink({ portFor, log }: Deps, message: Message): Promise<string | undefined> {
  try {
    return await portFor(message.place.platform).linkTo?.(message)
  } catch (fault) {
    log.warn({ fault }, 'the address of a message could not be found out')
    return undefined
  }
}

/** The address of the first of several messages, as {@link findLink}. */
export async function findFirstLink(deps: Deps, [message]: readonly Message[]): Promise<string | undefined> {
  return message && findLink(deps, message)
}
