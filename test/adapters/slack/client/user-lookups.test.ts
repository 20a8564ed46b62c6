import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createUserLookups } from '../../../../adapters/slack/client/user-lookups.ts'
import type { Workspace } from '../../../../adapters/slack/client/workspace.ts'
import { tooBusy } from '../../../../src/chat/errors.ts'
import { maxPending } from '../../../../src/limits.ts'
import { createFakeClock } from '../../../fake-clock.ts'

const reason = { urgency: 'asked' } as const

/** A workspace whose calls wait for the same end. */
function workspaceOf(team: string, held: Promise<never>, botToken = 'xoxb-1') {
  const calls: string[] = []
  const call = (method: string) => {
    calls.push(method)
    return held
  }
  const workspace: Workspace = { team, botToken, botId: 'B0BOT', botUser: 'U0BOT', callOnce: call, call }
  return { workspace, calls }
}

const open = () => createUserLookups({ clock: createFakeClock('2026-11-30T12:00:00Z'), onListed() {} })

test('15,000 people of a workspace wait to be looked up; one more is refused', async () => {
  const lookups = open()
  const { promise: held, reject: fail } = Promise.withResolvers<never>()
  const { workspace } = workspaceOf('T0HOME', held)
  // The first is asked for at once.
  const people = Array.from({ length: maxPending.people + 1 }, (_, i) => `U${i}`)
  const waiting = people.map((user) => lookups.find(workspace, user, reason))
  await expect(lookups.find(workspace, 'U0MORE', reason)).rejects.toEqual(tooBusy())
  // Who waits already waits for the same answer.
  const again = lookups.find(workspace, 'U0', reason)
  await setImmediate()
  fail(new Error('Slack is away'))
  await expect(Promise.race([again, ...waiting])).rejects.toThrow('Slack is away')
  lookups.stop()
})

test('1,000 workspaces have a queue, and one that is dropped for another is worked off', async () => {
  const lookups = open()
  const { promise: held, reject: fail } = Promise.withResolvers<never>()
  const [first, ...others] = Array.from({ length: 1001 }, (_, i) => workspaceOf(`T${i}`, held))
  const waiting = [first, ...others].map((one) => one && lookups.find(one.workspace, 'U0ADA', reason))
  // The queue of the first was dropped: a second look-up of the same person is another call.
  const again = first && lookups.find(first.workspace, 'U0ADA', reason)
  await setImmediate()
  expect(first?.calls).toEqual(['users.info', 'users.info'])
  fail(new Error('Slack is away'))
  for (const outcome of await Promise.allSettled([...waiting, again])) expect(outcome.status).toBe('rejected')
})

test('once the app was installed again, people are looked up with its new token', async () => {
  const lookups = open()
  const held = Promise.reject(new Error('The token was revoked'))
  const [before, after] = ['xoxb-1', 'xoxb-2'].map((token) => workspaceOf('T0HOME', held, token))
  if (before === undefined || after === undefined) throw new Error('There are no workspaces')
  for (const { workspace } of [before, after])
    await expect(lookups.find(workspace, 'U0ADA', reason)).rejects.toThrow('revoked')
  expect([before.calls.length, after.calls.length]).toEqual([1, 1])
})
