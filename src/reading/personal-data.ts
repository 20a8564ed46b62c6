import type { Person, PersonId } from '../chat/caller.ts'
import type { Entry, Group, Past, Session, Step } from './group.ts'
import type { GroupStore } from './group-store.ts'

/** A person's data in one group, for their export. */
export interface GroupPersonalData {
  readonly group: string
  readonly organises: boolean
  readonly leads: boolean
  readonly isExpected: boolean
  readonly nominations: readonly string[]
  readonly votes: readonly string[]
}

interface Deps {
  readonly store: GroupStore
  /** Called after every change, once it is on disk. */
  readonly onChange: (group: Group) => void
}

/** Exports and erases what is stored about a person in reading groups. */
export function createGroupPersonalData({ store, onChange }: Deps) {
  return {
    async exportPerson({ id }: Person): Promise<readonly GroupPersonalData[]> {
      const found: GroupPersonalData[] = []
      for (const space of await store.spaces())
        for (const group of await store.list(space)) {
          const data = readPersonalData(group, id)
          if (data !== undefined) found.push(data)
        }
      return found
    },

    /** Removes a person from every group: nominations stay without a name, votes and turns go. */
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

const isMentioned = (group: Group, person: PersonId): boolean =>
  JSON.stringify(group).includes(JSON.stringify(person))

/** @returns `undefined` if the group has nothing about that person. */
function readPersonalData(group: Group, person: PersonId): GroupPersonalData | undefined {
  if (!isMentioned(group, person)) return undefined
  const titles = (entries: readonly Entry[]) => entries.map(({ paper }) => paper.title)
  return {
    group: group.name,
    organises: group.organisers.some(({ id }) => id === person),
    leads: group.facilitators.some(({ person: { id } }) => id === person),
    isExpected: group.expect.includes(person),
    nominations: titles(group.entries.filter(({ by }) => by?.id === person)),
    votes: titles(group.entries.filter(({ votes }) => votes.includes(person))),
  }
}

/** The group without a person: nominations stay without a name, votes and turns go. */
function erasePerson(group: Group, person: PersonId): Group {
  if (!isMentioned(group, person)) return group
  const isOther = (id: PersonId) => id !== person
  return {
    ...group,
    expect: group.expect.filter(isOther),
    organisers: group.organisers.filter(({ id }) => isOther(id)),
    facilitators: group.facilitators.filter(({ person: { id } }) => isOther(id)),
    muted: group.muted.filter(isOther),
    entries: group.entries.map((entry) => eraseFromEntry(entry, person)),
    removed: group.removed.map(({ entry, at, by }) => ({
      entry: eraseFromEntry(entry, person),
      at,
      ...(by !== undefined && isOther(by.id) && { by }),
    })),
    sessions: group.sessions.map((session) => eraseFromSession(session, person)),
  }
}

/** A session that is over, without a person: it no longer names its facilitator or who nominated its paper. */
const erasePersonFromPast = ({ session, entry, ...past }: Past, person: PersonId): Past => ({
  ...past,
  session: eraseFromSession(session, person),
  ...(entry !== undefined && { entry: eraseFromEntry(entry, person) }),
})

function eraseFromStep({ state, ...step }: Step, person: PersonId): Step {
  if (state.kind !== 'done' || state.by?.id !== person) return { ...step, state }
  return { ...step, state: { kind: 'done', at: state.at } }
}

function eraseFromSession(
  { facilitator, coming, notComing, reminded, steps, ...session }: Session,
  person: PersonId,
): Session {
  const isOther = (id: PersonId) => id !== person
  return {
    ...session,
    steps: Object.fromEntries(
      Object.entries(steps).map(([name, step]) => [name, eraseFromStep(step, person)]),
    ),
    coming: coming.filter(isOther),
    notComing: notComing.filter(isOther),
    reminded: Object.fromEntries(Object.entries(reminded).filter(([id]) => id !== person)),
    ...(facilitator !== undefined && isOther(facilitator.id) && { facilitator }),
  }
}

function eraseFromEntry({ by, votes, pinned, whys, ...entry }: Entry, person: PersonId): Entry {
  const isOther = (one: { readonly id: PersonId } | undefined) => one !== undefined && one.id !== person
  return {
    ...entry,
    votes: votes.filter((voter) => voter !== person),
    whys: whys.map(({ by, why }) => ({ why, ...(isOther(by) && { by }) })),
    ...(isOther(by) && { by }),
    ...(pinned !== undefined && {
      pinned: { date: pinned.date, ...(isOther(pinned.by) && { by: pinned.by }) },
    }),
  }
}
