import { isErased, type SpaceId } from '../chat/caller.ts'
import { fromArgs } from '../taxonomy/answerable.ts'
import type { SharedExplanation, SharedExplanations } from '../taxonomy/shared-explanations.ts'
import { explanationRemovedView, sharedExplainView } from '../views/explain/explain-view.ts'
import { explanationOf } from '../views/explain/explanation.ts'
import type { Rendered } from './boards.ts'

const prefix = 'explained:'

/** The name of the board that shows a posted explanation. */
export const explainedBoard = (id: string): string => `${prefix}${id}`

/** The revision of every explanation that names who posted it. Without the name, its message is not edited again. */
export const explainedRevision = 0

/** The boards of explanations that people posted for everyone. */
export function createExplainedBoards({ find }: Pick<SharedExplanations, 'find'>) {
  const findShared = (board: string, space: SpaceId) => find(space, board.slice(prefix.length))

  return {
    isOurs: (board: string): boolean => board.startsWith(prefix),

    async render(board: string, space: SpaceId): Promise<Rendered> {
      return renderShared(await findShared(board, space))
    },

    takesVotes: async (): Promise<boolean> => false,

    revisionOf: async (board: string, space: SpaceId): Promise<number | undefined> =>
      renderShared(await findShared(board, space)).revision,
  }
}

function renderShared(shared: SharedExplanation | undefined): Rendered {
  const asked = shared && fromArgs(shared.asked)
  if (shared === undefined || asked === undefined) return { view: explanationRemovedView() }
  const view = sharedExplainView(explanationOf(asked), shared.by)
  return isErased(shared.by) ? { view } : { view, revision: explainedRevision }
}
