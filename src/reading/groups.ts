import type { Caller, Person, PersonId } from '../chat/caller.ts'
import type { MayLookUp } from '../paper/look-up-limit.ts'
import type { PaperId } from '../paper/paper.ts'
import type { NewJob } from '../store/job-store.ts'
import { groupNotFound } from './errors.ts'
import { createFacilitating } from './facilitating.ts'
import { findGroup, type GroupSource, listHere, resolveGroup } from './find-group.ts'
import {
  type Group,
  type GroupDecision,
  type GroupSettings,
  type Past,
  type Session,
  SessionId,
} from './group.ts'
import { createGroupPeople } from './group-people.ts'
import { createNominating } from './nominating.ts'
import { requireOrganiser } from './permissions.ts'
import { createGroupPersonalData } from './personal-data.ts'
import { upcomingSessions } from './plan.ts'
import { createPlanning } from './planning.ts'
import { createSessionNotes } from './session-notes.ts'
import { moveGroupHere, requireManager, startGroup } from './start-group.ts'

interface Deps extends GroupSource {
  readonly now: () => number
  readonly mayLookUp: MayLookUp
  /** Called after every change, once it is on disk. */
  readonly onChange: (group: Group) => void
  /** Called when something may fall due. */
  readonly notifyScheduler: () => void
  /** Called when a session that is over has changed. */
  readonly touchSession: (group: Group, session: SessionId) => void
  /** A person with their name in the group's channel. */
  readonly nameOf: (group: Group, person: PersonId) => Promise<Person>
}

/** Everything that people do with reading groups. */
export function createGroups(deps: Deps) {
  const { store, rankIn, now, mayLookUp, onChange, notifyScheduler, touchSession, nameOf } = deps

  async function change(
    group: Group,
    decide: GroupDecision,
    newJobs: readonly NewJob[] = [],
  ): Promise<Group> {
    const next = await store.change(group.place.space, group.id, decide, { newJobs })
    if (next === undefined) throw groupNotFound()
    onChange(next)
    notifyScheduler()
    return next
  }

  return {
    ...createNominating({ now, mayLookUp, change }),
    ...createFacilitating({ change, nameOf }),
    ...createPlanning({ now, change }),
    ...createGroupPeople(change),
    ...createSessionNotes({ store, now, change, touchSession }),
    ...createGroupPersonalData({ store, onChange, touchSession }),

    listHere: (caller: Caller): Promise<readonly Group[]> => listHere(store, caller),

    /** Every group of the space that the caller sees. */
    async listInSpace(caller: Caller): Promise<readonly Group[]> {
      const groups = await store.list(caller.place.space)
      const ranks = await Promise.all(groups.map(({ place }) => rankIn(caller, place)))
      return groups.filter((_, i) => ranks[i] !== false)
    },

    /** @throws UserError when there is no such group, or several. */
    resolve: (caller: Caller, words: string | undefined): Promise<Group> => resolveGroup(deps, caller, words),

    /** @returns `undefined` if the channel has no group, or no group of that name. */
    find: (caller: Caller, words: string | undefined): Promise<Group | undefined> =>
      findGroup(deps, caller, words),

    /** As `resolve`; in a channel without groups it starts one without a schedule, which anyone may. */
    async resolveOrStart(caller: Caller, words: string | undefined): Promise<Group> {
      const isFirst = words === undefined && (await listHere(store, caller)).length === 0
      return isFirst ? startGroup(deps, caller, {}) : resolveGroup(deps, caller, words)
    },

    /** Asked before a proposal is shown. @throws UserError unless they may start a group, or set that one's schedule. */
    requireMaySchedule(caller: Caller, group: Group | undefined): void {
      if (group === undefined) requireManager(caller)
      else requireOrganiser(caller, group, 'change the schedule')
    },

    /** Starts a group in the caller's channel. @throws UserError unless they may. */
    async create(caller: Caller, settings: GroupSettings): Promise<Group> {
      requireManager(caller)
      return startGroup(deps, caller, settings)
    },

    /** Moves a group to the caller's channel. @throws UserError unless they may. */
    moveHere: (caller: Caller, words: string | undefined): Promise<Group> =>
      moveGroupHere(deps, change, caller, words),

    /** The next sessions that have no record yet. */
    upcomingSessions: (group: Group, count = 3) => upcomingSessions(group, count),

    /** The next sessions as they would be with other settings. */
    upcomingSessionsWith: ({ schedule }: GroupSettings, group: Group | undefined) =>
      upcomingSessions({ schedule, plannedUntil: Math.max(now(), group?.plannedUntil ?? 0) }, 3),

    /** Sessions that are over, oldest first. */
    history: ({ id }: Group): Promise<readonly Past[]> => store.history(id),

    /** @returns `undefined` unless the words are the id of a session that is over. */
    async findPastSession({ id }: Group, words: string): Promise<Session | undefined> {
      const session = SessionId.safeParse(words)
      return session.success ? (await store.findPast(id, session.data))?.session : undefined
    },

    /** The session in which a group has read a paper; `undefined` if it hasn't. */
    findPastReading: async ({ id }: Group, paper: PaperId): Promise<Past | undefined> =>
      (await store.history(id)).find(({ end, entry }) => end === 'read' && entry?.paper.id === paper),

    /** The session that is open, else the last one that was. */
    async findLatestHeld({ id, sessions }: Group): Promise<Session | undefined> {
      const open = sessions.find(({ openedAt }) => openedAt !== undefined)
      return open ?? (await store.history(id)).findLast(({ end }) => end === 'read')?.session
    },
  }
}
