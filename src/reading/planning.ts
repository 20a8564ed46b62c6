import type { Caller } from '../chat/caller.ts'
import type { Ending } from '../store/group-store.ts'
import { UserError } from '../user-error.ts'
import { dropped, withSession } from './endings.ts'
import type { Group, Session } from './group.ts'
import type { Arrangement } from './groups.ts'
import { mayLead } from './may.ts'
import type { Schedule } from './schedule.ts'
import { StepName, stepTimes } from './steps.ts'

interface Needs {
  readonly now: () => number
  readonly change: (group: Group, decide: (group: Group) => Group | Ending) => Promise<Group>
  readonly demandOrganiser: (caller: Caller, group: Group, what: string) => void
}

/** When a group meets, and when it doesn't; READING-GROUP.md, section 9. */
export function createPlanning({ now, change, demandOrganiser }: Needs) {
  return {
    /** Changes what a group has arranged; sessions that have a record keep their start. */
    arrange(caller: Caller, group: Group, arrangement: Arrangement): Promise<Group> {
      demandOrganiser(caller, group, 'change the schedule')
      return change(group, (group) => ({
        ...group,
        ...arrangement,
        organisers: group.organisers.length === 0 ? [caller.person] : group.organisers,
        ...(arrangement.schedule !== undefined && afresh(group, now())),
      }))
    },

    /** Drops the sessions of these dates, prepared or only planned. */
    skip(caller: Caller, group: Group, dates: readonly string[], why: string | undefined): Promise<Group> {
      const [date] = dates
      const session = group.sessions.find((session) => session.date === date)
      const isOwn = dates.length === 1 && session !== undefined && session.announcement === undefined
      if (!(isOwn && mayLead(caller, group, session))) demandOrganiser(caller, group, 'skip sessions')
      return change(group, (group) =>
        dropping(
          withoutPins(
            withSchedule(group, ({ except, ...schedule }) => ({
              ...schedule,
              except: [...new Set([...(except ?? []), ...dates])].toSorted(),
            })),
            dates,
          ),
          ({ date }) => dates.includes(date),
          now(),
          why,
        ),
      )
    },

    /** No sessions in these dates; what is open already runs on. */
    pause(caller: Caller, group: Group, from: string, to: string | undefined): Promise<Group> {
      demandOrganiser(caller, group, 'pause the group')
      if (group.schedule === undefined)
        throw new UserError('This group has no schedule.', 'There is nothing to pause.')
      if (to !== undefined && to < from)
        throw new UserError('That ends before it begins.', 'Write the first date first.')
      return change(group, (group) =>
        dropping(
          withSchedule(group, ({ pausedFrom: _, pausedTo: __, ...schedule }) => ({
            ...schedule,
            pausedFrom: from,
            ...(to !== undefined && { pausedTo: to }),
          })),
          ({ date }) => date >= from && (to === undefined || date <= to),
          now(),
          'the group is paused',
        ),
      )
    },

    resume(caller: Caller, group: Group): Promise<Group> {
      demandOrganiser(caller, group, 'resume the group')
      return change(group, (group) =>
        group.schedule?.pausedFrom === undefined
          ? group
          : {
              ...withSchedule(group, ({ pausedFrom: _, pausedTo: __, ...schedule }) => schedule),
              ...afresh(group, now()),
            },
      )
    },

    /**
     * Moves a session to another time: the undone steps of one that has a record move with it.
     *
     * @param moment The local date and time, as in 2026-12-10T18:00, which is at `at`.
     */
    move(caller: Caller, group: Group, date: string, moment: string, at: number): Promise<Group> {
      demandOrganiser(caller, group, 'move a session')
      return change(group, (group) => {
        const session = group.sessions.find((one) => one.date === date && one.openedAt === undefined)
        if (session === undefined)
          return withSchedule(group, ({ except, extra, ...schedule }) => ({
            ...schedule,
            except: [...new Set([...(except ?? []), date])].toSorted(),
            extra: [...new Set([...(extra ?? []), moment])].toSorted(),
          }))
        const times = stepTimes(at, group.schedule?.zone ?? 'UTC', group.offsets)
        const moved = withSession(group, session.id, (one) =>
          shifted({ ...one, start: at, date: moment.slice(0, 10) }, times),
        )
        return { ...moved, scheduledAt: now() }
      })
    },
  }
}

/** What a schedule would have done before it was made is not made up for. */
const afresh = ({ plannedUntil }: Group, at: number) => ({
  scheduledAt: at,
  plannedUntil: Math.max(plannedUntil, at),
})

function withSchedule(group: Group, decide: (schedule: Schedule) => Schedule): Group {
  const { schedule } = group
  if (schedule === undefined)
    throw new UserError('This group has no schedule.', 'Give it one: reading schedule wed 17:00.')
  return { ...group, schedule: decide(schedule) }
}

/** What was kept for a date that has no session comes first in the next one. */
const withoutPins = (group: Group, dates: readonly string[]): Group => ({
  ...group,
  entries: group.entries.map(({ pinned, ...entry }) =>
    pinned !== undefined && dates.includes(pinned.date)
      ? { ...entry, isNext: true }
      : { ...entry, ...(pinned !== undefined && { pinned }) },
  ),
})

/** The session with its undone steps at other times. */
const shifted = (session: Session, times: ReturnType<typeof stepTimes>): Session => ({
  ...session,
  steps: Object.fromEntries(
    Object.entries(session.steps).map(([name, step]) => {
      const time = times[StepName.parse(name)]
      return [name, step.state.kind === 'waiting' && time !== undefined ? { ...step, ...time } : step]
    }),
  ),
})

/** The group without the sessions that are meant and have not begun; their papers come first next time. */
function dropping(
  group: Group,
  isMeant: (session: Session) => boolean,
  at: number,
  why: string | undefined,
): Ending {
  return group.sessions
    .filter((session) => session.openedAt === undefined && isMeant(session))
    .reduce(
      (so: Ending, session) => {
        const end = { end: 'skipped', at, ...(why !== undefined && { why }) } as const
        const { group, past } = dropped(so.group, session, end)
        return { group, past: [...so.past, ...past] }
      },
      { group, past: [] },
    )
}
