import { expect, test } from 'vitest'
import { SpaceId } from '../../src/chat/caller.ts'
import { tooBusy } from '../../src/chat/errors.ts'
import { maxPending } from '../../src/limits.ts'
import { VoterId } from '../../src/poll/ballot.ts'
import { createBallotQueue } from '../../src/poll/ballot-queue.ts'
import { PollId } from '../../src/poll/poll.ts'
import { temporaryStore } from '../store/stored.ts'

const poll = PollId.parse('p_0123456789')
const space = SpaceId.parse('chat:place')

test('5,000 votes wait for the database; one more is refused, and the next is not once there is room', async () => {
  await using temporary = await temporaryStore()
  const queue = createBallotQueue(temporary.store)
  const cast = (voter: number) => queue.cast(poll, space, VoterId.parse(`chat:v${voter}`), () => undefined)
  const waiting = Array.from({ length: maxPending.votes }, (_, voter) => cast(voter))
  await expect(cast(-1)).rejects.toEqual(tooBusy())
  for (const outcome of await Promise.all(waiting)) expect(outcome).toEqual({ kind: 'unknown' })
  expect(await cast(-1)).toEqual({ kind: 'unknown' })
})
