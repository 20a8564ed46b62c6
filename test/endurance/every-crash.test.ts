// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { openDiscordWorld } from './discord-world.ts'
import { openSlackWorld } from './slack-world.ts'
import { accountOf } from './year-account.ts'
import { checkYear } from './year-checks.ts'
import { createYearClock } from './year-clock.ts'
import { dueOf, type Happening, planYear, stepsOfWeek } from './year-plan.ts'
import { runYear } from './year-run.ts'

const [minuteMs, dayMs] = [60_000, 86_400_000]
/** No step makes so many changes. */
const mostChanges = 36
const seed = 1
const [firstWeek = { date: '', start: 0 }] = planYear(seed).weeks

/** The first week of a year, with one crash in it. */
function weekWith(crash: Happening) {
  const year = planYear(seed)
  const weeks = year.weeks.slice(0, 1)
  const end = (weeks[0]?.start ?? 0) + dayMs
  const others = year.happenings.filter(({ at, deed }) => at < end && deed.kind !== 'crashes')
  return { ...year, crashes: 1, weeks, happenings: [...others, crash].toSorted((a, b) => a.at - b.at) }
}

const worlds = { Discord: openDiscordWorld, Slack: openSlackWorld }
const changes = Array.from({ length: mostChanges }, (_, i) => i)
const cases = stepsOfWeek.flatMap((step) =>
  changes.flatMap((after) => [true, false].map((isMade) => ({ step, after, isMade }))),
)

// A quarter of an hour long; the year tries twenty of them.
describe.each(Object.entries(worlds))('on %s', (_, open) => {
  test.each(cases)(
    'a session is whole when the bot is cut off in $step, $after changes after it fell due, the last made: $isMade',
    async ({ step, after, isMade }) => {
      using clock = createYearClock('2026-12-27T12:00:00Z')
      await using directory = await temporaryDirectory()
      await using world = await open()
      const due = dueOf(firstWeek)[stepsOfWeek.indexOf(step)] ?? 0
      const crash = { changes: after, isMade, forMs: minuteMs }
      const year = weekWith({ at: due - minuteMs, deed: { kind: 'crashes', crashes: [crash] } })
      const lived = await runYear(year, { world, clock, database: join(directory.path, 'year.db') })
      const seen = world.seen()
      checkYear(year, lived, accountOf(year, lived, seen), seen)
      expect(world.violations).toEqual([])
    },
  )
})
