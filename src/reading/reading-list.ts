import type { Person, PersonId } from '../chat/caller.ts'
import { type Limits, managersTimes } from '../limits.ts'
import { hasTypedTitle, type Paper, type PaperId } from '../paper/paper.ts'
import { listFull, tooManyNominations } from './errors.ts'
import { type Entry, type Group, isChosen } from './group.ts'

export const undoMs = 30 * 86_400_000

/** Listed entries in the order in which they are read; docs/reading-groups.md, section 2. */
const sortEntries = (group: Group, entries: readonly Entry[]): readonly Entry[] => {
  const among = takesVotes(group) ? byVotes : byPosition
  return entries.toSorted(
    (a, b) =>
      compare(dateOf(a), dateOf(b)) || Number(b.isNext ?? false) - Number(a.isNext ?? false) || among(a, b),
  )
}

/** Whether people vote for what is read next; otherwise organisers set the order of the list. */
export const takesVotes = ({ order }: Pick<Group, 'order'>): boolean => order !== 'list'

const byVotes = (a: Entry, b: Entry): number => b.votes.length - a.votes.length || byAge(a, b)

const positionOf = ({ position = Number.MAX_SAFE_INTEGER }: Entry): number => position
const byPosition = (a: Entry, b: Entry): number => positionOf(a) - positionOf(b) || byAge(a, b)

const byAge = (a: Entry, b: Entry): number => a.at - b.at || compare(a.paper.id, b.paper.id)

/** After every date: for entries that are not pinned. */
const noDate = '9999-12-31'
const dateOf = ({ pinned }: Entry): string => pinned?.date ?? noDate

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Entries that no session has chosen, in their order. */
const findFreeEntries = (group: Group): readonly Entry[] =>
  sortEntries(
    group,
    group.entries.filter((entry) => !isChosen(group, entry)),
  )

/**
 * The list as a person may see it: without counts where organisers set the order; with hidden votes by age alone and without counts, until they have voted for an
 * entry that is still on it.
 */
export function listEntriesFor(
  group: Group,
  person: PersonId | undefined,
): { entries: readonly Entry[]; hasCounts: boolean } {
  const entries = findFreeEntries(group)
  if (!takesVotes(group)) return { entries, hasCounts: false }
  const hasCounts =
    group.votes === 'open' || entries.some(({ votes }) => person !== undefined && votes.includes(person))
  if (hasCounts) return { entries, hasCounts }
  const pinned = entries.filter(({ pinned }) => pinned !== undefined)
  return {
    entries: [...pinned, ...entries.filter(({ pinned }) => pinned === undefined).toSorted(byAge)],
    hasCounts,
  }
}

/** The entry that a session of that date reads: the one pinned to it, else the first that is not pinned. */
export function findEntryFor(group: Group, date: string): Entry | undefined {
  const entries = findFreeEntries(group)
  return (
    entries.find(({ pinned }) => pinned?.date === date) ?? entries.find(({ pinned }) => pinned === undefined)
  )
}

/** The group with the present order of its list as the one that organisers change; entries without a place come last. */
export const keepOrder = (group: Group): Group =>
  withPositions(
    group,
    group.entries.toSorted((a, b) => positionOf(a) - positionOf(b) || byVotes(a, b)),
  )

/**
 * The group with an entry at another place of its list.
 *
 * @param place From 1, as people count; the last place if the list is shorter.
 */
export function moveEntry(group: Group, paper: PaperId, place: number): Group {
  const free = findFreeEntries(group)
  const others = free.filter((entry) => entry.paper.id !== paper)
  const moved = free.filter((entry) => entry.paper.id === paper)
  return withPositions(group, [...others.slice(0, place - 1), ...moved, ...others.slice(place - 1)])
}

const withPositions = (group: Group, order: readonly Entry[]): Group => ({
  ...group,
  entries: group.entries.map((entry) => {
    const position = order.indexOf(entry)
    return position < 0 ? entry : { ...entry, position }
  }),
})

