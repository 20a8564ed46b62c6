import type { Message } from '../chat/message.ts'
import type { ChatPort } from '../chat/port.ts'

interface Deps {
  /** As for boards. */
  readonly paceOf?: (board: string, message: Message) => Promise<number>
}

/** The least time between two edits of a message of a board, in ms. */
export const leastPause = async (
  { paceOf }: Deps,
  port: ChatPort | undefined,
  board: string,
  message: Message,
): Promise<number> => Math.max(port?.editEvery ?? 0, (await paceOf?.(board, message)) ?? 0)
