import { createAttaching } from './attaching.ts'
import type { Group, Past } from './group.ts'
import type { GroupStore } from './group-store.ts'
import { type Held, listHeld } from './held.ts'
import { createSessionAnswers } from './session-answers.ts'

type Deps = Parameters<typeof createAttaching>[0] &
  Parameters<typeof createSessionAnswers>[0] & { readonly store: Pick<GroupStore, 'history' | 'findPast'> }

/** Services for sessions that have begun. */
export const createAfterSession = (deps: Deps) => ({
  ...createAttaching(deps),
  ...createSessionAnswers(deps),
  /** The last session that was held, unless that was before an earlier version. */
  findLast: async ({ id, last }: Group): Promise<Past | undefined> => last && deps.store.findPast(id, last),
  /** The sessions that have begun, newest first. */
  listHeld: (group: Group): Promise<readonly Held[]> => listHeld(deps, group),
})
