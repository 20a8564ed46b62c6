import type { Paper, PaperId } from '../paper/paper.ts'
import type { Actor } from '../poll/permissions.ts'
import { endsBeforeItBegins, noSchedule, nothingToPause } from './errors.ts'
import type { Group, GroupDecision, GroupWithPast, SessionId } from './group.ts'
import type { GroupSettings } from './group-settings.ts'
import { createSessionId } from './ids.ts'
import { moveSession } from './moving.ts'
import { mayLead, requireOrganiser } from './permissions.ts'
import { findNewExtras, withRecords } from './plan.ts'
import { stepPartsOf } from './reading-time.ts'
import { requireRoomToRead } from './require-room.ts'
import { type RescheduleMode, reschedule } from './rescheduling.ts'
import { retimeSession, retimeSessions } from './retime.ts'
import type { Schedule } from './schedule/schedule.ts'
import {
  findLostPins,
  requireSessions,
  sessionsOn,
  withoutLostPins,
  withoutSession,
} from './session-dates.ts'
import { cancelSessions, withSession } from './session-outcome.ts'
import { type Where, withWhere } from './where.ts'

/** The side effects of skipping sessions. */
export interface SkipPreview {
  /** The papers that come first in the next session. */
  readonly papers: readonly Paper[]
  /** The number of people who are notified. */
  readonly notified: number
}

interface Deps {
  readonly now: () => number
  /** Changes a group for a person, which the audit records. */
  readonly change: (actor: Pick<Actor, 'person'>, group: Group, decide: GroupDecision) => Promise<Group>
}

/** Services for when a group meets; docs/reading-groups.md, section 9. */
export function createPlanning({ now, change }: Deps) {
  /** @throws UserError unless the caller may organise, or leads the only session, which is not announced yet. */
  function requireLeader(actor: Actor, group: Group, dates: readonly string[], what: string): void {
    const [date] = dates
    const session = group.sessions.find((session) => session.date === date)
    const isOwn = dates.length === 1 && session !== undefined && session.announcement === undefined
    if (!(isOwn && mayLead(actor, group, session))) requireOrganiser(actor, group, what)
  }

  return {
    /** Changes a group's settings. @param prepared What happens to sessions that have a record. */
    changeSettings(
      actor: Actor,
      group: Group,
      settings: GroupSettings,
      prepared: RescheduleMode = 'keep',
    ): Promise<Group> {
      requireOrganiser(actor, group, 'change the schedule')
      return change(actor, group, (group) => withSettings(group, { actor, settings, prepared }, now()))
    },

    /** Sets where one session is; with nothing in it, it is where the group meets. @throws UserError unless they lead it. */
    setWhere(actor: Actor, group: Group, id: SessionId, where: Where): Promise<Group> {
      const session = group.sessions.find((session) => session.id === id)
      if (!mayLead(actor, group, session)) requireOrganiser(actor, group, 'change where a session is')
      return change(actor, group, (group) => withSession(group, id, (session) => withWhere(session, where)))
    },

    /** Sets how long one session takes, in minutes. @throws UserError unless they lead it. */
    setLength(actor: Actor, group: Group, id: SessionId, lengthMin: number): Promise<Group> {
      const session = group.sessions.find((session) => session.id === id)
      if (!mayLead(actor, group, session)) requireOrganiser(actor, group, 'change how long a session takes')
      return change(actor, group, (group) =>
        withSession(group, id, (session) => {
          const next = { ...session, lengthMin }
          requireRoomToRead(group, next)
          return next.steps.poll === undefined ? next : retimeSession(group, next, now())
        }),
      )
    },

    /** Cancels the sessions of these dates, with a record or only computed. @throws UserError for dates without one. */
    skip(actor: Actor, group: Group, dates: readonly string[], why: string | undefined): Promise<Group> {
      requireLeader(actor, group, dates, 'skip sessions')
      return change(actor, group, (group) =>
        skipDates(group, dates, { at: now(), ...(why !== undefined && { why, whyBy: actor.person.id }) }),
      )
    },

    /** The side effects of skipping these sessions. @throws As `skip`. */
    previewSkip(actor: Actor, group: Group, dates: readonly string[]): SkipPreview {
      requireLeader(actor, group, dates, 'skip sessions')
      const { group: next, past } = skipDates(group, dates, { at: now() })
      const lost = findLostPins(group, next)
      const led = past.flatMap(({ session }) => session.facilitator?.id ?? [])
      return {
        papers: next.entries
          .filter(({ paper, isNext }) => isNext === true && !isFirstIn(group, paper.id))
          .map(({ paper }) => paper),
        notified: new Set([...led, ...lost.map(({ by }) => by.id)]).size,
      }
    },

    /** Pauses the group from one date to another, or until resumed; a session that is open goes on. */
    pause(actor: Actor, group: Group, from: string, to: string | undefined): Promise<Group> {
      requireOrganiser(actor, group, 'pause the group')
      if (group.schedule === undefined) throw nothingToPause()
      if (to !== undefined && to < from) throw endsBeforeItBegins()
      return change(actor, group, (group) =>
        cancelSessions(
          withoutLostPins(
            withSchedule(group, ({ pausedFrom: _, pausedTo: __, ...schedule }) => ({
              ...schedule,
              pausedFrom: from,
              ...(to !== undefined && { pausedTo: to }),
            })),
          ),
          ({ date }) => date >= from && (to === undefined || date <= to),
          { at: now(), why: 'the group is paused' },
        ),
      )
    },

    resume(actor: Actor, group: Group): Promise<Group> {
      requireOrganiser(actor, group, 'resume the group')
      return change(actor, group, (group) =>
        group.schedule?.pausedFrom === undefined
          ? group
          : {
              ...withSchedule(group, ({ pausedFrom: _, pausedTo: __, ...schedule }) => schedule),
              ...restartPlanning(group, now()),
            },
      )
    },

    /**
     * Moves a session to another time: the undone steps of one that has a record move with it.
     *
     * @param moment The local date and time, as 2026-12-10T18:00.
     * @param at The same in ms since 1970.
     * @throws UserError for a date without an upcoming session, and for a time that is past or taken.
     */
    move(actor: Actor, group: Group, date: string, moment: string, at: number): Promise<Group> {
      requireLeader(actor, group, [date], 'move a session')
      return change(actor, group, (group) => moveSession(group, date, { moment, at }, now()))
    },
  }
}

