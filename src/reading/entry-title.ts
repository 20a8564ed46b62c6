import type { Papers } from '../paper/papers.ts'
import type { NewJob } from '../store/job-store.ts'
import type { Group } from './group.ts'
import type { GroupStore } from './group-store.ts'
import type { EntryTask } from './group-tasks.ts'
import { renameEntry } from './reading-list.ts'

/** A little over an hour: a source that had no answer is not asked again for an hour. */
const lookUpAgainMs = 3_700_000
const maxLookUps = 24

interface Deps {
  readonly store: GroupStore
  readonly papers: Pick<Papers, 'find'>
  readonly now: () => number
  /** Called after every change, once it is on disk. */
  readonly onChange: (group: Group) => void
}

/** The job that looks up an entry's title. */
export const toLookUpJob = (task: Omit<EntryTask, 'kind'>, due: number): NewJob => ({
  id: `entry/${task.group}/${task.paper}/${task.tries}`,
  task: { kind: 'entry', ...task },
  due,
})

/**
 * Looks up the title of an entry that is listed under what was typed. Entries that prove to be one paper become one. If
 * no source answers it is looked up again in an hour, for a day.
 */
export async function lookUpEntry(
  { store, papers, now, onChange }: Deps,
  { space, group: id, paper, tries }: EntryTask,
): Promise<void> {
  const outcome = await papers.find(paper)
  if (outcome.kind === 'found') {
    const next = await store.change(space, id, (group) =>
      group.entries.some((entry) => entry.paper.id === paper)
        ? renameEntry(group, paper, outcome.paper)
        : group,
    )
    if (next !== undefined) onChange(next)
  }
  if (outcome.kind === 'unavailable' && tries + 1 < maxLookUps) {
    const newJobs = [toLookUpJob({ space, group: id, paper, tries: tries + 1 }, now() + lookUpAgainMs)]
    await store.change(space, id, (group) => ({ ...group }), { newJobs })
  }
}
