import type { Caller, Person, PersonId, Place } from '../chat/caller.ts'
import type { Limits } from '../limits.ts'
import type { MayLookUp } from '../paper/look-up-limit.ts'
import type { PaperId } from '../paper/paper.ts'
import type { VoterId } from '../poll/ballot.ts'
import type { Actor } from '../poll/permissions.ts'
import type { PollId } from '../poll/poll.ts'
import type { NewJob } from '../store/job-store.ts'
import { groupNotFound } from './errors.ts'
import { createFacilitating } from './facilitating.ts'
import {
  findGroup,
  type GroupSource,
  isHere,
  listHere,
  listInSpace,
  resolveAny,
  resolveGroup,
  resolveHere,
  type SeenGroup,
} from './find-group.ts'
import { type Group, type GroupDecision, type Past, type Session, SessionId } from './group.ts'
import type { GroupActor } from './group-audit.ts'
import { createGroupPeople } from './group-people.ts'
import type { GroupSettings } from './group-settings.ts'
import { createNominating } from './nominating.ts'
import { requireOrganiser } from './permissions.ts'
import { createGroupPersonalData } from './personal-data.ts'
import { upcomingSessions } from './plan.ts'
import { createPlanning } from './planning.ts'
import { createReadingTogether } from './reading-together.ts'
import { createSessionNotes } from './session-notes.ts'
import { listMovable, moveGroupHere, requireGroupPlace, requireManager, startGroup } from './start-group.ts'

interface Deps extends GroupSource {
  readonly now: () => number
  readonly mayLookUp: MayLookUp
  readonly limits: Pick<Limits, 'nominations'>
  /** Called after every change, once it is on disk. */
  readonly onChange: (group: Group) => void
  /** Called when something may fall due. */
  readonly notifyScheduler: () => void
  /** Called when a session that is over has changed. */
  readonly touchSession: (group: Group, session: SessionId) => void
  /** Called when a private message no longer names a person. */
  readonly touchMention: (group: Group, mention: string) => void
  /** Called after words were removed. */
  readonly onErased: () => void
  /** The name of a conversation's channel; `undefined` if it has none. */
  readonly channelNameOf: (place: Place) => Promise<string | undefined>
  /** Whether a group can be started in a place. */
  readonly holdsGroups: (place: Place) => Promise<boolean>
  /** A person's pseudonym in an anonymous poll that is open or prepared; `undefined` if its key is gone. */
  readonly pseudonymIn: (poll: PollId, person: PersonId) => Promise<VoterId | undefined>
  /** A person with their name in the group's channel. */
  readonly nameOf: (group: Group, person: PersonId) => Promise<Person>
}

/** Everything that people do with reading groups. */
export function createGroups(deps: Deps) {
  const { store, now, mayLookUp, limits, onChange, notifyScheduler, touchSession } = deps
  const { touchMention, onErased, nameOf } = deps

  async function change(
    group: Group,
    decide: GroupDecision,
    newJobs: readonly NewJob[] = [],
    actor?: GroupActor,
  ): Promise<Group> {
    const next = await store.change(group.place.space, group.id, decide, { newJobs, actor })
    if (next === undefined) throw groupNotFound()
    onChange(next)
    notifyScheduler()
    return next
  }

  /** Records in the audit what the actor changes. */
  const changeAs = (
    { person: by }: Pick<Actor, 'person'>,
    group: Group,
    decide: GroupDecision,
  ): Promise<Group> => change(group, decide, [], { by, at: now() })

  return {
    ...createNominating({ now, mayLookUp, limits, change }),
    ...createFacilitating({ change, nameOf }),
    ...createPlanning({
      now,
      change: changeAs,
    }),
    ...createGroupPeople(change),
    ...createReadingTogether({ now, change, pseudonymIn: deps.pseudonymIn }),
    ...createSessionNotes({ store, now, change, touchSession, onErased }),
    ...createGroupPersonalData({ ...deps, store, onChange, touchSession, touchMention }),

    listHere: (caller: Caller): Promise<readonly Group[]> => listHere(deps, caller),

    isHere: (caller: Caller, group: Group): Promise<boolean> => isHere(deps, caller, group),

    /** Every group of the space that the caller sees. */
    listInSpace: (caller: Caller): Promise<readonly SeenGroup[]> => listInSpace(deps, caller),

    /** @throws UserError when there is no such group, or several. */
    resolve: (caller: Caller, words: string | undefined): Promise<SeenGroup> =>
      resolveGroup(deps, caller, words),

    /** @throws UserError as `resolve`, and if the group lives elsewhere. */
    resolveHere: (caller: Caller, words: string | undefined): Promise<SeenGroup> =>
      resolveHere(deps, caller, words),

    /** @returns `undefined` if the conversation has no group, or no group of that name. */
    find: (caller: Caller, words: string | undefined): Promise<SeenGroup | undefined> =>
      findGroup(deps, caller, words),

    /** As `resolveHere`; in a conversation without groups it starts one without a schedule, which anyone may. */
    async resolveOrStart(caller: Caller, words: string | undefined): Promise<SeenGroup> {
      const isFirst = words === undefined && (await listHere(deps, caller)).length === 0
      if (!isFirst) return resolveHere(deps, caller, words)
      return { group: await startGroup(deps, caller, {}), actor: caller }
    },

    /** Asked before a proposal is shown. @throws UserError unless they may start a group, or set that one's schedule. */
    async requireMaySchedule(caller: Caller, seen: SeenGroup | undefined): Promise<void> {
      if (seen !== undefined) return requireOrganiser(seen.actor, seen.group, 'change the schedule')
      requireManager(caller)
      await requireGroupPlace(deps, caller)
    },

    /** @throws UserError as `resolve`, unless the conversation has several. */
    resolveAny: (caller: Caller, words: string | undefined): Promise<readonly SeenGroup[]> =>
      resolveAny(deps, caller, words),

    /** Starts a group in the caller's channel. @throws UserError unless they may. */
    async create(caller: Caller, settings: GroupSettings): Promise<Group> {
      requireManager(caller)
      return startGroup(deps, caller, settings)
    },

    /** Moves a group to the caller's channel. @throws UserError unless they may. */
    moveHere: (caller: Caller, words: string | undefined, mayPostHere: boolean): Promise<Group> =>
      moveGroupHere(deps, changeAs, caller, { words, mayPostHere }),

    /** Groups of other conversations that the caller may move here. */
    listMovable: (caller: Caller): Promise<readonly Group[]> => listMovable(deps, caller),

    /** The next sessions that have no record yet. */
    upcomingSessions: (group: Group, count = 3) => upcomingSessions(group, count),

    /** The next sessions as they would be with other settings. */
    upcomingSessionsWith: ({ schedule }: GroupSettings, group: Group | undefined) =>
      upcomingSessions({ schedule, plannedUntil: Math.max(now(), group?.plannedUntil ?? 0) }, 3),

    /** Makes the group's sessions known to calendars, if they aren't yet. */
    publish: (group: Group): Promise<Group> =>
      change(group, (group) => (group.isPublished === true ? group : { ...group, isPublished: true })),

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