/** The group with another place to meet. A session that has a record keeps the place that it had. */
function withGroupWhere(group: Group, where: Where | undefined): Group {
  if (where === undefined) return group
  const { where: before } = group
  const sessions = group.sessions.map((session) =>
    before === undefined ? session : { ...session, where: session.where ?? before },
  )
  return { ...withWhere(group, where), sessions }
}

/** Sessions that the schedule would have had before now are not caught up on. */
const restartPlanning = ({ plannedUntil }: Group, at: number) => ({
  scheduledAt: at,
  plannedUntil: Math.max(plannedUntil, at),
})

interface SettingsChange {
  readonly actor: Actor
  readonly settings: GroupSettings
  readonly prepared: RescheduleMode
}

/** @throws UserError if people are to read together, and the settings leave no room for that. */
function withSettings(
  group: Group,
  { actor, settings, prepared }: SettingsChange,
  now: number,
): GroupWithPast {
  const { where, ...others } = settings
  const next = {
    ...withGroupWhere(group, where),
    ...others,
    organisers: group.organisers.length === 0 ? [actor.person] : group.organisers,
    ...(settings.schedule !== undefined && restartPlanning(group, now)),
    ...(settings.season !== undefined && { toSumUp: [...group.toSumUp, group.season] }),
  }
  requireRoomToRead(next)
  const extras = findNewExtras(next.schedule, group.schedule)
  const { group: later, past } = reschedule(withRecords(next, extras, now, createSessionId), prepared, now)
  return { group: hasOtherParts(group, later) ? retimeSessions(later, now) : later, past }
}

/** Whether sessions have other steps than before, or at other times. */
const hasOtherParts = (before: Group, after: Group): boolean =>
  JSON.stringify(stepPartsOf(before)) !== JSON.stringify(stepPartsOf(after))

function withSchedule(group: Group, decide: (schedule: Schedule) => Schedule): Group {
  const { schedule } = group
  if (schedule === undefined) throw noSchedule()
  return { ...group, schedule: decide(schedule) }
}

/** The group without the sessions of these dates. @throws UserError for dates without one. */
function skipDates(
  group: Group,
  dates: readonly string[],
  ending: Parameters<typeof cancelSessions>[2],
): GroupWithPast {
  const without = (schedule: Schedule, date: string) =>
    sessionsOn(schedule, date).reduce(withoutSession, schedule)
  const next = withSchedule(group, (schedule) => dates.reduce(without, schedule))
  requireSessions(group, dates, ending.at)
  return cancelSessions(withoutLostPins(next), ({ date }) => dates.includes(date), ending)
}

const isFirstIn = ({ entries }: Group, paper: PaperId): boolean =>
  entries.some((entry) => entry.paper.id === paper && entry.isNext === true)
