import { createHmac, randomBytes } from 'node:crypto'
import type { PersonId } from '../chat/caller.ts'
import { VoterId } from './ballot.ts'
import { type Poll, PollId } from './poll.ts'

/**
 * The person's id inside one poll: random to whoever has no access to the database, the same in all its rounds.
 * A keyed hash, so that the ballots of an anonymous poll say nowhere whose they are.
 */
export function voterOf({ secret }: Pick<Poll, 'secret'>, person: PersonId): VoterId {
  return VoterId.parse(`v_${createHmac('sha256', secret).update(person).digest('base64url').slice(0, 22)}`)
}

export const createSecret = (): string => randomBytes(32).toString('base64url')

/** 50 random bits: who has the id of a poll was given it. */
export function createPollId(): PollId {
  const letters = '0123456789abcdefghjkmnpqrstvwxyz'
  return PollId.parse(`p_${Array.from(randomBytes(10), (byte) => letters[byte % 32]).join('')}`)
}
