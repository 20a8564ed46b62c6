import type { Caller, SpaceId } from '../chat/caller.ts'
import { UserError } from '../chat/user-error.ts'
import { type Paper, PaperId } from '../paper/paper.ts'
import { recognise } from '../paper/recognise.ts'
import type { NewJob } from '../store/job-store.ts'
import { chooseFor } from './choose.ts'
import type { GroupWithPast } from './group.ts'
import {
  type Entry,
  entryOf,
  type Group,
  type GroupId,
  isChosen,
  nextSessionOf,
  type Session,
} from './group.ts'
import type { GroupStore } from './group-store.ts'
import { mayLead, mayOrganise } from './permissions.ts'
import { addEntry, removeEntry, renameEntry, toggleVote, undoMs, withEntry } from './reading-list.ts'
import { requireSessions } from './session-dates.ts'
import { withSession, withStep } from './session-outcome.ts'

interface Deps {
  readonly store: GroupStore
  readonly now: () => number
  readonly onChange: (group: Group) => void
  readonly change: (
    group: Group,
    decide: (group: Group) => Group | GroupWithPast,
    newJobs?: readonly NewJob[],
  ) => Promise<Group>
  readonly requireOrganiser: (caller: Caller, group: Group, what: string) => void
}

/** A paper that somebody puts forward. */
interface Nomination {
  readonly paper: Paper
  /** Whether its title is its own, and not only what was typed. */
  readonly isNamed: boolean
  readonly why: string
}

const toLookUpJob = (space: SpaceId, group: GroupId, paper: PaperId, tries: number, due: number): NewJob => ({
  id: `entry/${group}/${paper}/${tries}`,
  task: { kind: 'entry', space, group, paper, tries },
  due,
})

/** An entry of the list as people name it. @throws UserError when it isn't there. */
export function requireEntry(group: Group, words: string): Entry {
  const id = PaperId.safeParse(words)
  const known = recognise(words)
  const wanted = words.toLowerCase().split(/\s+/)
  const entry =
    group.entries.find(
      ({ paper }) => (id.success && paper.id === id.data) || ('id' in known && paper.id === known.id),
    ) ?? group.entries.find(({ paper }) => wanted.every((word) => paper.title.toLowerCase().includes(word)))
  if (entry === undefined)
    throw new UserError('That paper is not on the list.', 'Add it with reading add and its link.')
  return entry
}