/** The number of votes for an entry; `undefined` if it is hidden from the person. */
export const votesSeenBy = (group: Group, { votes }: Entry, person: PersonId): number | undefined =>
  listEntriesFor(group, person).hasCounts ? votes.length : undefined

interface Nomination {
  readonly paper: Paper
  readonly isNamed: boolean
  readonly by: Person
  readonly why?: string | undefined
  readonly at: number
  readonly isManager: boolean
}

/** The group with a nomination and the nominator's vote. @throws UserError when the list or their share is full. */
export function addEntry(
  group: Group,
  { paper, isNamed, by, why, at, isManager }: Nomination,
  { listed = Infinity, ofPerson = Infinity }: Partial<Limits['nominations']> = {},
): Group {
  const own = group.entries.filter((entry) => entry.by?.id === by.id)
  const most = ofPerson * (isManager ? managersTimes : 1)
  if (group.entries.length >= listed) throw listFull(listed)
  if (own.length >= most) throw tooManyNominations(most)
  const entry: Entry = {
    paper,
    isNamed,
    by,
    at,
    ...(why !== undefined && { why }),
    whys: [],
    votes: [by.id],
  }
  return { ...group, entries: [...group.entries, entry] }
}

/** The group with one entry changed, or removed if `change` gives `undefined`. */
export function withEntry(group: Group, paper: PaperId, change: (entry: Entry) => Entry | undefined): Group {
  return {
    ...group,
    entries: group.entries.flatMap((entry) => (entry.paper.id === paper ? (change(entry) ?? []) : [entry])),
  }
}

/** The entry with a person's vote cast, or withdrawn if it was cast. */
export const toggleVote = (entry: Entry, person: PersonId): Entry => ({
  ...entry,
  votes: entry.votes.includes(person)
    ? entry.votes.filter((voter) => voter !== person)
    : [...entry.votes, person],
})

/** The entry with a person's reason for it, in place of the one they gave before. */
export const withReason = (entry: Entry, by: Person, why: string): Entry =>
  entry.by?.id === by.id
    ? { ...entry, why }
    : { ...entry, whys: [...entry.whys.filter((one) => one.by?.id !== by.id), { by, why }] }

/** Merges two entries that prove to be one paper: the earlier nomination stays, with the lines and votes of both. */
function mergeEntries(one: Entry, other: Entry): Entry {
  const [first, later] = one.at <= other.at ? [one, other] : [other, one]
  const why = later.why === undefined ? [] : [{ ...(later.by && { by: later.by }), why: later.why }]
  return {
    ...first,
    paper: hasTypedTitle(first.paper) ? later.paper : first.paper,
    isNamed: first.isNamed || later.isNamed,
    whys: [...first.whys, ...why, ...later.whys],
    votes: [...new Set([...first.votes, ...later.votes])],
    ...(first.pinned === undefined && later.pinned !== undefined && { pinned: later.pinned }),
  }
}

/** The group with an entry's paper as its source gives it; merged with the entry that has that paper already. */
export function renameEntry(group: Group, before: PaperId, paper: Paper): Group {
  const twin = group.entries.find((entry) => entry.paper.id === paper.id && paper.id !== before)
  const sessions = group.sessions.map((session) =>
    session.paper === before ? { ...session, paper: paper.id } : session,
  )
  const withName = withEntry({ ...group, sessions }, before, (entry) => {
    const next = { ...entry, paper, isNamed: true }
    return twin === undefined ? next : mergeEntries(next, twin)
  })
  if (twin === undefined) return withName
  const [kept] = withName.entries.filter((entry) => entry.paper.id === paper.id && entry !== twin)
  return {
    ...withName,
    entries: withName.entries.filter((entry) => entry.paper.id !== paper.id || entry === kept),
  }
}

/** Bounds the removed entries that a group's record holds. */
const maxRemoved = 200

/** The group without an entry, which can be put back for thirty days. */
export function removeEntry(group: Group, entry: Entry, at: number, by: Person): Group {
  const removed = group.removed.filter((one) => one.at > at - undoMs)
  return {
    ...withEntry(group, entry.paper.id, () => undefined),
    removed: [...removed, { entry, at, by }].slice(-maxRemoved),
  }
}
