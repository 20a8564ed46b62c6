import type { Limits } from '../limits.ts'
import type { MayLookUp } from '../paper/look-up-limit.ts'
import { type Paper, PaperId } from '../paper/paper.ts'
import { recognise } from '../paper/recognise.ts'
import { type Actor, requireTakingPart } from '../poll/permissions.ts'
import type { NewJob } from '../store/job-store.ts'
import { chooseManually, requireSessionToChoose } from './choose-for-session.ts'
import { toLookUpJob } from './entry-title.ts'
import { dateTaken, entryChosen, entryNotFound, noSessionToKeepFor } from './errors.ts'
import type { Entry, Group, GroupDecision, Session } from './group.ts'
import { listByVotes, listWithoutVotes } from './list-order-errors.ts'
import { mayLead, mayOrganise, requireOrganiser } from './permissions.ts'
import {
  addEntry,
  moveEntry,
  removeEntry,
  takesVotes,
  toggleVote,
  undoMs,
  withEntry,
  withReason,
} from './reading-list.ts'
import { datesWithoutSession, findNearestDates } from './session-dates.ts'

interface Deps {
  readonly now: () => number
  readonly mayLookUp: MayLookUp
  readonly limits: Pick<Limits, 'nominations'>
  readonly change: (group: Group, decide: GroupDecision, newJobs?: readonly NewJob[]) => Promise<Group>
}

/** A paper that is put on the list. */
interface Nomination {
  readonly paper: Paper
  /** Whether its title is the official one, and not only what was typed. */
  readonly isNamed: boolean
  readonly why?: string | undefined
}

/** The entry that `words` refer to: an id, a link, or words of its title. @throws UserError when it isn't listed. */
export function requireEntry(group: Group, words: string): Entry {
  const id = PaperId.safeParse(words)
  const known = recognise(words)
  const wanted = words.toLowerCase().split(/\s+/)
  const entry =
    group.entries.find(
      ({ paper }) => (id.success && paper.id === id.data) || ('id' in known && paper.id === known.id),
    ) ?? group.entries.find(({ paper }) => wanted.every((word) => paper.title.toLowerCase().includes(word)))
  if (entry === undefined) throw entryNotFound()
  return entry
}

/** A date that an entry is to be pinned to; `now` is in ms since 1970. */
interface Pin {
  readonly date: string
  readonly paper: PaperId
  readonly now: number
}

/** @throws UserError unless the caller may pin that paper to a session of that date. */
function requireFreeDate(actor: Actor, group: Group, { date, paper: id, now }: Pin): void {
  const session = group.sessions.find((session) => session.date === date)
  if (!mayLead(actor, group, session)) requireOrganiser(actor, group, 'pin a paper to a date')
  if (datesWithoutSession(group, [date], now).length > 0)
    throw noSessionToKeepFor(date, findNearestDates(group, date), now)
  const other = group.entries.find(({ pinned, paper }) => pinned?.date === date && paper.id !== id)
  if (other !== undefined) throw dateTaken(date, other.paper.title, now)
}

/** @throws UserError unless there may be an entry that the caller may take off the list. */
function requireMayRemove(actor: Actor, group: Group): void {
  requireTakingPart(actor, 'remove nominations')
  const hasNominated = group.entries.some(({ by }) => by?.id === actor.person.id)
  if (!hasNominated) requireOrganiser(actor, group, "remove other people's nominations")
}

/** @throws UserError unless the caller may set the order of the list, and votes don't. */
function requireMayOrder(actor: Actor, group: Group): void {
  requireOrganiser(actor, group, 'change the order of the list')
  if (takesVotes(group)) throw listByVotes()
}

/** @param now In ms since 1970. @throws UserError unless the caller may take that entry off the list. */
function requireRemovable(actor: Actor, group: Group, { by, paper }: Entry, now: number): void {
  requireTakingPart(actor, 'remove nominations')
  if (by?.id !== actor.person.id) requireOrganiser(actor, group, "remove other people's nominations")
  const session = group.sessions.find((session) => session.paper === paper.id)
  if (session !== undefined) throw entryChosen(paper.title, session.date, now)
}

