import type { NewJob } from '../store/job-store.ts'
import { CorruptRecord } from '../store/quarantine.ts'
import type { Group } from './group.ts'
import { nextDueAt } from './plan.ts'

const maxShiftMs = 10

/**
 * Runs with the job for what a group has to do next, to be stored with the group. If a corrupt record has the job's
 * place, it runs again with a job that is due a millisecond later.
 *
 * @param run Gets no job if the group has nothing to do.
 */
export async function withNextJob<Result>(
  group: Group,
  now: number,
  run: (nextJobs: readonly NewJob[]) => Promise<Result>,
): Promise<Result> {
  const at = nextDueAt(group, now)
  if (at === undefined) return run([])
  for (let shiftMs = 0; ; shiftMs++) {
    const job = toJob(group, at + shiftMs)
    try {
      return await run([job])
    } catch (fault) {
      const isInTheWay = fault instanceof CorruptRecord && fault.id === job.id
      if (!isInTheWay || shiftMs >= maxShiftMs) throw fault
    }
  }
}

const toJob = ({ id, place }: Group, due: number): NewJob => ({
  id: `reading/${id}/${due}`,
  task: { kind: 'reading', space: place.space, group: id },
  due,
})
