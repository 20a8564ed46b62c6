import { expect, test } from 'vitest'
import { keepShown } from '../../src/board/keep-shown.ts'
import { maxPending } from '../../src/limits.ts'
import { until } from '../until.ts'

const rest = '*'
const names = Array.from({ length: maxPending.updates + 5 }, (_, i) => `board ${i}`)

/** Messages that are edited once they are let go, and all of which are behind until then. */
function keepHeld() {
  const { promise: held, resolve: release } = Promise.withResolvers<void>()
  const shown = new Set<string>()
  const begun: string[] = []
  const kept = keepShown({
    async show(message) {
      begun.push(message)
      await held
      if (message === rest) for (const name of names) if (!shown.has(name)) await kept.touchInTurn(name)
      shown.add(message)
    },
    pause: async () => {},
    report(fault) {
      throw fault
    },
    rest,
  })
  return { kept, shown, begun, release }
}

test('10,000 messages are kept at a time, and what there was no room for follows', async () => {
  const { kept, shown, begun, release } = keepHeld()
  for (const name of names) kept.touch(name)
  expect(begun).toEqual([...names.slice(0, maxPending.updates), rest])
  release()
  await until(() => names.every((name) => shown.has(name)))
  await kept.stop()
})

test('a stop does not wait for the messages that there was no room for', async () => {
  const { kept, shown, release } = keepHeld()
  for (const name of names) kept.touch(name)
  const stopped = kept.stop()
  release()
  await stopped
  expect(shown.has(names.at(-1) ?? '')).toBe(false)
})
