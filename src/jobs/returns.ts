import type { createBoards } from '../board/boards.ts'
import type { SpaceId } from '../chat/caller.ts'
import { isForPeople, type Task } from './tasks.ts'

type IsMeant = (space: SpaceId) => boolean

/** Lets boards and jobs go on once the bot is in spaces again, or hears of them for the first time. */
export function createReturns(
  boards: Pick<ReturnType<typeof createBoards>, 'catchUp' | 'showAgain'>,
  resume: (isMeant: (task: Task) => boolean) => Promise<unknown>,
) {
  const resumeJobs = (isMeant: IsMeant) => resume((task) => isForPeople(task) && isMeant(task.space))
  return {
    async onBack(isBack: IsMeant): Promise<void> {
      await boards.showAgain(isBack)
      await resumeJobs(isBack)
    },

    async onReachable(isReachable: IsMeant): Promise<void> {
      await boards.catchUp(isReachable)
      await resumeJobs(isReachable)
    },
  }
}
