import type { Person } from '../chat/caller.ts'
import type { Entry, Session } from './group.ts'

/** A person to thank in a post, and for what. */
export interface Credit {
  readonly person: Person
  readonly for: 'leading' | 'nominating'
}

/** Everyone whom a post about a session thanks, if they allow it. */
export const creditsOf = ({ facilitator }: Session, entry: Entry | undefined): readonly Credit[] => [
  ...(facilitator === undefined ? [] : [{ person: facilitator, for: 'leading' as const }]),
  ...(entry?.by === undefined ? [] : [{ person: entry.by, for: 'nominating' as const }]),
]
