import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { repeats } from '../repeats.ts'
import { seeded } from '../seeded.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { tryOut } from './try-out.ts'

test('nothing that a curious opener does with an anonymous poll tells whose ballot is whose', async () => {
  await using directory = await temporaryDirectory()
  const seed = randomInt(2 ** 31)
  const { tried, findings } = await tryOut(join(directory.path, 'opener'), repeats(15, 40), seeded(seed))
  expect(findings, `seed ${seed}`).toEqual([])
  expect(tried.ballots).toBeGreaterThan(tried.sequences / 2)
})
