import type { Person } from '../chat/caller.ts'
import type { Entry, Session } from './group.ts'

/** A person to thank in a post, and for what: leading, nominating, or a role by its name. */
export interface Credit {
  readonly person: Person
  readonly for: 'leading' | 'nominating' | { readonly role: string }
}

/** Everyone whom a post about a session thanks, if they allow it. */
export const creditsOf = (
  { facilitator, roles = [] }: Session,
  entry: Entry | undefined,
): readonly Credit[] => [
  ...(facilitator === undefined ? [] : [{ person: facilitator, for: 'leading' as const }]),
  ...roles.flatMap(({ name, person }) => (person === undefined ? [] : [{ person, for: { role: name } }])),
  ...(entry?.by === undefined ? [] : [{ person: entry.by, for: 'nominating' as const }]),
]
