import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tryOut } from '../anonymity/try-out.ts'
import { seeded } from '../seeded.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'

const seeds = Array.from({ length: 40 }, () => randomInt(2 ** 31))

/** Ten thousand in all, in parts that a busy machine ends within the limit of a deadlock: about eight minutes of one core, beside the other files of this project. */
test.each(seeds)(
  'nothing that a curious opener does in 250 sequences tells whose ballot is whose, seed %i',
  async (seed) => {
    await using directory = await temporaryDirectory()
    const { tried, findings } = await tryOut(join(directory.path, 'opener'), 250, seeded(seed))
    expect(findings).toEqual([])
    expect(tried.ballots).toBeGreaterThan(tried.sequences / 2)
  },
)
