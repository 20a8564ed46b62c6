import type { Person } from '../chat/caller.ts'
import type { PaperId } from '../paper/paper.ts'
import type { Entry, Group, Past } from './group.ts'
import { type HeldSession, type LeftOut, toHeldSession } from './held-session.ts'

/** Who nominated a paper, and why. */
export interface Nomination {
  readonly by?: Person
  readonly why?: string
}

/** A session that read a paper. */
export interface PaperSession extends HeldSession {
  readonly group: string
  readonly nominations: readonly Nomination[]
}

/** A paper's place on a reading list. */
export interface ListedPlace {
  readonly group: string
  readonly votes: number
  readonly nominations: readonly Nomination[]
}

/** The sessions that read a paper, and the lists that have it. */
export interface PaperEvents {
  /** The newest first. */
  readonly sessions: readonly PaperSession[]
  readonly listed: readonly ListedPlace[]
}

/** @param ids The paper's id, and those joined to it. */
export function findPaperEvents(
  groups: readonly { readonly group: Group; readonly history: readonly Past[] }[],
  ids: ReadonlySet<PaperId>,
  leftOut: LeftOut,
): PaperEvents {
  const sessions = groups.flatMap(({ group, history }) =>
    history.flatMap(({ session, entry, end }) =>
      entry === undefined || !ids.has(entry.paper.id) || end !== 'read'
        ? []
        : [
            {
              ...toHeldSession(session, leftOut),
              group: group.name,
              nominations: nominationsOf(entry, leftOut),
            },
          ],
    ),
  )
  const listed = groups.flatMap(({ group }) =>
    group.entries
      .filter(({ paper }) => ids.has(paper.id))
      .map((entry) => ({
        group: group.name,
        votes: entry.votes.length,
        nominations: nominationsOf(entry, leftOut),
      })),
  )
  return { sessions: sessions.toSorted((a, b) => (a.date < b.date ? 1 : -1)), listed }
}

const nominationsOf = ({ by, why, whys }: Entry, { hidden }: LeftOut): readonly Nomination[] =>
  [{ by, why }, ...whys].flatMap(({ by, why }) =>
    (by === undefined && why === undefined) || (by !== undefined && hidden.has(by.id))
      ? []
      : [{ ...(by !== undefined && { by }), ...(why !== undefined && { why }) }],
  )
