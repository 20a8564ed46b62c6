import { expect, test } from 'vitest'
import { createProfileStore } from '../../../../adapters/slack/client/profile-store.ts'
import type { PersonId } from '../../../../src/chat/caller.ts'
import { createLog } from '../../../../src/log.ts'
import { temporaryStore } from '../../../store/stored.ts'

const person = (number: number) => `slack:T0HOME.U${number}` as PersonId

test('memory holds the profiles of 100,000 people, and the others are read again', async () => {
  await using temporary = await temporaryStore()
  const profiles = createProfileStore(temporary.store, createLog('silent', false))
  profiles.set(person(0), { v: 1, name: 'Ada', kind: 'member', at: 1 })
  await profiles.saved()
  for (let number = 1; number < 100_000; number += 1)
    profiles.remember(person(number), { v: 1, kind: 'member', at: 1 })
  expect(profiles.get(person(0))?.name).toBe('Ada')
  for (let number = 100_000; number < 200_000; number += 1)
    profiles.remember(person(number), { v: 1, kind: 'member', at: 1 })
  expect(profiles.get(person(0))).toBeUndefined()
  expect((await profiles.read(person(0)))?.name).toBe('Ada')
})
