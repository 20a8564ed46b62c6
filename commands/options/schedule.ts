import type { z } from 'zod'
import type { Context } from '../../src/bot/context.ts'
import { choice, ifEmpty, invitees, optional, text, typed } from '../../src/chat/option.ts'
import type { Group } from '../../src/reading/group.ts'
import type { GroupSettings } from '../../src/reading/group-settings.ts'
import { requireRoomToRead } from '../../src/reading/require-room.ts'
import type { ReadRule } from '../../src/reading/schedule/read-rule.ts'
import { Schedule } from '../../src/reading/schedule/schedule.ts'
import { readOffsets } from '../../src/reading/steps.ts'
import type { DateSpan } from '../../src/time/read-dates.ts'
import { todayIn } from '../../src/time/when.ts'
import { askOption, readAsks } from './ask.ts'
import { groupOption } from './group.ts'
import { findInvitees } from './invitees.ts'
import type { OwnZone } from './own-zone.ts'
import { noScheduleYet } from './reading-errors.ts'
import { datesIn, readMinutes, readScheduleRule, readSpans, readStarts } from './times.ts'
import { readTogether, togetherOption } from './together.ts'
import { readWhereOption, whereOption } from './where.ts'

/** Every option of when and how a group meets. */
export const scheduleOptions = {
  rule: typed(optional(text('When: for example every 2 weeks wed 17:00 Europe/Berlin', 200)), {
    as: 'rule',
    isFirst: true,
  }),
  except: typed(optional(text('No session on: for example 23 Dec, 30 Dec', 2000)), { as: 'dates' }),
  extra: typed(optional(text('Extra sessions: for example 4 Jan 18:30', 2000)), {
    as: 'dates',
    holds: 'start',
  }),
  length: typed(optional(text('Length: how long a session takes, for example 90m', 40)), {
    as: 'time',
    holds: 'length',
    also: ['for', 'lasting'],
  }),
  where: whereOption,
  steps: optional(text('Steps: for example announce=-3d, remind2=off, recap=+48h', 300)),
  expect: invitees('Who should vote: a role or people; they can be reminded'),
  votes: typed(
    ifEmpty(
      optional(
        choice('Votes for papers: shown, or hidden until you vote', {
          open: 'Shown',
          hidden: 'Hidden until you vote',
        }),
      ),
      'No change',
    ),
    {
      onlyWithName: true,
    },
  ),
  poll: typed(
    ifEmpty(
      optional(
        choice('Poll opens', {
          'at-start': 'When the session starts',
          early: 'With the announcement',
        }),
      ),
      'No change',
    ),
    { onlyWithName: true },
  ),
  revote: typed(
    ifEmpty(
      optional(choice('Second round', { open: 'Votes visible', blind: 'Votes hidden until the recap' })),
      'No change',
    ),
    { onlyWithName: true },
  ),
  extras: typed(
    ifEmpty(
      optional(choice('Extras: more than a poll at a set time', { on: 'On: Add to calendar', off: 'Off' })),
      'No change',
    ),
    { onlyWithName: true },
  ),
  ask: askOption,
  together: togetherOption,
  season: optional(text('Season: name of a new one', 60)),
  name: optional(text('Name of the group', 60)),
  group: groupOption,
}
type ScheduleInput = z.infer<z.ZodObject<typeof scheduleOptions>>

/**
 * Reads the options as changes to a group's settings.
 *
 * @param group `undefined` for a new group.
 * @param zone The caller's time zone, for a rule that names none.
 * @throws UserError if an option can't be read.
 */
export async function readArrangement(
  context: Context,
  input: ScheduleInput,
  group: Group | undefined,
  zone: OwnZone,
): Promise<GroupSettings> {
  const { now } = context
  const schedule = readSchedule(input, group?.schedule, zone, now)
  const { steps, expect, votes, poll, revote, ask, season, where, extras, together } = input
  const invitees = expect && (await findInvitees(context, expect))
  const name = input.name ?? (group === undefined ? input.group : undefined)
  const settings: GroupSettings = {
    ...(schedule !== undefined && { schedule }),
    ...(where !== undefined && { where: await readWhereOption(context, where) }),
    ...(steps !== undefined && { offsets: readOffsets(steps, group?.offsets ?? {}) }),
    ...(invitees !== undefined && { expect: [...invitees.people], audiences: [...invitees.audiences] }),
    ...(votes !== undefined && { votes }),
    ...(poll !== undefined && { poll }),
    ...(revote !== undefined && { revote }),
    ...(ask !== undefined && { ask: readAsks(ask) }),
    ...(season !== undefined && { season: { name: season, from: now } }),
    ...(extras !== undefined && { extras }),
    ...(together !== undefined && { togetherMin: readTogether(together, now) }),
    ...(name !== undefined && { name }),
  }
  requireRoomToRead({ poll: 'at-start', ...group, ...settings })
  return settings
}

function readSchedule(
  { rule, except, extra, length }: ScheduleInput,
  before: Schedule | undefined,
  zone: OwnZone,
  now: number,
): Schedule | undefined {
  if ([rule, except, extra, length].every((option) => option === undefined)) return undefined
  const ownZone = before?.zone ?? zone
  const base =
    rule === undefined
      ? before
      : withRule(before, readScheduleRule({ option: 'rule', words: rule, zone: ownZone, now }))
  if (base === undefined) throw noScheduleYet()
  const typed = { zone: base.zone, now }
  return Schedule.parse({
    ...base,
    ...(length !== undefined && { minutes: readMinutes({ ...typed, option: 'length', words: length }) }),
    ...(except !== undefined && {
      except: mergeDates(base.except, datesIn(readSpans({ ...typed, option: 'except', words: except }))),
    }),
    ...(extra !== undefined && {
      extra: mergeDates(base.extra, readStarts({ ...typed, option: 'extra', words: extra }, base.time)),
    }),
  })
}

/** The schedule with another rule, which has its own end and keeps the length of sessions if it names none. */
function withRule(before: Schedule | undefined, { said: _, ...rule }: ReadRule): Schedule {
  const { until: __, ...kept } = before ?? {}
  return { ...kept, ...rule }
}

const mergeDates = (before: readonly string[] = [], more: readonly string[]): readonly string[] =>
  [...new Set([...before, ...more])].toSorted()

/** The days on which a group is paused; `undefined` if it isn't, or if they are over. Without `to` until it is resumed. */
export function pauseOf({ schedule }: Group, now: number): DateSpan | undefined {
  const { pausedFrom, pausedTo, zone = 'UTC' } = schedule ?? {}
  if (pausedFrom === undefined) return undefined
  if (pausedTo === undefined) return { from: pausedFrom }
  return pausedTo < todayIn(zone, now) ? undefined : { from: pausedFrom, to: pausedTo }
}
