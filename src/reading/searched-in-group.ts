import type { SearchedItem } from '../atlas/searched-items.ts'
import type { Person } from '../chat/caller.ts'
import type { PaperId } from '../paper/paper.ts'
import type { Entry, Group, Past } from './group.ts'

/** A question about a paper, as far as a search finds it. */
interface Asked {
  readonly paper: PaperId
  readonly text: string
  /** Absent where no names are kept. */
  readonly by?: Person | undefined
  /** In ms since 1970; absent where no names are kept. */
  readonly at?: number | undefined
}

/**
 * Lists a reading group's items for a search: papers on its list, reasons for nominations, questions, and notes of
 * sessions.
 *
 * @param questions Of the group, if it wants any.
 */
export function searchedInGroup(
  { name: group, entries, sessions }: Pick<Group, 'name' | 'entries' | 'sessions'>,
  past: readonly Past[],
  questions: readonly Asked[],
): readonly SearchedItem[] {
  const all = [...entries, ...past.flatMap(({ entry }) => entry ?? [])]
  const known = new Map(all.map((entry) => [entry.paper.id, entry]))
  const held = [
    ...sessions.map((session) => ({
      ...{ session, at: session.start },
      entry: session.paper === undefined ? undefined : known.get(session.paper),
    })),
    ...past,
  ]
  return [
    ...entries.map(({ paper, at }): SearchedItem => ({ kind: 'listed', paper, at, group, about: paper })),
    ...all.flatMap((entry) => nominationsOf(entry, group)),
    ...questions.map(({ paper, text, by, at }): SearchedItem => {
      const entry = known.get(paper)
      return {
        ...{ kind: 'question', text, group },
        at: at ?? entry?.at ?? 0,
        ...(entry !== undefined && { about: entry.paper }),
        ...(by !== undefined && { by }),
      }
    }),
    ...held.flatMap(({ session: { notes }, entry, at }): readonly SearchedItem[] =>
      notes === undefined
        ? []
        : [
            {
              ...{ kind: 'recap', text: notes, at, group },
              ...(entry !== undefined && { about: entry.paper }),
            },
          ],
    ),
  ]
}

const nominationsOf = ({ paper, why, by, whys, at }: Entry, group: string): readonly SearchedItem[] =>
  [{ why, by }, ...whys].flatMap(({ why, by }): readonly SearchedItem[] =>
    why === undefined
      ? []
      : [{ kind: 'nomination', text: why, at, group, about: paper, ...(by !== undefined && { by }) }],
  )
