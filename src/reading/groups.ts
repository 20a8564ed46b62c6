import type { Caller, Person, PersonId } from '../chat/caller.ts'
import { UserError } from '../chat/user-error.ts'
import type { PaperId } from '../paper/paper.ts'
import type { NewJob } from '../store/job-store.ts'
import { createFacilitating } from './facilitating.ts'
import type { Arrangement, Ending } from './group.ts'
import { type Group, GroupId, type Note, type Past, type Session, SessionId } from './group.ts'
import type { GroupStore } from './group-store.ts'
import { createGroupId } from './ids.ts'
import { createNominating } from './nominating.ts'
import { mayLead, mayOrganise } from './permissions.ts'
import { forgotten, forgottenPast, type Trace, traceIn } from './personal-data.ts'
import { upcoming } from './plan.ts'
import { createPlanning } from './planning.ts'
import { withSession } from './session-outcome.ts'

const notableMs = 14 * 86_400_000

interface Needs {
  readonly store: GroupStore
  readonly now: () => number
  /** Told of every change, once it is on disk. */
  readonly changed: (group: Group) => void
  /** Told that something may fall due. */
  readonly due: () => void
  readonly touchRecap: (group: Group, session: SessionId) => void
  /** What somebody is called in a group's channel. */
  readonly nameOf: (group: Group, person: PersonId) => Promise<Person>
}

const moveCall = ({ id }: Group) => ({ command: 'reading begin', args: { group: id, move: 'yes' } })

const nowhere = () =>
  new UserError('There is no reading group in this channel yet.', 'Begin one: reading schedule wed 17:00.')

function demandOrganiser(caller: Caller, group: Group, what: string): void {
  if (!mayOrganise(caller, group))
    throw new UserError(`You can't ${what} here.`, 'Ask an organiser or a manager to do it.')
}

