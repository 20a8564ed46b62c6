import type { SpaceId } from '../chat/caller.ts'
import type { Paper, PaperId } from '../paper/paper.ts'
import type { NewJob } from '../store/job-store.ts'
import type { Group, GroupId } from './group.ts'
import type { GroupStore } from './group-store.ts'
import type { EntryTask } from './group-tasks.ts'
import { renameEntry } from './reading-list.ts'

interface Deps {
  readonly store: GroupStore
  /** Makes what was asked about a paper be about another id of it. */
  readonly renameInQuestions: (group: GroupId, from: PaperId, to: PaperId) => Promise<void>
  /** Called after each change, once it is on disk. */
  readonly onChange: (group: Group) => void
}

/** The job that looks up an entry's title. */
export const toLookUpJob = (task: Omit<EntryTask, 'kind'>, due: number): NewJob => ({
  id: `entry/${task.group}/${task.paper}/${task.tries}`,
  task: { kind: 'entry', ...task },
  due,
})

/** The look-up of a title after its entry was listed under the text that was typed. */
export function createEntryTitles({ store, renameInQuestions, onChange }: Deps) {
  return {
    /** Stores what a source says about an entry's paper. Entries that prove to be one paper become one. */
    async setPaper(space: SpaceId, id: GroupId, paper: PaperId, found: Paper): Promise<void> {
      // Before the entry: after a crash in between, it is looked up again.
      await renameInQuestions(id, paper, found.id)
      const next = await store.change(space, id, (group) =>
        group.entries.some((entry) => entry.paper.id === paper) ? renameEntry(group, paper, found) : group,
      )
      if (next !== undefined) onChange(next)
    },

    /** Stores the job of another look-up, due `at` in ms since 1970. */
    async lookUpLater(task: Omit<EntryTask, 'kind'>, at: number): Promise<void> {
      const newJobs = [toLookUpJob(task, at)]
      await store.change(task.space, task.group, (group) => ({ ...group }), { newJobs })
    },
  }
}
