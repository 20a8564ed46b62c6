import { randomInt } from 'node:crypto'
import { expect, test } from 'vitest'
import { soak } from '../soak/soak.ts'

/** Ends a deadlock; a minute of the ten takes longer on a busy machine. */
const deadlockMs = 30 * 60_000

test('in ten minutes of 50 actions a second with faults everywhere nothing is lost, and the heap doesn’t grow', {
  timeout: deadlockMs,
}, async () => {
  const seed = randomInt(2 ** 31)
  console.info(`seed ${seed}`)
  const { heaps, confirmed, lost, faults, log } = await soak({
    minutes: 10,
    perSecond: 50,
    seed,
    print: (line) => console.info(line),
  })
  expect(lost).toEqual([])
  expect(faults).toEqual([])
  for (const count of confirmed) expect(count).toBeGreaterThan(100)
  // What nothing caught ends the process, and is logged as fatal.
  expect(log.filter((line) => line.includes('"level":60'))).toEqual([])
  const [first = 0, last = 0] = [heaps[0]?.data, heaps.at(-1)?.data]
  expect(last).toBeLessThanOrEqual(1.05 * first)
})
