import { createHmac, randomBytes } from 'node:crypto'
import type { PersonId } from '../chat/caller.ts'
import { randomId } from '../chat/ids.ts'
import { VoterId } from './ballot.ts'
import { type Poll, PollId } from './poll.ts'

/**
 * The person's pseudonym in one poll: stable across its rounds, unlinkable across polls. A hash keyed with the poll's
 * secret, so the ballots of an anonymous poll don't show who cast them unless the database is read.
 */
export function voterOf({ secret }: Pick<Poll, 'secret'>, person: PersonId): VoterId {
  return VoterId.parse(`v_${createHmac('sha256', secret).update(person).digest('base64url').slice(0, 22)}`)
}

export const createSecret = (): string => randomBytes(32).toString('base64url')

/** Can't be guessed: knowing a poll's id is enough to open its page. */
export const createPollId = (): PollId => PollId.parse(`p_${randomId()}`)
