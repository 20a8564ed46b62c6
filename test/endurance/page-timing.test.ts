import { performance } from 'node:perf_hooks'
import { expect, test } from 'vitest'
import { openPages } from '../pages/open-pages.ts'

const perKind = 5000
/** More requests a minute come to no address. */
const perMinute = 100

const letters = '0123456789abcdefghjkmnpqrstvwxyz'

/** A token that leads nowhere, another one for each number. */
const unknown = (n: number): string =>
  Array.from({ length: 26 }, (_, i) => letters[(n * 31 + i * 7 + (n >> (i % 13))) % 32]).join('')

const median = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0

test('10,000 addresses are refused alike, whether they were unknown or withdrawn', async () => {
  await using pages = await openPages()
  await pages.ada.type('close')
  const withdrawn: string[] = []
  for (let i = 0; i < 20; i += 1) {
    withdrawn.push(await pages.link('counts'))
    await pages.mona.press(await pages.mona.type('links'), 'Withdraw')
  }
  const times = { unknown: [] as number[], withdrawn: [] as number[] }
  const bodies = new Set<string>()
  for (let i = 0; i < 2 * perKind; i += 1) {
    if (i % perMinute === 0) pages.table.clock.advance(60_000)
    // By turns, so that the machine is as busy with the ones as with the others.
    const kind = i % 2 === 0 ? 'unknown' : 'withdrawn'
    const path = kind === 'unknown' ? `/p/${unknown(i)}` : (withdrawn[i % withdrawn.length] ?? '')
    const start = performance.now()
    const response = await pages.get(path)
    times[kind].push(performance.now() - start)
    bodies.add(`${response.status} ${await response.text()} ${JSON.stringify([...response.headers])}`)
  }
  expect(bodies.size).toBe(1)
  const ratio = median(times.unknown) / median(times.withdrawn)
  expect(ratio).toBeGreaterThan(0.8)
  expect(ratio).toBeLessThan(1.25)
})