/** Everything that people do with reading groups. */
export function createGroups({ store, now, changed, due, touchRecap, nameOf }: Needs) {
  async function change(
    group: Group,
    decide: (group: Group) => Group | Ending,
    dues: readonly NewJob[] = [],
  ): Promise<Group> {
    const next = await store.change(group.place.space, group.id, decide, { dues })
    if (next === undefined) throw nowhere()
    changed(next)
    due()
    return next
  }

  /** The groups of the caller's channel. */
  const here = async ({ place: { space, channel } }: Caller): Promise<readonly Group[]> =>
    (await store.list(space)).filter(({ place }) => place.channel === channel)

  /**
   * The group that is meant: by its id or name, or the only one of the channel.
   *
   * @throws UserError when there is none, or several.
   */
  async function meant(caller: Caller, words: string | undefined): Promise<Group> {
    const id = GroupId.safeParse(words)
    if (id.success) {
      const group = await store.find(caller.place.space, id.data)
      if (group === undefined) throw nowhere()
      return group
    }
    const groups = await here(caller)
    const wanted = words?.trim().toLowerCase()
    const named = groups.filter(({ name }) => wanted === undefined || name.toLowerCase() === wanted)
    const [only, other] = named
    if (only === undefined) throw nowhere()
    if (other !== undefined)
      throw new UserError(
        'There are several reading groups in this channel.',
        `Say which, with group: ${named
          .map(({ name }) => name)
          .toSorted()
          .join(', ')}.`,
      )
    return only
  }

  const isNew = async (caller: Caller, words: string | undefined): Promise<boolean> =>
    words === undefined && (await here(caller)).length === 0

  async function begin(caller: Caller, arrangement: Arrangement): Promise<Group> {
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
      ...arrangement,
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
    due()
    return group
  }

  /** The session that somebody adds notes to: under way, or over for less than fourteen days. */
  async function noted(caller: Caller, group: Group, words: string): Promise<Session> {
    const id = SessionId.safeParse(words)
    const past = id.success ? await store.past(group.id, id.data) : undefined
    const session = group.sessions.find((session) => session.id === id.data) ?? past?.session
    if (session === undefined || (past !== undefined && past.at + notableMs < now()))
      throw new UserError('That session is not there any more.', 'Notes can be added for fourteen days.')
    if (!mayLead(caller, group, session))
      throw new UserError("You can't add notes here.", 'Ask the facilitator or an organiser.')
    return session
  }

  return {
    ...createNominating({ store, now, changed, change, demandOrganiser }),
    ...createFacilitating({ change, demandOrganiser, nameOf }),
    ...createPlanning({ now, change, demandOrganiser }),
    here,
    meant,
    history: ({ id }: Group): Promise<readonly Past[]> => store.history(id),
    /** A session that is over. */
    async pastSession({ id }: Group, words: string): Promise<Session | undefined> {
      const session = SessionId.safeParse(words)
      return session.success ? (await store.past(id, session.data))?.session : undefined
    },

    /** The next sessions that have no record yet. */
    later: (group: Group, count = 3) => upcoming(group, count),

    /** The next sessions as they would be under another arrangement. */
    laterOf: ({ schedule }: Arrangement, group: Group | undefined) =>
      upcoming({ schedule, plannedUntil: Math.max(now(), group?.plannedUntil ?? 0) }, 3),

    /** The group that is meant; nothing where none is there, or none of that name: it can be made. */
    async meantHere(caller: Caller, words: string | undefined): Promise<Group | undefined> {
      const wanted = words?.trim().toLowerCase()
      const isUnknown =
        wanted !== undefined &&
        !GroupId.safeParse(words).success &&
        !(await here(caller)).some(({ name }) => name.toLowerCase() === wanted)
      return isUnknown || (await isNew(caller, words)) ? undefined : meant(caller, words)
    },

    /** The group that is meant; in a channel without any a list without a schedule, which anyone may begin. */
    meantOrNew: async (caller: Caller, words: string | undefined): Promise<Group> =>
      (await isNew(caller, words)) ? begin(caller, {}) : meant(caller, words),

    /** Makes a group in the caller's channel. @throws UserError unless they may. */
    create(caller: Caller, arrangement: Arrangement): Promise<Group> {
      if (caller.rank === 'member')
        throw new UserError(
          "You can't begin a reading group here.",
          'Ask a manager of this channel to do it.',
        )
      return begin(caller, arrangement)
    },

    /** Moves a group to the caller's channel: what it says from now on, it says there. @throws UserError unless they may. */
    async moveHere(caller: Caller, words: string | undefined): Promise<Group> {
      const group = await meant(caller, words)
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
    inSpace: ({ place }: Caller): Promise<readonly Group[]> => store.list(place.space),

    /** Says whether somebody comes to a session. */
    async answer({ person }: Caller, group: Group, session: SessionId, isComing: boolean): Promise<Group> {
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
    whenRead: async ({ id }: Group, paper: PaperId): Promise<Past | undefined> =>
      (await store.history(id)).find(({ end, entry }) => end === 'read' && entry?.paper.id === paper),

    /** The session that is open, or the last one that was. */
    async latestHeld({ id, sessions }: Group): Promise<Session | undefined> {
      const open = sessions.find(({ openedAt }) => openedAt !== undefined)
      return open ?? (await store.history(id)).findLast(({ end }) => end === 'read')?.session
    },

    /** What stands in a recap's notes. @throws UserError unless the caller may change them. */
    notesOf: async (caller: Caller, group: Group, session: string): Promise<string> =>
      (await noted(caller, group, session)).notes ?? '',

    /** What the facilitator adds to a recap; nothing takes it away. */
    async addNotes(caller: Caller, group: Group, words: string, notes: string | undefined): Promise<void> {
      const { id } = await noted(caller, group, words)
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
    async unheard(caller: Caller, group: Group): Promise<readonly Note[]> {
      const waiting = group.notes.filter(({ told }) => told === 0)
      if (waiting.length === 0 || !mayOrganise(caller, group)) return []
      const isHeard = ({ cause, at }: Note) => waiting.some((one) => one.cause === cause && one.at === at)
      await change(group, (group) => ({
        ...group,
        notes: group.notes.map((note) => (isHeard(note) ? { ...note, told: 1 } : note)),
      }))
      return waiting
    },

    /** What is stored about a person in reading groups. */
    async traces({ id }: Person): Promise<readonly Trace[]> {
      const found: Trace[] = []
      for (const space of await store.spaces())
        for (const group of await store.list(space)) found.push(...[traceIn(group, id) ?? []].flat())
      return found
    },

    /** Takes a person out of every group: nominations stay without a name, votes and turns go. */
    async forget({ id: person }: Person): Promise<void> {
      for (const space of await store.spaces())
        for (const { id } of await store.list(space)) {
          const next = await store.change(space, id, (group) => forgotten(group, person))
          if (next !== undefined) changed(next)
          for (const { session } of await store.history(id))
            await store.changePast(id, session.id, (past) => forgottenPast(past, person))
        }
    },
  }
}
