import { Temporal } from 'temporal-polyfill'
import { defineCommand } from '../src/bot/command.ts'
import type { Context } from '../src/bot/context.ts'
import { type Shown, show } from '../src/chat/answer.ts'
import { optional, text, timed, typed } from '../src/chat/option.ts'
import type { SeenGroup } from '../src/reading/find-group.ts'
import type { Group, Session } from '../src/reading/group.ts'
import type { GroupSettings } from '../src/reading/group-settings.ts'
import { mayMoveSome } from '../src/reading/permissions.ts'
import { findNewExtras, findOvertaken } from '../src/reading/plan.ts'
import { toTypedRule } from '../src/reading/schedule/rule-words.ts'
import { instantOf } from '../src/time/local-time.ts'
import { noteView } from '../src/views/note-view.ts'
import { movedWords } from '../src/views/reading/change-words.ts'
import { proposalView, scheduleView } from '../src/views/reading/schedule-view.ts'
import { keptPlaceParts, linkNoteParts } from '../src/views/reading/where-parts.ts'
import { requireMayInSome } from './options/group.ts'
import { zoneFor } from './options/own-zone.ts'
import { movedByItself } from './options/reading-errors.ts'
import { readArrangement, scheduleOptions } from './options/schedule.ts'
import { tellOfMove } from './options/session-file.ts'
import { suggestGroups, suggestRule } from './options/suggest-reading.ts'
import { suggestDays, suggestStart } from './options/suggest-times.ts'
import { readDay, readScheduleRule, readStart, requireZone } from './options/times.ts'

export default defineCommand({
  name: 'reading schedule',
  summary: 'Set or show when the group meets',
  form: { title: 'When do you meet?', submit: 'Preview' },
  examples: [
    'reading schedule wed 17:00',
    'reading schedule every 2 weeks wed 17:00 Europe/Berlin from 2 Dec',
    'reading schedule 1st,3rd thu 18:00 Asia/Kolkata',
    'reading schedule move:9 Dec to:10 Dec 18:00',
    'reading schedule where:https://meet.example.org/abc',
    'reading schedule together 30m',
    'reading schedule steps:announce=-3d,remind2=off,recap=+48h',
  ],
  options: {
    ...scheduleOptions,
    move: typed(timed(optional(text('Move: date of the session to move', 40)), 'day'), { as: 'dates' }),
    to: typed(timed(optional(text('To: its new time, for example 10 Dec 18:00', 60)), 'moment'), {
      as: 'time',
      holds: 'start',
    }),
  },
  answers: 'caller',
  suggest: { move: suggestDays, to: suggestStart, rule: suggestRule, group: suggestGroups },
  async requireMay(context, args) {
    const { caller, reading } = context
    if (args.group === undefined && (await reading.groups.listHere(caller)).length === 0)
      await reading.groups.requireMaySchedule(caller, undefined)
    else await requireMayInSome('change the schedule', mayMoveSome)(context, args)
  },
  async run({ move, to = '', ...options }, context) {
    const { caller, reading, now } = context
    const { groups } = reading
    const seen = await groups.find(caller, options.group)
    if (seen !== undefined && move !== undefined) {
      const { group: _, ...others } = options
      if (Object.values(others).some((value) => value !== undefined)) throw movedByItself()
      return moveSession(context, seen, move, to)
    }
    const zone = await zoneFor(context, seen?.group)
    const arrangement = await readArrangement(context, options, seen?.group, zone)
    if (Object.keys(arrangement).length === 0) {
      const { group } = seen ?? (await groups.resolve(caller, options.group))
      return show(scheduleView(group, groups.upcomingSessions(group, 5), now))
    }
    if (arrangement.schedule === undefined && seen !== undefined) {
      const changed = await groups.changeSettings(seen.actor, seen.group, arrangement)
      const kept = options.where === undefined ? [] : findKept(seen.group, changed)
      const notes = [
        ...linkNoteParts(arrangement.where),
        ...keptPlaceParts(changed, kept, options.where ?? '', now),
      ]
      return show(scheduleView(changed, groups.upcomingSessions(changed, 5), now, notes))
    }
    await groups.requireMaySchedule(caller, seen)
    const said =
      options.rule === undefined
        ? undefined
        : readScheduleRule({ option: 'rule', words: options.rule, zone, now }).said
    return propose(context, { group: seen?.group, arrangement, options, said })
  },
})

/** The sessions that had no place of their own before their group's changed. */
const findKept = (before: Group, after: Group): readonly Session[] =>
  after.sessions.filter(
    ({ id, where }) =>
      where !== undefined && before.sessions.some((one) => one.id === id && one.where === undefined),
  )

async function moveSession(
  context: Context,
  { group, actor }: SeenGroup,
  from: string,
  to: string,
): Promise<Shown> {
  const { reading, now } = context
  const zone = requireZone({ option: 'to', words: to, zone: await zoneFor(context, group), now })
  const date = readDay({ option: 'move', words: from, zone, now })
  const moment = readStart({ option: 'to', words: to, zone, now }, group.schedule?.time ?? '00:00')
  const start = instantOf(Temporal.PlainDateTime.from(moment), zone).epochMilliseconds
  const moved = await reading.groups.move(actor, group, date, moment, start)
  const session = moved.sessions.find((session) => session.start === start)
  if (session !== undefined) await tellOfMove(context, moved, session, date)
  return show(noteView(movedWords(date, start, zone, now)))
}

interface Proposal {
  /** `undefined` for a new one. */
  readonly group: Group | undefined
  readonly arrangement: GroupSettings
  readonly options: Readonly<Record<string, string | readonly string[] | undefined>>
  /** Letters that were read as the clock of a place: EST. */
  readonly said: string | undefined
}

/** Shows the sessions before and after a change, with a button that makes it. */
async function propose(
  { caller, reading: { groups }, now }: Context,
  { group, arrangement, options, said }: Proposal,
): Promise<Shown> {
  const { schedule } = arrangement
  const overtaken =
    group === undefined
      ? []
      : findOvertaken({ ...group, ...arrangement }, findNewExtras(schedule, group.schedule), now)
  const given = Object.entries(options).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, typeof value === 'string' ? value : value.join(',')] as const],
  )
  const command = group === undefined ? 'reading begin' : 'reading apply'
  const args = {
    ...Object.fromEntries(given),
    // Confirmed is what is shown, also where the words would mean another start by then.
    ...(options.rule !== undefined && schedule?.rule !== undefined && { rule: toTypedRule(schedule) }),
    ...(group !== undefined && { group: group.id }),
  }
  return show(
    proposalView(
      {
        schedule,
        said,
        zoneBefore: group?.schedule?.zone,
        before: group === undefined ? [] : groups.upcomingSessions(group),
        after: [...overtaken, ...groups.upcomingSessionsWith(arrangement, group)],
        prepared: (group?.sessions ?? []).filter(({ openedAt }) => openedAt === undefined),
        moves: group === undefined ? await groups.listMovable(caller) : [],
        settings: arrangement,
        place: caller.place,
        now,
      },
      { label: 'Confirm', call: { command, args } },
    ),
  )
}
