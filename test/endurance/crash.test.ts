import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { crashWhileVoting } from '../crash/crashes.ts'
import { seeded } from '../seeded.ts'
import { directoryOnDisk } from '../store/temporary-directory.ts'

test('a vote that was confirmed survives kill -9, and every board becomes true again', async () => {
  await using directory = await directoryOnDisk()
  const seed = randomInt(2 ** 31)
  const outcome = await crashWhileVoting(join(directory.path, 'crash.db'), 4, seeded(seed))
  expect(outcome, `seed ${seed}`).toMatchObject({ lost: 0, wrongTallies: 0 })
  expect(outcome.confirmed).toBeGreaterThan(0)
})
