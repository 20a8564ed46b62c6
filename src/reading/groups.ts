import type { Caller, Person, PersonId } from '../chat/caller.ts'
import { UserError } from '../chat/user-error.ts'
import type { PaperId } from '../paper/paper.ts'
import type { NewJob } from '../store/job-store.ts'
import { createFacilitating } from './facilitating.ts'
import type { GroupSettings, GroupWithPast } from './group.ts'
import { type Group, GroupId, type Notice, type Past, type Session, SessionId } from './group.ts'
import type { GroupStore } from './group-store.ts'
import { createGroupId } from './ids.ts'
import { createNominating } from './nominating.ts'
import { mayLead, mayOrganise } from './permissions.ts'
import {
  erasePerson,
  erasePersonFromPast,
  type GroupPersonalData,
  readPersonalData,
} from './personal-data.ts'
import { upcomingSessions } from './plan.ts'
import { createPlanning } from './planning.ts'
import { withSession } from './session-outcome.ts'

const notesOpenMs = 14 * 86_400_000

interface Deps {
  readonly store: GroupStore
  readonly now: () => number
  /** Told of every change, once it is on disk. */
  readonly onChange: (group: Group) => void
  /** Told that something may fall due. */
  readonly notifyScheduler: () => void
  readonly touchRecap: (group: Group, session: SessionId) => void
  /** What somebody is called in a group's channel. */
  readonly nameOf: (group: Group, person: PersonId) => Promise<Person>
}

const moveCall = ({ id }: Group) => ({ command: 'reading begin', args: { group: id, move: 'yes' } })

const groupNotFound = () =>
  new UserError('There is no reading group in this channel yet.', 'Begin one: reading schedule wed 17:00.')

function requireOrganiser(caller: Caller, group: Group, what: string): void {
  if (!mayOrganise(caller, group))
    throw new UserError(`You can't ${what} here.`, 'Ask an organiser or a manager to do it.')
}

