import type { SpaceId } from '../chat/caller.ts'
import { createBoards, type Rendered } from './boards.ts'

/** One kind of board: the names that are its own, and what they show in a space. */
interface BoardKind {
  readonly isOurs: (board: string) => boolean
  readonly render: (board: string, space: SpaceId) => Promise<Rendered>
  readonly revisionOf: (board: string, space: SpaceId) => Promise<number | undefined>
  readonly takesVotes: (board: string, space: SpaceId) => Promise<boolean>
  /** The least time between two edits of it, in ms; without it, that of the platform. */
  readonly paceOf?: (board: string, space: SpaceId) => Promise<number>
}

type Deps = Omit<Parameters<typeof createBoards>[0], 'render' | 'revisionOf' | 'takesVotes' | 'paceOf'>

/** The boards of all kinds. @throws Error for a name of none of them. */
export function createEveryBoard(deps: Deps, kinds: readonly BoardKind[]) {
  function kindOf(board: string): BoardKind {
    const kind = kinds.find(({ isOurs }) => isOurs(board))
    if (kind === undefined) throw new Error(`There is no kind of board for ${board}`)
    return kind
  }

  return createBoards({
    ...deps,
    render: async (board, { place }) => kindOf(board).render(board, place.space),
    revisionOf: async (board, { place }) => kindOf(board).revisionOf(board, place.space),
    takesVotes: async (board, { place }) => kindOf(board).takesVotes(board, place.space),
    paceOf: async (board, { place }) => (await kindOf(board).paceOf?.(board, place.space)) ?? 0,
  })
}
