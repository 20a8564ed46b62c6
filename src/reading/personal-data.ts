import { mayBeIn, type Person, type PersonId, type Place, type SpaceId } from '../chat/caller.ts'
import { VoterId } from '../poll/ballot.ts'
import type { PollId } from '../poll/poll.ts'
import { erasePerson, erasePersonFromPast, isMentioned } from './erase-person.ts'
import type { Entry, Group, Past, Session, SessionId } from './group.ts'
import type { GroupStore } from './group-store.ts'
import { notesAuthorsOf } from './notes-source.ts'
import { allSessionsOf, eraseAnswers, readAnswers, type SessionAnswers } from './personal-answers.ts'

/** A person's data in one group, for their export. */
export interface GroupPersonalData {
  readonly group: string
  /** Where it lives. */
  readonly place: Place
  readonly organises: boolean
  readonly leads: boolean
  /** When they lead no session, as local dates. */
  readonly away: readonly { readonly from: string; readonly to: string }[]
  /** The local dates of turns that they have passed on. */
  readonly passed: readonly string[]
  readonly isExpected: boolean
  /** Whether they want no reminders. */
  readonly isMuted: boolean
  /** Whether they want a digest of each session that they miss. */
  readonly wantsMissed: boolean
  readonly nominations: readonly { readonly title: string; readonly why: readonly string[] }[]
  readonly votes: readonly string[]
  /** Entries that they kept for a date. */
  readonly pinned: readonly { readonly title: string; readonly date: string }[]
  /** Entries that they took off the list. */
  readonly removed: readonly { readonly title: string; readonly at: string }[]
  readonly sessions: readonly SessionPersonalData[]
  /** Texts of private messages to others that name them. */
  readonly mentions: readonly string[]
  /** Whether the last facilitator's sheet said to call on them. */
  readonly calledOn?: true
}

/** A group after an erasure. */
export interface ErasedGroup {
  readonly group: Group
  readonly mentions: readonly string[]
  readonly sessions: readonly SessionId[]
}

interface SessionPersonalData extends SessionAnswers {
  /** The local date. */
  readonly date: string
  readonly facilitated: boolean
  readonly coming?: boolean
  /** Whether they said that they can't lead it, within a day before it. */
  readonly couldNotLead?: boolean
  /** Whether they were asked to lead it instead. */
  readonly wasCalled?: boolean
  /** The names of the roles that they have taken. */
  readonly roles: readonly string[]
  /** While people read: when they said that they were there; `true` where no times are stored. */
  readonly here?: string | true
  /** When they said that they had read the paper, likewise. */
  readonly read?: string | true
  /** Their notes to the recap. */
  readonly notes?: string
  /** When they were last reminded. */
  readonly reminded?: string
  /** Why it was skipped, if they said why. */
  readonly why?: string
  /** Links that they attached. */
  readonly attached?: readonly string[]
  /** The steps that they ran themselves. */
  readonly steps: readonly { readonly step: string; readonly at: string }[]
}

interface Deps {
  readonly store: GroupStore
  /** Called after every change, once it is on disk. */
  readonly onChange: (group: Group) => void
  /** Called when a session that is over has changed. */
  readonly touchSession: (group: Group, session: SessionId) => void
  /** Called when a private message no longer names a person. */
  readonly touchMention: (group: Group, mention: string) => void
  /** A person's pseudonym in an anonymous poll; `undefined` if its key is gone. */
  readonly pseudonymIn: (poll: PollId, person: PersonId) => Promise<VoterId | undefined>
}

/** Exports and erases what is stored about a person in reading groups. */
export function createGroupPersonalData({ store, onChange, touchSession, touchMention, pseudonymIn }: Deps) {
  const spacesOf = async (person: PersonId): Promise<readonly SpaceId[]> =>
    (await store.spaces()).filter((space) => mayBeIn(person, space))

  /** Who a person is among those present in sessions with anonymous polls. */
  async function pseudonymsOf(sessions: readonly Session[], person: PersonId): Promise<ReadonlySet<VoterId>> {
    const polls = sessions.flatMap(({ keyedPoll }) => keyedPoll ?? [])
    const found = await Promise.all(polls.map((poll) => pseudonymIn(poll, person)))
    return new Set(found.flatMap((pseudonym) => pseudonym ?? []))
  }

  return {
    async exportPerson({ id }: Person): Promise<readonly GroupPersonalData[]> {
      const found: GroupPersonalData[] = []
      for (const space of await spacesOf(id))
        for (const group of await store.list(space)) {
          const mentions = [...(await store.mentionsOf(group.id, id)).values()]
          const past = await store.history(group.id)
          const all = allSessionsOf(group, past)
          const ids = new Set([VoterId.parse(id), ...(await pseudonymsOf(all, id))])
          const answers = await readAnswers(store, all, id)
          const data = readPersonalData(group, past, { mentions, ids, answers }, id)
          if (data !== undefined) found.push(data)
        }
      return found
    },

    /**
     * Removes a person from every group: nominations stay without a name and a reason, votes, turns and notes go.
     *
     * @returns the groups that named them, with those of their private messages and of their sessions that are over which did.
     */
    async erasePerson({ id: person }: Person): Promise<readonly ErasedGroup[]> {
      const erased: ErasedGroup[] = []
      for (const space of await spacesOf(person))
        for (const known of await store.list(space)) {
          const { id } = known
          const pseudonyms = await pseudonymsOf(known.sessions, person)
          let isNamed = false
          const next = await store.change(space, id, (group) => {
            isNamed = isMentioned(group, person)
            return erasePerson(group, person, pseudonyms)
          })
          if (next === undefined) continue
          onChange(next)
          const mentions = [...(await store.mentionsOf(id, person)).keys()]
          const sessions: SessionId[] = []
          for (const mention of mentions) {
            const found = await store.findMention(id, mention)
            if (found !== undefined) await store.addMention(id, mention, { v: 1, unnamed: found.unnamed })
            touchMention(next, mention)
          }
          const history = await store.history(id)
          const answered = await eraseAnswers(store, allSessionsOf(next, history), person)
          for (const past of history) {
            const ids = await pseudonymsOf([past.session], person)
            const isNamedIn = [person, ...ids].some((one) => isMentioned(past, one))
            if (!isNamedIn && !answered.has(past.session.id)) continue
            await store.changePast(id, past.session.id, (past) => erasePersonFromPast(past, person, ids))
            touchSession(next, past.session.id)
            sessions.push(past.session.id)
          }
          if (isNamed || mentions.length > 0 || sessions.length > 0)
            erased.push({ group: next, mentions, sessions })
        }
      return erased
    },
  }
}

