import { Temporal } from 'temporal-polyfill'
import { defineCommand } from '../src/bot/command.ts'
import type { Context } from '../src/bot/context.ts'
import { type Shown, show } from '../src/chat/answer.ts'
import { optional, text, typed } from '../src/chat/option.ts'
import type { SeenGroup } from '../src/reading/find-group.ts'
import type { Group, GroupSettings } from '../src/reading/group.ts'
import { findNewExtras, findOvertaken } from '../src/reading/plan.ts'
import { ruleWords } from '../src/reading/schedule/read-rule.ts'
import { instantOf } from '../src/time/local-time.ts'
import { readDate, readMoment } from '../src/time/read-dates.ts'
import { noteView } from '../src/views/note-view.ts'
import { datesView, proposalView, scheduleView } from '../src/views/reading/schedule-view.ts'
import { readArrangement, scheduleOptions } from './options/schedule.ts'

export default defineCommand({
  name: 'reading schedule',
  summary: 'When the group meets; bare, it shows the next sessions',
  examples: [
    'reading schedule wed 17:00',
    'reading schedule every 2 weeks wed 17:00 Europe/Berlin from 2026-12-02',
    'reading schedule 1st,3rd thu 18:00 Asia/Kolkata',
    'reading schedule move:2026-12-09 to:2026-12-10 18:00',
    'reading schedule steps:announce=-3d,remind2=off,recap=+48h',
  ],
  options: {
    ...scheduleOptions,
    move: typed(optional(text('Date of a session to move', 40)), { as: 'dates' }),
    to: typed(optional(text('When it is instead: 2026-12-10 18:00', 60)), { as: 'time' }),
  },
  answers: 'caller',
  async run({ move, to = '', ...options }, context) {
    const { caller, reading, settings, now } = context
    const { groups } = reading
    const seen = await groups.find(caller, options.group)
    if (seen !== undefined && move !== undefined) return moveSession(context, seen, move, to)
    const { zone } = await settings.get((seen?.group ?? caller).place)
    const arrangement = readArrangement(options, seen?.group, zone, now)
    if (Object.keys(arrangement).length === 0) {
      const { group } = seen ?? (await groups.resolve(caller, options.group))
      return show(scheduleView(group, groups.upcomingSessions(group, 5)))
    }
    if (arrangement.schedule === undefined && seen !== undefined) {
      const changed = await groups.changeSettings(seen.actor, seen.group, arrangement)
      return show(scheduleView(changed, groups.upcomingSessions(changed, 5)))
    }
    groups.requireMaySchedule(caller, seen)
    return propose(context, seen?.group, arrangement, options)
  },
})

async function moveSession(
  { reading }: Context,
  { group, actor }: SeenGroup,
  from: string,
  to: string,
): Promise<Shown> {
  const moment = readMoment(to)
  const zone = group.schedule?.zone ?? 'UTC'
  const start = instantOf(Temporal.PlainDateTime.from(moment), zone).epochMilliseconds
  const date = readDate(from)
  const moved = await reading.groups.move(actor, group, date, moment, start)
  const session = moved.sessions.find((session) => session.start === start)
  const people = session === undefined ? [] : [...new Set([...moved.expect, ...session.coming])]
  const text = `${group.name}: the session of ${date} is moved to`
  const key = `move/${session?.id}/${moved.revision}`
  await reading.tell(moved, people, datesView(`${text}:`, [{ start, date }]), key)
  return show(noteView(`The session of ${from} is on ${moment.replace('T', ' at ')} now.`))
}

/** Shows the sessions before and after a change, with a button that makes it. */
function propose(
  { reading: { groups }, now }: Context,
  group: Group | undefined,
  arrangement: GroupSettings,
  options: Readonly<Record<string, string | readonly string[] | undefined>>,
): Shown {
  const { schedule } = arrangement
  const overtaken =
    group === undefined
      ? []
      : findOvertaken({ ...group, ...arrangement }, findNewExtras(schedule, group.schedule), now)
  const given = Object.entries(options).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, typeof value === 'string' ? value : value.join(',')] as const],
  )
  const command = group === undefined ? 'reading begin' : 'reading apply'
  const args = { ...Object.fromEntries(given), ...(group !== undefined && { group: group.id }) }
  return show(
    proposalView(
      {
        rule: schedule === undefined ? 'No schedule.' : ruleWords(schedule),
        before: group === undefined ? [] : groups.upcomingSessions(group),
        after: [...overtaken, ...groups.upcomingSessionsWith(arrangement, group)],
        prepared: (group?.sessions ?? []).filter(({ openedAt }) => openedAt === undefined),
      },
      { label: 'Confirm', call: { command, args } },
    ),
  )
}