/** What people do with a group's reading list; docs/reading-groups.md, section 2. */
export function createNominating({ store, now, onChange, change, requireOrganiser }: Deps) {
  /** @throws UserError unless the caller may keep that paper for a session of that date. */
  function requireFreeDate(caller: Caller, group: Group, date: string, id: PaperId): void {
    const session = group.sessions.find((session) => session.date === date)
    if (session === undefined || !mayLead(caller, group, session))
      requireOrganiser(caller, group, 'keep a paper for a date')
    requireSessions(group, [date])
    if (group.entries.some(({ pinned, paper }) => pinned?.date === date && paper.id !== id))
      throw new UserError(`Another paper is kept for ${date}.`, 'Take another date.')
  }

  /** @throws UserError unless the caller may take that entry off the list. */
  function requireRemovable(caller: Caller, group: Group, entry: Entry): void {
    if (entry.by?.id !== caller.person.id) requireOrganiser(caller, group, 'remove what others nominated')
    if (isChosen(group, entry))
      throw new UserError('That paper is chosen.', 'Choose another one first, or skip the session.')
  }

  /** The session that reads what is chosen now. @throws UserError unless the caller may choose that paper for it. */
  function requireSessionToChoose(caller: Caller, group: Group, id: PaperId): Session {
    const session = nextSessionOf(group)
    if (session === undefined)
      throw new UserError(
        'The next session is not prepared yet.',
        'Keep the paper for its date: reading add … on:2026-12-09.',
      )
    if (!mayLead(caller, group, session))
      throw new UserError("You can't choose the paper here.", 'Ask the facilitator or an organiser.')
    if (session.poll !== undefined)
      throw new UserError(
        `The poll on “${entryOf(group, session)?.paper.title ?? 'the paper'}” is open already.`,
        'Skip that session with reading skip, or keep the other paper for a later one: reading add … on:2026-12-09.',
      )
    if (group.sessions.some((one) => one.paper === id && one.id !== session.id))
      throw new UserError('Another session has that paper.', 'Choose one that is free.')
    return session
  }

  return {
    /** Puts a paper on the list. @returns the entry, and whether it was there before. */
    async nominate(
      caller: Caller,
      group: Group,
      { paper, isNamed, why }: Nomination,
    ): Promise<{ group: Group; entry: Entry; wasListed: boolean }> {
      const isListed = ({ entries }: Group) => entries.some((entry) => entry.paper.id === paper.id)
      if (isListed(group)) return { group, entry: requireEntry(group, paper.id), wasListed: true }
      const isManager = mayOrganise(caller, group)
      const nomination = { paper, isNamed, why, by: caller.person, at: now(), isManager }
      const next = await change(
        group,
        (group) => (isListed(group) ? group : addEntry(group, nomination)),
        isNamed ? [] : [toLookUpJob(group.place.space, group.id, paper.id, 0, now())],
      )
      return { group: next, entry: requireEntry(next, paper.id), wasListed: false }
    },

    /** Casts or withdraws a vote for an entry. @returns whether it is cast now. */
    async vote({ person }: Caller, group: Group, entry: Entry): Promise<boolean> {
      const next = await change(group, (group) =>
        withEntry(group, entry.paper.id, (entry) => toggleVote(entry, person.id)),
      )
      return requireEntry(next, entry.paper.id).votes.includes(person.id)
    },

    requireRemovable,

    /** Takes an entry off the list; it can be put back for thirty days. */
    remove: (caller: Caller, group: Group, { paper }: Entry): Promise<Group> =>
      change(group, (group) => {
        const entry = requireEntry(group, paper.id)
        requireRemovable(caller, group, entry)
        return removeEntry(group, entry, now(), caller.person)
      }),

    /** Puts back what the caller has removed, or an organiser anything. @throws UserError when it can't be. */
    async undo(caller: Caller, group: Group, paper: string): Promise<Entry> {
      const next = await change(group, (group) => {
        const found = group.removed.findLast(
          ({ entry, at }) => entry.paper.id === paper && at > now() - undoMs,
        )
        if (found === undefined || group.entries.some((entry) => entry.paper.id === paper)) return group
        if (found.by?.id !== caller.person.id) requireOrganiser(caller, group, 'put back what others removed')
        const removed = group.removed.filter((one) => one !== found)
        return { ...group, entries: [...group.entries, found.entry], removed }
      })
      return requireEntry(next, paper)
    },

    /** Keeps an entry for the session of a date. */
    pin: (caller: Caller, group: Group, { paper: { id } }: Entry, date: string): Promise<Group> =>
      change(group, (group) => {
        requireFreeDate(caller, group, date, requireEntry(group, id).paper.id)
        return withEntry(group, id, (entry) => ({ ...entry, pinned: { date, by: caller.person } }))
      }),

    requireFreeDate,

    /** Chooses a paper for the next session, as somebody says. */
    async choose(
      caller: Caller,
      group: Group,
      { paper }: Entry,
    ): Promise<{ readonly group: Group; readonly session: Session }> {
      const next = await change(group, (group) => {
        const { id } = requireEntry(group, paper.id).paper
        const session = requireSessionToChoose(caller, group, id)
        const withPaper = withSession(group, session.id, (one) => ({ ...one, paper: id }))
        return withSession(chooseFor(withPaper, session.id), session.id, (one) =>
          withStep(one, 'choose', { kind: 'done', at: now(), by: caller.person }),
        )
      })
      return { group: next, session: requireSessionToChoose(caller, next, paper.id) }
    },

    /** What a source says a paper is called. Two entries that prove to be one paper become one. */
    async setEntryPaper(space: SpaceId, id: GroupId, before: PaperId, paper: Paper): Promise<void> {
      const next = await store.change(space, id, (group) =>
        group.entries.some((entry) => entry.paper.id === before) ? renameEntry(group, before, paper) : group,
      )
      if (next !== undefined) onChange(next)
    },

    /** Stores the job of another look-up, due `at` in ms since 1970. */
    async lookUpTitleLater(
      space: SpaceId,
      id: GroupId,
      paper: PaperId,
      tries: number,
      at: number,
    ): Promise<void> {
      const newJobs = [toLookUpJob(space, id, paper, tries, at)]
      await store.change(space, id, (group) => ({ ...group }), { newJobs })
    },
  }
}
