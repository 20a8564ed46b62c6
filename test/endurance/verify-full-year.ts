import { join } from 'node:path'
import { expect } from 'vitest'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { checkEverything } from './full-year-checks.ts'
import { everything, planEverything } from './full-year-plan.ts'
import type { ReadingWorld } from './reading-world.ts'
import { seed } from './verify-year.ts'
import { accountOf, tableOf } from './year-account.ts'
import { checkYear } from './year-checks.ts'
import { clockOf } from './year-clock.ts'
import type { Year } from './year-plan.ts'
import { runYear, type YearRun } from './year-run.ts'

/** Where a platform has no channels to talk in. */
const nowhere = { voice: 'Room 1', stage: 'Room 2' }

/** How many events there were at times when somebody looked. */
const countOf = ({ looks }: YearRun): number =>
  new Set(looks.flatMap(({ events }) => events.map(({ id }) => id))).size

/**
 * Lets a group that uses everything live through a year on a platform, and looks at what is left of it there.
 * CRUXGRID_YEAR=1 prints it.
 */
export async function verifyFullYear(open: () => Promise<ReadingWorld>, plain: Year): Promise<void> {
  using clock = clockOf(plain)
  await using directory = await temporaryDirectory()
  await using world = await open()
  world.events?.permit(true)
  const year = planEverything(plain, seed, world.events ?? nowhere)
  const database = join(directory.path, 'year.db')
  const lived = await runYear(year, { world, clock, database, options: everything, hasPages: true })
  const seen = world.seen()
  const account = accountOf(year, lived, seen)
  const pressed = [...lived.pressed].map(([what, count]) => `${count} ${what}`).join('\n')
  if (process.env.CRUXGRID_YEAR === '1')
    console.log(
      `A year of everything on ${world.platform}, seed ${seed}\n${tableOf(account, lived)}\n${pressed}`,
    )
  expect.soft(lived.outages.filter(({ kind }) => kind === 'crash')).toHaveLength(year.crashes)
  checkYear(year, lived, account, seen)
  checkEverything(year, lived, account, world)
  console.log(
    `${seen.length} messages, ${lived.looks.length} looks, ${lived.calendars.length} calendars fetched and ${lived.unchanged} unchanged, ${lived.posts.length} posts, ${countOf(lived)} events, ${lived.outages.length} outages`,
  )
  expect(world.violations).toEqual([])
}
