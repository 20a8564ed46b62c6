import type { PersonId } from '../chat/caller.ts'
import type { Entry, Group, Past, Session, Step } from './group.ts'

/** What is stored about a person in one group. */
export interface GroupPersonalData {
  readonly group: string
  readonly organises: boolean
  readonly leads: boolean
  readonly isExpected: boolean
  readonly nominations: readonly string[]
  readonly votes: readonly string[]
}

const isMentioned = (group: Group, person: PersonId): boolean =>
  JSON.stringify(group).includes(JSON.stringify(person))

export function readPersonalData(group: Group, person: PersonId): GroupPersonalData | undefined {
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
export function erasePerson(group: Group, person: PersonId): Group {
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

/** A session that is over, without a person: who led it and who nominated its paper is not told any more. */
export const erasePersonFromPast = ({ session, entry, ...past }: Past, person: PersonId): Past => ({
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
