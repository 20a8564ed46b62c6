import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { expect } from 'vitest'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import type { ReadingWorld, Seen } from './reading-world.ts'
import { accountOf, tableOf } from './year-account.ts'
import { checkYear } from './year-checks.ts'
import { clockOf } from './year-clock.ts'
import type { Year } from './year-plan.ts'
import { runYear } from './year-run.ts'

/** What the year is made from; CRUXGRID_SEED makes one again. */
export const seed = Number(process.env.CRUXGRID_SEED ?? randomInt(2 ** 31))

/**
 * Lets a group live through a year, or less of one, on a platform, and looks at what is left of it there.
 * CRUXGRID_YEAR=1 prints it.
 *
 * @param options Of the group's schedule, beside its time.
 * @returns everything that was said.
 */
export async function verifyYear(
  open: () => Promise<ReadingWorld>,
  year: Year,
  options = '',
): Promise<readonly Seen[]> {
  using clock = clockOf(year)
  await using directory = await temporaryDirectory()
  await using world = await open()
  const lived = await runYear(year, { world, clock, database: join(directory.path, 'year.db'), options })
  const seen = world.seen()
  const account = accountOf(year, lived, seen)
  if (process.env.CRUXGRID_YEAR === '1')
    console.log(`A year on ${world.platform}, seed ${seed}\n${tableOf(account, lived)}`)
  expect.soft(lived.outages.filter(({ kind }) => kind === 'crash')).toHaveLength(year.crashes)
  checkYear(year, lived, account, seen)
  expect(world.violations).toEqual([])
  return seen
}
