import type { PersonId } from '../chat/caller.ts'
import type { VoterId } from '../poll/ballot.ts'
import { withoutAttacher } from './attachment.ts'
import type { Entry, Group, Past, Session, Step } from './group.ts'
import type { LeadCall } from './lead-call.ts'
import { notesAuthorsOf } from './notes-source.ts'

export const isMentioned = (record: Group | Past | Session, id: PersonId | VoterId): boolean =>
  JSON.stringify(record).includes(JSON.stringify(id))

/**
 * The group without a person: nominations stay without a name and a reason, votes, turns and notes go.
 *
 * @param pseudonyms The person's, in the anonymous polls of its sessions that are not open yet.
 */
export function erasePerson(whole: Group, person: PersonId, pseudonyms: ReadonlySet<VoterId>): Group {
  const group = withoutPresent(whole, pseudonyms)
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
    ...(group.named !== undefined && { named: group.named.filter(isOther) }),
    sessions: group.sessions.map((session) => eraseFromSession(session, person)),
  }
}

/** The group without those people among the present of its sessions; the same group if none of them is. */
function withoutPresent(group: Group, ids: ReadonlySet<VoterId>): Group {
  const sessions = group.sessions.map((session) => leavePresent(session, ids))
  return sessions.every((session, i) => session === group.sessions[i]) ? group : { ...group, sessions }
}

/** The session without those people among the present; the same session if none of them is. */
const leavePresent = (session: Session, ids: ReadonlySet<VoterId>): Session =>
  session.present?.some(({ who }) => ids.has(who)) === true
    ? { ...session, present: session.present.filter(({ who }) => !ids.has(who)) }
    : session

/**
 * A session that is over, without a person: it no longer names its facilitator or who nominated its paper.
 *
 * @param pseudonyms The person's, where those present are noted by pseudonyms.
 */
export const erasePersonFromPast = (
  { session, entry, why, whyBy, ...past }: Past,
  person: PersonId,
  pseudonyms: ReadonlySet<VoterId>,
): Past => ({
  ...past,
  ...(why !== undefined && whyBy !== person && { why, ...(whyBy !== undefined && { whyBy }) }),
  session: eraseFromSession(leavePresent(session, pseudonyms), person),
  ...(entry !== undefined && { entry: eraseFromEntry(entry, person) }),
})

function eraseFromStep({ state, ...step }: Step, person: PersonId): Step {
  if (state.kind !== 'done' || state.by?.id !== person) return { ...step, state }
  return { ...step, state: { kind: 'done', at: state.at } }
}

function eraseFromCall({ by, asked, ...call }: LeadCall, person: PersonId): LeadCall {
  return {
    ...call,
    ...(by !== undefined && by.id !== person && { by }),
    ...(asked !== undefined && { asked: asked.filter((id) => id !== person) }),
  }
}

function eraseFromSession(whole: Session, person: PersonId): Session {
  const { facilitator, coming, notComing, comingBy, reminded, remindedTwice, begun, ...others } = whole
  const { told, roles, leadCall, steps, notes, notesBy, present, named, attachments, ...session } = others
  const isOther = (id: PersonId | VoterId) => id !== (person as string)
  return {
    ...session,
    ...(notes !== undefined &&
      !notesAuthorsOf(whole).includes(person) && { notes, ...(notesBy !== undefined && { notesBy }) }),
    steps: Object.fromEntries(
      Object.entries(steps).map(([name, step]) => [name, eraseFromStep(step, person)]),
    ),
    coming: coming.filter(isOther),
    notComing: notComing.filter(isOther),
    ...(comingBy !== undefined && { comingBy: withoutKey(comingBy, person) }),
    reminded: withoutKey(reminded, person),
    ...(told !== undefined && { told: told.filter(isOther) }),
    ...(remindedTwice !== undefined && { remindedTwice: remindedTwice.filter(isOther) }),
    ...(begun !== undefined && { begun: begun.filter(isOther) }),
    ...(leadCall !== undefined && { leadCall: eraseFromCall(leadCall, person) }),
    ...(roles !== undefined && { roles: roles.filter((role) => role.person?.id !== person) }),
    ...(present !== undefined && { present: present.filter(({ who }) => isOther(who)) }),
    ...(named !== undefined && { named: named.filter(isOther) }),
    ...withoutAttacher(attachments, (id) => id === person),
    ...(facilitator !== undefined && isOther(facilitator.id) && { facilitator }),
  }
}

const withoutKey = <Value>(values: Readonly<Record<string, Value>>, key: string): Record<string, Value> =>
  Object.fromEntries(Object.entries(values).filter(([id]) => id !== key))

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