/** Services for a group's reading list; docs/reading-groups.md, section 2. */
export function createNominating({ now, mayLookUp, limits, change }: Deps) {
  return {
    /** Puts a paper on the list; a reason for one that is listed is kept with it. @returns its entry, and whether it was listed. */
    async nominate(
      actor: Actor,
      group: Group,
      { paper, isNamed, why }: Nomination,
    ): Promise<{ group: Group; entry: Entry; wasListed: boolean }> {
      const isListed = ({ entries }: Group) => entries.some((entry) => entry.paper.id === paper.id)
      if (isListed(group)) {
        const next =
          why === undefined
            ? group
            : await change(group, (group) =>
                withEntry(group, paper.id, (entry) => withReason(entry, actor.person, why)),
              )
        return { group: next, entry: requireEntry(next, paper.id), wasListed: true }
      }
      const isManager = mayOrganise(actor, group)
      const nomination = { paper, isNamed, why, by: actor.person, at: now(), isManager }
      const next = await change(
        group,
        (group) => (isListed(group) ? group : addEntry(group, nomination, limits.nominations)),
        isNamed || !mayLookUp({ ...actor, place: group.place })
          ? []
          : [toLookUpJob({ space: group.place.space, group: group.id, paper: paper.id, tries: 0 }, now())],
      )
      return { group: next, entry: requireEntry(next, paper.id), wasListed: false }
    },

    /** Casts or withdraws a vote for an entry. */
    async vote(
      actor: Actor,
      group: Group,
      entry: Entry,
    ): Promise<{ readonly group: Group; readonly entry: Entry; readonly isCast: boolean }> {
      requireTakingPart(actor, 'vote for papers')
      if (!takesVotes(group)) throw listWithoutVotes()
      const { person } = actor
      const next = await change(group, (group) =>
        withEntry(group, entry.paper.id, (entry) => toggleVote(entry, person.id)),
      )
      const changed = requireEntry(next, entry.paper.id)
      return { group: next, entry: changed, isCast: changed.votes.includes(person.id) }
    },

    /** Moves an entry to another place of a list whose order organisers set. @throws UserError unless the caller may. */
    moveInList(actor: Actor, group: Group, { paper }: Entry, place: number): Promise<Group> {
      requireMayOrder(actor, group)
      return change(group, (group) => moveEntry(group, requireEntry(group, paper.id).paper.id, place))
    },

    requireMayOrder,

    requireMayRemove,

    requireRemovable: (actor: Actor, group: Group, entry: Entry): void =>
      requireRemovable(actor, group, entry, now()),

    /** Takes an entry off the list; it can be put back for 30 days. */
    remove: (actor: Actor, group: Group, { paper }: Entry): Promise<Group> =>
      change(group, (group) => {
        const entry = requireEntry(group, paper.id)
        requireRemovable(actor, group, entry, now())
        return removeEntry(group, entry, now(), actor.person)
      }),

    /** Puts an entry back on the list. @throws UserError unless the caller removed it or is an organiser. */
    async undo(actor: Actor, group: Group, paper: string): Promise<Entry> {
      requireTakingPart(actor, 'put back nominations')
      const next = await change(group, (group) => {
        const found = group.removed.findLast(
          ({ entry, at }) => entry.paper.id === paper && at > now() - undoMs,
        )
        if (found === undefined || group.entries.some((entry) => entry.paper.id === paper)) return group
        if (found.by?.id !== actor.person.id) requireOrganiser(actor, group, 'put back what others removed')
        const removed = group.removed.filter((one) => one !== found)
        return { ...group, entries: [...group.entries, found.entry], removed }
      })
      return requireEntry(next, paper)
    },

    /** Pins an entry to the session of a date. @throws UserError unless the caller may. */
    pin: (actor: Actor, group: Group, { paper: { id } }: Entry, date: string): Promise<Group> =>
      change(group, (group) => {
        requireFreeDate(actor, group, { date, paper: requireEntry(group, id).paper.id, now: now() })
        return withEntry(group, id, (entry) => ({ ...entry, pinned: { date, by: actor.person } }))
      }),

    requireFreeDate: (actor: Actor, group: Group, date: string, paper: PaperId): void =>
      requireFreeDate(actor, group, { date, paper, now: now() }),

    /** Chooses a paper for the next session. @throws UserError unless the caller may. */
    async choose(
      actor: Actor,
      group: Group,
      { paper }: Entry,
    ): Promise<{ readonly group: Group; readonly session: Session }> {
      const next = await change(group, (group) =>
        chooseManually(actor, group, requireEntry(group, paper.id).paper.id, now()),
      )
      return { group: next, session: requireSessionToChoose(actor, next, paper.id, now()) }
    },
  }
}
