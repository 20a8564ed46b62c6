import { join } from 'node:path'
import { expect } from 'vitest'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { checkEverything } from './full-year-checks.ts'
import { everything, planEverything } from './full-year-plan.ts'
import type { ReadingWorld } from './reading-world.ts'
import { seed } from './verify-year.ts'
import { accountOf, tableOf } from './year-account.ts'
import { checkYear } from './year-checks.ts'
import { createYearClock } from './year-clock.ts'
import type { Year } from './year-plan.ts'
import { runYear, type YearRun } from './year-run.ts'

/** The group is founded so long before its first session. */
const daysBefore = 10
const dayMs = 86_400_000
const nowhere = { voice: 'Room 1', stage: 'Room 2' }

/** How many events there were at times when somebody looked. */
const countOf = ({ looks }: YearRun): number =>
  new Set(looks.flatMap(({ events }) => events.map(({ id }) => id))).size

/** Lets a group that uses everything live through a year on a platform, and looks at what is left of it there. */
export async function verifyFullYear(open: () => Promise<ReadingWorld>, plain: Year): Promise<void> {
  using clock = createYearClock(new Date((plain.weeks[0]?.start ?? 0) - daysBefore * dayMs).toISOString())
  await using directory = await temporaryDirectory()
  await using world = await open()
  world.events?.permit(true)
  const year = planEverything(plain, seed, world.events ?? nowhere)
  const database = join(directory.path, 'year.db')
  const lived = await runYear(year, { world, clock, database, options: everything, hasPages: true })
  const seen = world.seen()
  const account = accountOf(year, lived, seen)
  console.log(`A year of everything on ${world.platform}, seed ${seed}\n${tableOf(account, lived)}`)
  console.log(account.notes.map(({ to, text }) => `${to}: ${text.slice(0, 300)}`).join('\n'))
  console.log([...lived.pressed].map(([what, count]) => `${count} ${what}`).join('\n'))
  expect.soft(lived.outages.filter(({ kind }) => kind === 'crash')).toHaveLength(year.crashes)
  checkYear(year, lived, account, seen)
  checkEverything(lived, account, world)
  console.log(
    `${seen.length} messages, ${lived.looks.length} looks, ${lived.posts.length} posts, ${countOf(lived)} events, ${lived.outages.length} outages`,
  )
  expect(world.violations).toEqual([])
}
