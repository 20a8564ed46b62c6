import type { SharedAtlases } from '../atlas/shared-atlases.ts'
import { isErased, type SpaceId } from '../chat/caller.ts'
import { removedAtlasView } from '../views/memory/atlas-view.ts'
import type { Rendered } from './boards.ts'

const prefix = 'shared-atlas:'

/** The name of the board that shows one person's placements, as they were posted. */
export const atlasBoard = (id: string): string => `${prefix}${id}`

/** The revision of every such atlas whose person is not forgotten: until then its message is never edited. */
export const atlasRevision = 0

/** The boards of atlases with one person's placements: they change once, when that person is forgotten. */
export const createAtlasBoards = ({ find }: Pick<SharedAtlases, 'find'>) => ({
  isOurs: (board: string): boolean => board.startsWith(prefix),

  render: async (): Promise<Rendered> => ({ view: removedAtlasView }),

  takesVotes: async (): Promise<boolean> => false,

  async revisionOf(board: string, space: SpaceId): Promise<number | undefined> {
    const shared = await find(space, board.slice(prefix.length))
    return shared?.of === undefined || isErased(shared.of) ? undefined : atlasRevision
  },
})
