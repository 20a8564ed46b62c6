import { Temporal } from 'temporal-polyfill'
import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { optional, text } from '../src/chat/option.ts'
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
    'reading schedule every 2 weeks wed 17:00 Europe/Berlin from 2026-12-02',
    'reading schedule 1st,3rd thu 18:00 Asia/Kolkata',
    'reading schedule move:2026-12-09 to:2026-12-10 18:00',
    'reading schedule steps:announce=-3d,remind2=off,recap=+48h',
  ],
  options: {
    ...scheduleOptions,
    move: optional(text('Date of a session to move', 10)),
    to: optional(text('When it is instead: 2026-12-10 18:00', 20)),
  },
  answers: 'caller',
  async run({ move, to, ...asked }, { caller, reading: { groups }, settings, sendPrivate: tell, now }) {
    const group = await groups.find(caller, asked.group)
    if (group !== undefined && move !== undefined) {
      const moment = readMoment(to ?? '')
      const zone = group.schedule?.zone ?? 'UTC'
      const at = instantOf(Temporal.PlainDateTime.from(moment), zone).epochMilliseconds
      const date = readDate(move)
      const moved = await groups.move(caller, group, date, moment, at)
      const session = moved.sessions.find(({ start }) => start === at)
      const people = session === undefined ? [] : [...new Set([...moved.expect, ...session.coming])]
      const text = `${group.name}: the session of ${date} is moved to`
      await tell(
        people,
        datesView(`${text}:`, [{ start: at, date }]),
        `move/${session?.id}/${moved.revision}`,
      )
      return show(noteView(`The session of ${move} is on ${moment.replace('T', ' at ')} now.`))
    }
    const { zone } = await settings.get(caller.place)
    const arrangement = readArrangement(asked, group, zone, now)
    if (Object.keys(arrangement).length === 0)
      return show(
        scheduleView(
          await groups.resolve(caller, asked.group),
          groups.upcomingSessions(await groups.resolve(caller, asked.group), 5),
        ),
      )
    if (arrangement.schedule === undefined && group !== undefined) {
      const changed = await groups.changeSettings(caller, group, arrangement)
      return show(scheduleView(changed, groups.upcomingSessions(changed, 5)))
    }
    const soon =
      group === undefined
        ? []
        : findOvertaken(
            { ...group, ...arrangement },
            findNewExtras(arrangement.schedule, group.schedule),
            now,
          )
    const after = [...soon, ...groups.upcomingSessionsWith(arrangement, group)]
    const given = Object.entries(asked).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(',') : value] as const],
    )
    const command = group === undefined ? 'reading begin' : 'reading apply'
    const args = { ...Object.fromEntries(given), ...(group !== undefined && { group: group.id }) }
    const rule = arrangement.schedule === undefined ? 'No schedule.' : ruleWords(arrangement.schedule)
    return show(
      proposalView(
        {
          rule,
          before: group === undefined ? [] : groups.upcomingSessions(group),
          after,
          prepared: (group?.sessions ?? []).filter(({ openedAt }) => openedAt === undefined),
        },
        { label: 'Confirm', call: { command, args } },
      ),
    )
  },
})
