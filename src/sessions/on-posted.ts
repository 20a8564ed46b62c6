import type { PollThreads } from '../board/poll-threads.ts'
import type { Message } from '../chat/message.ts'
import type { ReadingGroups } from './reading-groups.ts'

interface Deps {
  readonly boards: {
    readonly trackMessage: (board: string, message: Message, revision?: number) => Promise<void>
  }
  readonly reading: Pick<ReadingGroups, 'boards' | 'pin'>
  readonly threads: Pick<PollThreads, 'openWithPoll'>
}

/** Returns a function to be called once a message that shows a board was posted. */
export function createOnPosted({ boards, reading, threads }: Deps) {
  return async (board: string, message: Message, revision?: number): Promise<void> => {
    await boards.trackMessage(board, message, revision)
    if (reading.boards.isList(board)) await reading.pin(message)
    else await threads.openWithPoll(board, message.place)
  }
}
