import type { Message } from '../chat/message.ts'
import type { ChatPort } from '../chat/port.ts'

interface Deps {
  /** As for boards. */
  readonly paceOf?: (board: string, message: Message) => Promise<number>
}

/** How long a message of a board stays as it is after an edit at least, in ms. */
export const leastPause = async (
  { paceOf }: Deps,
  port: ChatPort | undefined,
  board: string,
  message: Message,
): Promise<number> => Math.max(port?.editEvery ?? 0, (await paceOf?.(board, message)) ?? 0)