/** Data that is not in the group's own records. */
interface PersonalParts {
  readonly mentions: readonly string[]
  readonly ids: ReadonlySet<VoterId>
  readonly answers: ReadonlyMap<SessionId, SessionAnswers>
}

/** @returns `undefined` if the group has nothing about that person. */
function readPersonalData(
  group: Group,
  past: readonly Past[],
  { mentions, ids, answers }: PersonalParts,
  person: PersonId,
): GroupPersonalData | undefined {
  const isNamedIn = (record: Group | Past | Session) => [...ids].some((id) => isMentioned(record, id))
  if (mentions.length + answers.size === 0 && ![group, ...past].some(isNamedIn)) return undefined
  const entries = [
    ...group.entries,
    ...group.removed.map(({ entry }) => entry),
    ...past.flatMap(({ entry }) => entry ?? []),
  ]
  const sessions = [...past, ...group.sessions.map((session) => ({ session }))]
  const turns = group.facilitators.find((one) => one.person.id === person)
  return {
    group: group.name,
    place: group.place,
    organises: group.organisers.some(({ id }) => id === person),
    leads: turns !== undefined,
    away: turns?.away ?? [],
    passed: turns?.passes ?? [],
    isExpected: group.expect.includes(person),
    isMuted: group.muted.includes(person),
    wantsMissed: group.missed?.includes(person) === true,
    nominations: entries
      .filter((entry) => whysOf(entry, person).length > 0 || entry.by?.id === person)
      .map((entry) => ({ title: entry.paper.title, why: whysOf(entry, person) })),
    votes: entries.filter(({ votes }) => votes.includes(person)).map(({ paper }) => paper.title),
    pinned: entries.flatMap(({ paper: { title }, pinned }) =>
      pinned?.by?.id === person ? [{ title, date: pinned.date }] : [],
    ),
    removed: group.removed.flatMap(({ entry, at, by }) =>
      by?.id === person ? [{ title: entry.paper.title, at: new Date(at).toISOString() }] : [],
    ),
    sessions: sessions
      .filter(
        ({ session, whyBy }: HeldSession) =>
          whyBy === person || answers.has(session.id) || isNamedIn(session),
      )
      .map((held) => ({ ...readSession(held, person, ids), ...answers.get(held.session.id) })),
    mentions,
    ...(group.named?.includes(person) && { calledOn: true }),
  }
}

const whysOf = ({ by, why, whys }: Entry, person: PersonId): readonly string[] => [
  ...(by?.id === person && why !== undefined ? [why] : []),
  ...whys.filter((one) => one.by?.id === person).map(({ why }) => why),
]

/** As ISO, where a time is stored. */
const toTime = (at: number | true = true): string | true => (at === true ? at : new Date(at).toISOString())

/** A session with its ending, once it is over. */
type HeldSession = Pick<Past, 'session' | 'why' | 'whyBy'>

function readSession(
  { session, why, whyBy }: HeldSession,
  person: PersonId,
  ids: ReadonlySet<VoterId>,
): SessionPersonalData {
  const own = session.present?.find(({ who }) => ids.has(who))
  const { date, facilitator, coming, notComing, roles = [], leadCall, notes, reminded, steps } = session
  const at = reminded[person]
  const attached = (session.attachments ?? []).filter(({ by }) => by === person)
  return {
    date,
    facilitated: facilitator?.id === person,
    ...(leadCall?.by?.id === person && { couldNotLead: true }),
    ...(leadCall?.asked?.includes(person) === true && { wasCalled: true }),
    roles: roles.filter((role) => role.person?.id === person).map(({ name }) => name),
    ...(coming.includes(person) && { coming: true }),
    ...(notComing.includes(person) && { coming: false }),
    ...(own !== undefined && { here: toTime(own.at) }),
    ...(own?.readAt !== undefined && { read: toTime(own.readAt) }),
    ...(notes !== undefined && notesAuthorsOf(session).includes(person) && { notes }),
    ...(why !== undefined && whyBy === person && { why }),
    ...(at !== undefined && { reminded: new Date(at).toISOString() }),
    ...(attached.length > 0 && { attached: attached.map(({ url }) => url) }),
    steps: Object.entries(steps).flatMap(([step, { state }]) =>
      state.kind === 'done' && state.by?.id === person
        ? [{ step, at: new Date(state.at).toISOString() }]
        : [],
    ),
  }
}
