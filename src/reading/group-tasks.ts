import { z } from 'zod'
import { SpaceId } from '../chat/caller.ts'
import { PaperId } from '../paper/paper.ts'
import { GroupId } from './group.ts'

/** Runs the steps of a reading group that are due. */
export const ReadingTask = z.object({ kind: z.literal('reading'), space: SpaceId, group: GroupId })

/** Looks up the title of an entry of a reading list; `tries` counts the look-ups that no source answered. */
export const EntryTask = z.object({
  kind: z.literal('entry'),
  space: SpaceId,
  group: GroupId,
  paper: PaperId,
  tries: z.int(),
})
export type EntryTask = z.infer<typeof EntryTask>
