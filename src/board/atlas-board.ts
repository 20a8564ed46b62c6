import type { SharedAtlases } from '../atlas/shared-atlases.ts'
import { isErased, type SpaceId } from '../chat/caller.ts'
import { outdatedAtlasView, removedAtlasView } from '../views/memory/atlas-view.ts'
import type { Rendered } from './boards.ts'

const prefix = 'shared-atlas:'

/** The name of the board that shows an atlas as it was posted. */
export const atlasBoard = (id: string): string => `${prefix}${id}`

/** The revision of every such atlas until its message is edited, for the first and the last time. */
export const atlasRevision = 0

/**
 * The boards of posted atlases. They change once: when the person whose placements one shows is forgotten, or when a poll is
 * deleted whose paper it shows.
 */
export const createAtlasBoards = ({ find, isWhole }: Pick<SharedAtlases, 'find' | 'isWhole'>) => ({
  isOurs: (board: string): boolean => board.startsWith(prefix),

  async render(board: string, space: SpaceId): Promise<Rendered> {
    const { of } = (await find(space, board.slice(prefix.length))) ?? {}
    return { view: of !== undefined && isErased(of) ? removedAtlasView : outdatedAtlasView }
  },

  takesVotes: async (): Promise<boolean> => false,

  async revisionOf(board: string, space: SpaceId): Promise<number | undefined> {
    const id = board.slice(prefix.length)
    const { of } = (await find(space, id)) ?? {}
    if (of !== undefined) return isErased(of) ? undefined : atlasRevision
    return (await isWhole(space, id)) ? atlasRevision : undefined
  },
})
