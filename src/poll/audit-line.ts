import { z } from 'zod'
import { type Caller, Person, type PersonId, Place, type SpaceId } from '../chat/caller.ts'
import { randomId } from '../chat/ids.ts'
import type { Invitees } from '../chat/invitee.ts'
import { type Change, type Kind, put, type TypedKey } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import type { Poll } from './poll.ts'

/** The recorded acts. Votes, forms, suggestions and reading are not recorded. */
const AuditCommand = z.enum([
  ...(['close', 'reopen', 'reveal', 'revote', 'edit', 'delete', 'seal', 'remind', 'remove-reason'] as const),
  ...(['link', 'links', 'import', 'undo import'] as const),
  ...(['reading schedule', 'export', 'export all', 'export atlas', 'id of another space'] as const),
  ...(['settings', 'settings deny', 'settings managers'] as const),
])
export type AuditCommand = z.infer<typeof AuditCommand>

const AuditChange = z
  .object({ field: z.string(), from: z.string().optional(), to: z.string().optional() })
  .readonly()
/** One changed field, with its values before and after. A note's words and people's names are in neither. */
export type AuditChange = z.infer<typeof AuditChange>

/** The changed field of a person who is put on the deny list of the whole space, or taken off it. */
export const deniedInSpace = 'denied'
/** The same of the deny list of the channel. */
export const deniedInChannel = 'denied here'

export const AuditLine = z
  .object({
    v: z.literal(1),
    /** The transaction scope of every change of this line: that of the records it was stored with. */
    scope: z.string(),
    /** In ms since 1970. */
    at: z.int(),
    place: Place,
    /** Absent if nobody did it, as when a poll is sealed in time. */
    person: Person.optional(),
    command: AuditCommand,
    /** The poll that it was about, with its title at that time. */
    poll: z.object({ id: z.string(), title: z.string() }).readonly().optional(),
    /** The reading group that it was about, with its name at that time. */
    group: z.object({ id: z.string(), name: z.string() }).readonly().optional(),
    /** The person that it was about. */
    subject: Person.optional(),
    changes: z.array(AuditChange).readonly(),
  })
  .readonly()
/** One line of the audit: who did what, when, to what. */
export type AuditLine = z.infer<typeof AuditLine>

export type NewAuditLine = Omit<AuditLine, 'v' | 'scope'>

export const auditLines: Kind<AuditLine> = { name: 'audit', schema: AuditLine }

const keptMs = 365 * 24 * 3_600_000

/** The key of one line: to be among the keys of the transaction that stores it. */
export const auditKey = (space: SpaceId, id: string = randomId()): TypedKey<AuditLine> => ({
  kind: auditLines,
  scope: space,
  id,
})

/** The change that stores a line for 12 months, in one transaction with what it is about and under its scope. */
export const putLine = (key: TypedKey<AuditLine>, line: NewAuditLine, scope: string): Change =>
  put(key, { v: 1, scope, ...line }, line.at + keptMs)

/** Stores a line about what changes nothing. @param id Of the line: one that is stored already is replaced. */
export function recordLine(store: Store, line: NewAuditLine, id?: string): Promise<void> {
  const key = auditKey(line.place.space, id)
  const scope = `audit:${line.place.space}`
  return store.transact(scope, [key], () => ({ changes: [putLine(key, line, scope)], result: undefined }))
}

const dayMs = 24 * 3_600_000

/** The id of the line about a person who used an id from another space: one a day. @param at In ms since 1970. */
export const foreignIdKey = (id: string, person: PersonId, at: number): string =>
  `${id} ${person} ${Math.floor(at / dayMs)}`

/** Who is asked to vote, in a changed field: people are counted, audiences named. */
export const invitedWords = ({ people, audiences }: Invitees): string =>
  [String(people.length), ...audiences.map(({ name }) => `@${name}`)].join(', ')

/** The person behind a caller; `undefined` if it acts by itself. */
export const personOf = ({ person, isAutomatic }: Caller): Person | undefined =>
  isAutomatic === true ? undefined : person

/** An act, for its line. */
export interface RecordedAct {
  readonly command: AuditCommand
  /** In ms since 1970. */
  readonly at: number
  /** Absent if nobody does it. */
  readonly caller?: Caller | undefined
  readonly changes?: readonly AuditChange[]
}

/** The line of what is done in a place. */
export function toLine(place: Place, { command, at, caller, changes = [] }: RecordedAct): NewAuditLine {
  const person = caller && personOf(caller)
  return { at, place, ...(person !== undefined && { person }), command, changes }
}

/** The line of what is done with a poll. */
export const toPollLine = ({ id, place, paper }: Poll, act: RecordedAct): NewAuditLine => ({
  ...toLine(place, act),
  poll: { id, title: paper.title },
})

/** Whether a line is about the deny list of the whole space, which every manager in it sees. */
export const isAboutSpace = ({ changes }: AuditLine): boolean =>
  changes.some(({ field }) => field === deniedInSpace)

export const isAbout = ({ person, subject }: AuditLine, id: PersonId): boolean =>
  person?.id === id || subject?.id === id
