import { answerPolls } from '../atlas/shared-answers.ts'
import { sharedAtlases } from '../atlas/shared-atlases.ts'
import { isWithin, type SpaceId } from '../chat/caller.ts'
import { auditLines } from '../poll/audit-line.ts'
import { clearIndex } from '../poll/clear-index.ts'
import { deniedPeople } from '../poll/deny-records.ts'
import { indexed } from '../poll/index-records.ts'
import { namedManagers } from '../poll/named-managers.ts'
import { openPolls } from '../poll/open-polls.ts'
import { createPlaceLinkStore } from '../poll/place-link-store.ts'
import { latest, lists, spaces } from '../poll/poll-records.ts'
import { settingsKind } from '../poll/settings-store.ts'
import { spaces as groupSpaces, groups } from '../reading/group-store.ts'
import { removeFromQuarantine } from '../store/clear-quarantine.ts'
import { removeJobs } from '../store/job-store.ts'
import type { Kind } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import { uses } from '../store/use-counter.ts'
import { sharedExplanations } from '../taxonomy/shared-explanations.ts'
import { eraseBoards, eraseGroup, erasePoll, idsOf } from './erase-records.ts'
import { knownPlaces } from './known-place.ts'

/** The space of a task's place. */
const spaceOf = (place: unknown): unknown =>
  typeof place === 'object' && place !== null && 'space' in place ? place.space : undefined

/**
 * Removes everything that is stored of a space and its parts, besides what its adapter keeps. Records that can't be read
 * go too. What a crash has left is removed when it runs again: lists go after what they lead to.
 */
export async function eraseSpace(store: Store, whole: SpaceId): Promise<void> {
  const isOurs = (space: unknown): boolean => typeof space === 'string' && isWithin(space, whole)
  const scopesOf = async (kind: Kind<unknown>) => (await store.scopesOf(kind)).filter(isOurs)
  const erased: string[] = [whole]

  for (const space of await scopesOf(lists))
    for (const poll of await idsOf(store, lists, space)) {
      await erasePoll(store, poll)
      erased.push(poll)
    }
  for (const space of await scopesOf(groups))
    for (const group of await idsOf(store, groups, space)) {
      await eraseGroup(store, space, group)
      erased.push(group)
    }

  await eraseBoards(store, ({ space }) => isOurs(space), erased)
  await removeFromQuarantine(store, ({ collection, text }) =>
    erased.some((id) => collection.includes(id) || text.includes(id)),
  )
  for (const kind of [
    lists,
    latest,
    groups,
    settingsKind,
    deniedPeople,
    namedManagers,
    auditLines,
    uses,
    openPolls,
    knownPlaces,
    sharedExplanations,
    sharedAtlases,
    answerPolls,
  ])
    for (const space of await scopesOf(kind)) await store.collection<unknown>(kind, space).clear()
  await createPlaceLinkStore(store).removeWithin(whole)
  await clearIndex(store, whole, isOurs)
  for (const kind of [spaces, groupSpaces, indexed])
    for (const space of await idsOf(store, kind))
      if (isOurs(space)) await store.collection<unknown>(kind).delete(space)
  // Last: what runs in the meantime finds its record gone, and stores no other job.
  await removeJobs(store, ({ kind, space, place }) => kind !== 'leave' && isOurs(space ?? spaceOf(place)))
}
