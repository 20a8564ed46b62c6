import { answerPolls } from '../atlas/shared-answers.ts'
import { createSharedAtlases, sharedAtlases } from '../atlas/shared-atlases.ts'
import { type Place, SpaceId, wholeOf } from '../chat/caller.ts'
import { auditLines } from '../poll/audit-line.ts'
import { dropFromIndex } from '../poll/clear-index.ts'
import { namedManagers } from '../poll/named-managers.ts'
import { openPolls } from '../poll/open-polls.ts'
import { createPlaceLinkStore } from '../poll/place-link-store.ts'
import { latest, lists } from '../poll/poll-records.ts'
import { settingsKind } from '../poll/settings-store.ts'
import { groups } from '../reading/group-store.ts'
import { removeFromQuarantine } from '../store/clear-quarantine.ts'
import { skipCorrupt } from '../store/collection.ts'
import { removeJobs } from '../store/job-store.ts'
import type { Store } from '../store/store.ts'
import { sharedExplanations } from '../taxonomy/shared-explanations.ts'
import { eraseBoards, eraseGroup, erasePoll } from './erase-records.ts'
import { eraseSpace } from './erase-space.ts'

/**
 * Removes everything that is stored of a conversation, besides what its adapter keeps: of a channel with its threads, or
 * of one thread. What a crash has left is removed when it runs again: lists go after what they lead to.
 *
 * @returns the ids of the polls and groups that were in it.
 */
export async function erasePlace(store: Store, place: Place): Promise<readonly string[]> {
  const { channel, thread } = place
  const space = wholeOf(place.space)
  const isOurs = (one: { readonly channel: string; readonly thread?: string | undefined }): boolean =>
    one.channel === channel && (thread === undefined || one.thread === thread)

  const polls: string[] = []
  for await (const [id, listed] of store.collection(lists, space).entries(skipCorrupt)) {
    if (!isOurs(listed)) continue
    await erasePoll(store, id)
    await dropFromIndex(store, { ...listed, space })
    polls.push(id)
  }
  const ended: string[] = []
  for await (const [id, group] of store.collection(groups, space).entries(skipCorrupt)) {
    if (!isOurs(group.place)) continue
    await eraseGroup(store, space, group.id)
    ended.push(id)
  }

  const erased = [...polls, ...ended]
  await eraseBoards(store, (one) => wholeOf(one.space) === space && isOurs(one), erased)
  await removeFromQuarantine(store, ({ collection, id, text }) =>
    erased.some((one) => collection.includes(one) || id.includes(one) || text.includes(one)),
  )
  for await (const [id, line] of store.collection(auditLines, space).entries(skipCorrupt))
    if (isOurs(line.place)) await store.collection(auditLines, space).delete(id)
  for await (const [id, shared] of store.collection(sharedExplanations, space).entries(skipCorrupt))
    if (isOurs(shared)) await store.collection(sharedExplanations, space).delete(id)
  for await (const [id, shared] of store.collection(sharedAtlases, space).entries(skipCorrupt))
    if (isOurs(shared)) await store.collection(sharedAtlases, space).delete(id)
  for await (const [id, shown] of store.collection(answerPolls, space).entries(skipCorrupt))
    if (isOurs(shown)) await store.collection(answerPolls, space).delete(id)
  // Their messages, elsewhere, are edited at the next start.
  await createSharedAtlases(store).removePolls(space, polls)
  await createPlaceLinkStore(store).removeWithin(space, ({ place }) => thread === undefined && isOurs(place))
  if (thread === undefined)
    for (const kind of [settingsKind, namedManagers])
      await store.collection<unknown>(kind, space).delete(channel)
  for await (const [id, poll] of store.collection(latest, space).entries(skipCorrupt))
    if (polls.includes(poll)) await store.collection(latest, space).delete(id)
  for (const id of polls)
    for (const kind of [openPolls, lists]) await store.collection<unknown>(kind, space).delete(id)
  // Last: what runs in the meantime finds its record gone, and stores no other job.
  await removeJobs(store, ({ poll, group }) => erased.some((id) => id === poll || id === group))
  // Where a conversation that not everybody sees is a space of its own.
  if (thread === undefined) await eraseSpace(store, SpaceId.parse(`${space}.${channel}`))
  return erased
}
