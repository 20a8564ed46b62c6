import { randomId } from '../chat/ids.ts'
import { PollId } from './poll.ts'

/** Can't be guessed: knowing a poll's id is enough to open its page. */
export const createPollId = (): PollId => PollId.parse(`p_${randomId()}`)