/** Everything that people do with reading groups. */
export function createGroups({ store, now, onChange, notifyScheduler, touchRecap, nameOf }: Deps) {
  async function change(
    group: Group,
    decide: (group: Group) => Group | GroupWithPast,
    newJobs: readonly NewJob[] = [],
  ): Promise<Group> {
    const next = await store.change(group.place.space, group.id, decide, { newJobs })
    if (next === undefined) throw groupNotFound()
    onChange(next)
    notifyScheduler()
    return next
  }

  /** The groups of the caller's channel. */
  const listHere = async ({ place: { space, channel } }: Caller): Promise<readonly Group[]> =>
    (await store.list(space)).filter(({ place }) => place.channel === channel)

  /**
   * The group that is meant: by its id or name, or the only one of the channel.
   *
   * @throws UserError when there is none, or several.
   */
  async function resolve(caller: Caller, words: string | undefined): Promise<Group> {
    const id = GroupId.safeParse(words)
    if (id.success) {
      const group = await store.find(caller.place.space, id.data)
      if (group === undefined) throw groupNotFound()
      return group
    }
    const groups = await listHere(caller)
    const wanted = words?.trim().toLowerCase()
    const matching = groups.filter(({ name }) => wanted === undefined || name.toLowerCase() === wanted)
    const [only, other] = matching
    if (only === undefined) throw groupNotFound()
    if (other !== undefined)
      throw new UserError(
        'There are several reading groups in this channel.',
        `Say which, with group: ${matching
          .map(({ name }) => name)
          .toSorted()
          .join(', ')}.`,
      )
    return only
  }

  const hasNoGroup = async (caller: Caller, words: string | undefined): Promise<boolean> =>
    words === undefined && (await listHere(caller)).length === 0

  async function start(caller: Caller, settings: GroupSettings): Promise<Group> {
    const at = now()
    const { thread: _, ...place } = caller.place
    const group: Group = {
      v: 1,
      id: createGroupId(),
      name: 'Reading group',
      place,
      scheduledAt: at,
      plannedUntil: at,
      offsets: {},
      votes: 'open',
      poll: 'at-start',
      revote: 'open',
      expect: [],
      organisers: caller.rank === 'member' ? [] : [caller.person],
      facilitators: [],
      entries: [],
      removed: [],
      sessions: [],
      season: { name: 'Season 1', from: at },
      toSumUp: [],
      unmarks: [],
      muted: [],
      notes: [],
      failures: 0,
      revision: 0,
      ...settings,
    }
    const other = (await store.list(place.space)).find(
      ({ name }) => name.toLowerCase() === group.name.toLowerCase(),
    )
    if (other !== undefined)
      throw new UserError(
        `There is a group called “${other.name}” in another channel.`,
        'Give this one another name with name:…, or move that one here.',
        { buttons: [{ label: 'Move it here', call: moveCall(other) }] },
      )
    await store.create(group)
    notifyScheduler()
    return group
  }

  /** The session that somebody adds notes to: under way, or over for less than fourteen days. */
  async function requireSessionForNotes(caller: Caller, group: Group, words: string): Promise<Session> {
    const id = SessionId.safeParse(words)
    const past = id.success ? await store.findPast(group.id, id.data) : undefined
    const session = group.sessions.find((session) => session.id === id.data) ?? past?.session
    if (session === undefined || (past !== undefined && past.at + notesOpenMs < now()))
      throw new UserError('That session is not there any more.', 'Notes can be added for fourteen days.')
    if (!mayLead(caller, group, session))
      throw new UserError("You can't add notes here.", 'Ask the facilitator or an organiser.')
    return session
  }

  return {
    ...createNominating({ now, change, requireOrganiser }),
    ...createFacilitating({ change, requireOrganiser, nameOf }),
    ...createPlanning({ now, change, requireOrganiser }),
    listHere,
    resolve,
    history: ({ id }: Group): Promise<readonly Past[]> => store.history(id),
    /** A session that is over. */
    async findPastSession({ id }: Group, words: string): Promise<Session | undefined> {
      const session = SessionId.safeParse(words)
      return session.success ? (await store.findPast(id, session.data))?.session : undefined
    },

    /** The next sessions that have no record yet. */
    upcomingSessions: (group: Group, count = 3) => upcomingSessions(group, count),

    /** The next sessions as they would be under another arrangement. */
    upcomingSessionsWith: ({ schedule }: GroupSettings, group: Group | undefined) =>
      upcomingSessions({ schedule, plannedUntil: Math.max(now(), group?.plannedUntil ?? 0) }, 3),

    /** The group that is meant; nothing where none is there, or none of that name: it can be made. */
    async find(caller: Caller, words: string | undefined): Promise<Group | undefined> {
      const wanted = words?.trim().toLowerCase()
      const isUnknown =
        wanted !== undefined &&
        !GroupId.safeParse(words).success &&
        !(await listHere(caller)).some(({ name }) => name.toLowerCase() === wanted)
      return isUnknown || (await hasNoGroup(caller, words)) ? undefined : resolve(caller, words)
    },

    /** The group that is meant; in a channel without any a list without a schedule, which anyone may begin. */
    resolveOrStart: async (caller: Caller, words: string | undefined): Promise<Group> =>
      (await hasNoGroup(caller, words)) ? start(caller, {}) : resolve(caller, words),

    /** Makes a group in the caller's channel. @throws UserError unless they may. */
    create(caller: Caller, settings: GroupSettings): Promise<Group> {
      if (caller.rank === 'member')
        throw new UserError(
          "You can't begin a reading group here.",
          'Ask a manager of this channel to do it.',
        )
      return start(caller, settings)
    },

    /** Moves a group to the caller's channel: what it says from now on, it says there. @throws UserError unless they may. */
    async moveHere(caller: Caller, words: string | undefined): Promise<Group> {
      const group = await resolve(caller, words)
      const { rank, person } = caller
      const mayMove = rank === 'admin' || group.organisers.some(({ id }) => id === person.id)
      if (rank === 'member' || !mayMove)
        throw new UserError(
          "You can't move that group here.",
          'Ask one of its organisers, who manages this channel.',
        )
      const { thread: _, ...place } = caller.place
      return change(group, (group) => ({ ...group, place }))
    },

    /** Every group of the caller's space. */
    listInSpace: ({ place }: Caller): Promise<readonly Group[]> => store.list(place.space),

    /** Says whether somebody comes to a session. */
    async setAttendance(
      { person }: Caller,
      group: Group,
      session: SessionId,
      isComing: boolean,
    ): Promise<Group> {
      const others = (people: readonly PersonId[]) => people.filter((id) => id !== person.id)
      return change(group, (group) =>
        withSession(group, session, (one) => ({
          ...one,
          coming: isComing ? [...others(one.coming), person.id] : others(one.coming),
          notComing: isComing ? others(one.notComing) : [...others(one.notComing), person.id],
        })),
      )
    },

    /** No reminders for them any more. */
    async mute({ person }: Caller, group: Group): Promise<void> {
      await change(group, (group) =>
        group.muted.includes(person.id) ? group : { ...group, muted: [...group.muted, person.id] },
      )
    },

    /** When a group has read a paper, if it has. */
    findPastReading: async ({ id }: Group, paper: PaperId): Promise<Past | undefined> =>
      (await store.history(id)).find(({ end, entry }) => end === 'read' && entry?.paper.id === paper),

    /** The session that is open, or the last one that was. */
    async findLatestHeld({ id, sessions }: Group): Promise<Session | undefined> {
      const open = sessions.find(({ openedAt }) => openedAt !== undefined)
      return open ?? (await store.history(id)).findLast(({ end }) => end === 'read')?.session
    },

    /** What stands in a recap's notes. @throws UserError unless the caller may change them. */
    readNotes: async (caller: Caller, group: Group, session: string): Promise<string> =>
      (await requireSessionForNotes(caller, group, session)).notes ?? '',

    /** What the facilitator adds to a recap; nothing takes it away. */
    async addNotes(caller: Caller, group: Group, words: string, notes: string | undefined): Promise<void> {
      const { id } = await requireSessionForNotes(caller, group, words)
      const withNotes = ({ notes: _, ...session }: Session): Session => ({
        ...session,
        ...(notes !== undefined && { notes }),
      })
      if (group.sessions.some((session) => session.id === id))
        await change(group, (group) => withSession(group, id, withNotes))
      else await store.changePast(group.id, id, (past) => ({ ...past, session: withNotes(past.session) }))
      touchRecap(group, id)
    },

    /** Notes that reached no organiser, for the first who looks and may do something about them. */
    async takeUnseenNotices(caller: Caller, group: Group): Promise<readonly Notice[]> {
      const waiting = group.notes.filter(({ told }) => told === 0)
      if (waiting.length === 0 || !mayOrganise(caller, group)) return []
      const isTaken = ({ cause, at }: Notice) => waiting.some((one) => one.cause === cause && one.at === at)
      await change(group, (group) => ({
        ...group,
        notes: group.notes.map((note) => (isTaken(note) ? { ...note, told: 1 } : note)),
      }))
      return waiting
    },

    /** What is stored about a person in reading groups. */
    async exportPerson({ id }: Person): Promise<readonly GroupPersonalData[]> {
      const found: GroupPersonalData[] = []
      for (const space of await store.spaces())
        for (const group of await store.list(space)) found.push(...[readPersonalData(group, id) ?? []].flat())
      return found
    },

    /** Takes a person out of every group: nominations stay without a name, votes and turns go. */
    async erasePerson({ id: person }: Person): Promise<void> {
      for (const space of await store.spaces())
        for (const { id } of await store.list(space)) {
          const next = await store.change(space, id, (group) => erasePerson(group, person))
          if (next !== undefined) onChange(next)
          for (const { session } of await store.history(id))
            await store.changePast(id, session.id, (past) => erasePersonFromPast(past, person))
        }
    },
  }
}
