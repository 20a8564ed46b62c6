import { expect, test } from 'vitest'
import { createInFlight } from '../../../adapters/shared/in-flight.ts'
import { createRequests } from '../../../adapters/shared/requests.ts'
import { type Caller, PersonId, SpaceId } from '../../../src/chat/caller.ts'
import { tooBusy } from '../../../src/chat/errors.ts'
import { maxPending } from '../../../src/limits.ts'
import type { Store } from '../../../src/store/store.ts'
import { temporaryStore } from '../../store/stored.ts'

const caller: Caller = {
  person: { id: PersonId.parse('chat:ada'), name: 'Ada' },
  place: { platform: 'chat', space: SpaceId.parse('chat:place'), channel: 'general' },
  rank: 'member',
}
const call = { command: 'poll', args: { paper: 'A title' } }

test('of a platform, 10,000 requests are worked on at a time; more are dropped, which is logged once', async () => {
  const warned: unknown[] = []
  const inFlight = createInFlight({ warn: (about: unknown) => void warned.push(about) })
  const { promise: held, resolve: release } = Promise.withResolvers<void>()
  for (let i = 0; i < maxPending.deliveries; i += 1) {
    expect(inFlight.mayBegin()).toBe(true)
    inFlight.add(held.then())
  }
  expect([inFlight.mayBegin(), inFlight.mayBegin()]).toEqual([false, false])
  expect(warned).toEqual([{ inFlight: maxPending.deliveries }])
  release()
  await inFlight.settled()
  expect(inFlight.mayBegin()).toBe(true)
  inFlight.close()
  expect(inFlight.mayBegin()).toBe(false)
})

test('5,000 requests are kept until they are answered; one more is refused, and the next is not once there is room', async () => {
  await using temporary = await temporaryStore()
  const requests = createRequests(withoutWrites(temporary.store), 'chat', () => 0)
  for (let i = 0; i < maxPending.requests; i += 1) await requests.keep(`request ${i}`, call, caller)
  await expect(requests.keep('another', call, caller)).rejects.toEqual(tooBusy())
  await requests.end('request 0')
  expect((await requests.keep('another', call, caller)).person).toEqual(caller.person)
})

/** To write 5,000 records would take a small machine seconds. */
const withoutWrites = (store: Store): Store => ({
  ...store,
  collection: (kind, scope) => ({ ...store.collection(kind, scope), set: async () => {} }),
})
