import { randomId } from '../chat/ids.ts'
import { PollId } from './poll.ts'

/**
 * Can't be guessed: knowing a poll's id is enough to open its page.
 *
 * @param request The random id of what the poll is made for, if it may be asked for again.
 */
export const createPollId = (request: string = randomId()): PollId => PollId.parse(`p_${request}`)

/** The request that a poll with that id is made for. */
export const requestOf = (id: PollId): string => id.slice(2)
