import type { PersonId } from '../chat/caller.ts'
import type { Message } from '../chat/message.ts'
import type { ChatPort } from '../chat/port.ts'
import { UserError } from '../chat/user-error.ts'
import type { View } from '../chat/view.ts'
import type { Logger } from '../log.ts'
import type { Group } from '../reading/group.ts'

interface Deps {
  readonly portFor: (platform: string) => ChatPort
  readonly log: Logger
  /** Called after each message that was sent. */
  readonly onSent?: (person: PersonId, message: Message) => Promise<void>
}

/**
 * Sends each of these people who see the group's channel a private message, once per key.
 *
 * @returns how many were reached; people who accept no messages are left out, too.
 * @throws whatever else went wrong, once everyone was tried: sent again, it reaches only those it has not reached yet.
 */
export async function sendPrivately(
  { portFor, log, onSent }: Deps,
  group: Group,
  people: readonly PersonId[],
  view: View,
  key: string,
): Promise<number> {
  const port = portFor(group.place.platform)
  let delivered = 0
  let otherFault: unknown
  for (const person of people)
    try {
      if ((await port.canSee(person, group.place)) === false) continue
      const message = await port.sendPrivate(person, group.place, view, `${key}/${person}`)
      await onSent?.(person, message)
      delivered += 1
    } catch (fault) {
      log.warn({ fault, group: group.id }, 'could not send a private message')
      if (!(fault instanceof UserError)) otherFault = fault
    }
  if (otherFault !== undefined) throw otherFault
  return delivered
}
