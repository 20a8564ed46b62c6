import { z } from 'zod'
import {
  AnnounceTask,
  CloseTask,
  CruxesTask,
  LabelTask,
  LinkLineTask,
  OutcomeTask,
  SealTask,
  ShredTask,
  TitleTask,
} from '../poll/poll-tasks.ts'
import { EntryTask, ReadingTask } from '../reading/group-tasks.ts'
import { DeletedPlaceTask } from '../retention/deleted-place-task.ts'
import { LeaveTask } from '../retention/leave-task.ts'
import type { StoredTask } from '../store/job-store.ts'

const Task = z.discriminatedUnion('kind', [
  CloseTask,
  OutcomeTask,
  AnnounceTask,
  LinkLineTask,
  CruxesTask,
  LabelTask,
  TitleTask,
  ReadingTask,
  EntryTask,
  ShredTask,
  SealTask,
  LeaveTask,
  DeletedPlaceTask,
])
/** Every task that a job can carry, as its handler gets it. */
export type Task = z.infer<typeof Task>

/** The task of a stored job; `undefined` if this version has no handler for it. */
export const readTask = (stored: StoredTask): Task | undefined => Task.safeParse(stored).data

/** Whether a task changes or posts what people in its space see: it waits while the bot is not there. */
export const isForPeople = (
  task: Task,
): task is Extract<
  Task,
  { readonly kind: 'close' | 'outcome' | 'announce' | 'cruxes' | 'link-line' | 'label' | 'reading' }
> => ['close', 'outcome', 'announce', 'cruxes', 'link-line', 'label', 'reading'].includes(task.kind)

/** Whether a task may take long, so that the jobs after it don't wait: sources have a pace, groups post to many people, a space may hold much. */
export const isSlow = ({ kind }: Task): boolean =>
  ['name', 'entry', 'reading', 'leave', 'deleted-place'].includes(kind)

/** Whether a task is tried again however often it fails: without its job a group would stop, or a space or a conversation be kept, for good. */
export const isVital = ({ kind }: Task): boolean => ['reading', 'leave', 'deleted-place'].includes(kind)
