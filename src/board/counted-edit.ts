import type { Message } from '../chat/message.ts'
import type { ChatPort } from '../chat/port.ts'
import type { View } from '../chat/view.ts'
import type { Metrics } from '../metrics.ts'

/** Edits a message, and counts the outcome. @throws what the port throws. */
export async function countedEdit(
  metrics: Metrics,
  port: ChatPort,
  message: Message,
  view: View,
): ReturnType<ChatPort['edit']> {
  const { platform } = port
  try {
    const outcome = await port.edit(message, view)
    metrics.edits.inc({ platform, outcome })
    return outcome
  } catch (fault) {
    metrics.edits.inc({ platform, outcome: 'failed' })
    throw fault
  }
}
