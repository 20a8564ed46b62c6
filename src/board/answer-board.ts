import type { SharedAnswers } from '../atlas/shared-answers.ts'
import type { SpaceId } from '../chat/caller.ts'
import { outdatedAnswerView } from '../views/memory/outdated-answer-view.ts'
import type { Rendered } from './boards.ts'

const prefix = 'shared-answer:'

/** The name of the board that shows an answer about one paper, or about the contested ones, as it was posted. */
export const answerBoard = (id: string): string => `${prefix}${id}`

/** The revision of every such answer until its message is edited, for the first and the last time. */
export const answerRevision = 0

/** The boards of posted answers about papers. They change once: when a poll is deleted whose paper one names. */
export const createAnswerBoards = ({ isWhole }: Pick<SharedAnswers, 'isWhole'>) => ({
  isOurs: (board: string): boolean => board.startsWith(prefix),
  render: async (): Promise<Rendered> => ({ view: outdatedAnswerView }),
  takesVotes: async (): Promise<boolean> => false,
  revisionOf: async (board: string, space: SpaceId): Promise<number | undefined> =>
    (await isWhole(space, board.slice(prefix.length))) ? answerRevision : undefined,
})
