import type { PersonId } from '../chat/caller.ts'
import { withoutAttacher } from './attachment.ts'
import type { Entry, Group, Past, Session, Step } from './group.ts'
import { notesAuthorsOf } from './notes-source.ts'

export const isMentioned = (record: Group | Past | Session, person: PersonId): boolean =>
  JSON.stringify(record).includes(JSON.stringify(person))

/** The group without a person: nominations stay without a name and a reason, votes, turns and notes go. */
export function erasePerson(group: Group, person: PersonId): Group {
  if (!isMentioned(group, person)) return group
  const isOther = (id: PersonId) => id !== person
  return {
    ...group,
    expect: group.expect.filter(isOther),
    organisers: group.organisers.filter(({ id }) => isOther(id)),
    facilitators: group.facilitators.filter(({ person: { id } }) => isOther(id)),
    muted: group.muted.filter(isOther),
    ...(group.missed !== undefined && { missed: group.missed.filter(isOther) }),
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
export const erasePersonFromPast = (
  { session, entry, why, whyBy, ...past }: Past,
  person: PersonId,
): Past => ({
  ...past,
  ...(why !== undefined && whyBy !== person && { why, ...(whyBy !== undefined && { whyBy }) }),
  session: eraseFromSession(session, person),
  ...(entry !== undefined && { entry: eraseFromEntry(entry, person) }),
})

function eraseFromStep({ state, ...step }: Step, person: PersonId): Step {
  if (state.kind !== 'done' || state.by?.id !== person) return { ...step, state }
  return { ...step, state: { kind: 'done', at: state.at } }
}

function eraseFromSession(whole: Session, person: PersonId): Session {
  const { facilitator, coming, notComing, reminded, told, steps, notes, notesBy, attachments, ...session } =
    whole
  const isOther = (id: PersonId) => id !== person
  return {
    ...session,
    ...(notes !== undefined &&
      !notesAuthorsOf(whole).includes(person) && { notes, ...(notesBy !== undefined && { notesBy }) }),
    steps: Object.fromEntries(
      Object.entries(steps).map(([name, step]) => [name, eraseFromStep(step, person)]),
    ),
    coming: coming.filter(isOther),
    notComing: notComing.filter(isOther),
    reminded: Object.fromEntries(Object.entries(reminded).filter(([id]) => id !== person)),
    ...(told !== undefined && { told: told.filter(isOther) }),
    ...withoutAttacher(attachments, (id) => id === person),
    ...(facilitator !== undefined && isOther(facilitator.id) && { facilitator }),
  }
}

function eraseFromEntry({ by, why, votes, pinned, whys, ...entry }: Entry, person: PersonId): Entry {
  const isOther = (one: { readonly id: PersonId } | undefined) => one !== undefined && one.id !== person
  return {
    ...entry,
    votes: votes.filter((voter) => voter !== person),
    whys: whys.filter((one) => one.by?.id !== person),
    ...(isOther(by) && { by }),
    ...(why !== undefined && by?.id !== person && { why }),
    ...(pinned !== undefined && {
      pinned: { date: pinned.date, ...(isOther(pinned.by) && { by: pinned.by }) },
    }),
  }
}
