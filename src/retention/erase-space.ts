import { boardNames, shownMessages } from '../board/board-records.ts'
import { isWithin, type SpaceId } from '../chat/caller.ts'
import { auditLines } from '../poll/audit-line.ts'
import { deniedPeople } from '../poll/deny-records.ts'
import { namedManagers } from '../poll/named-managers.ts'
import { openPolls } from '../poll/open-polls.ts'
import { ballots, heads, keyedPolls, latest, lists, publishedRounds, spaces } from '../poll/poll-records.ts'
import { settingsKind } from '../poll/settings-store.ts'
import { spaces as groupSpaces, groups, pasts } from '../reading/group-store.ts'
import { owners } from '../reading/poll-owners.ts'
import { removeFromQuarantine } from '../store/clear-quarantine.ts'
import { removeJobs } from '../store/job-store.ts'
import type { Kind } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import { uses } from '../store/use-counter.ts'

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

  await eraseBoards(store, isOurs, erased)
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
  ])
    for (const space of await scopesOf(kind)) await store.collection<unknown>(kind, space).clear()
  for (const kind of [spaces, groupSpaces])
    for (const space of await idsOf(store, kind))
      if (isOurs(space)) await store.collection(kind).delete(space)
  // Last: what runs in the meantime finds its record gone, and stores no other job.
  await removeJobs(store, ({ kind, space }) => kind !== 'leave' && isOurs(space))
}

async function eraseGroup(store: Store, space: string, group: string): Promise<void> {
  await store.collection(pasts, group).clear()
  await store.collection(groups, space).delete(group)
  // A session may have ended in between: the group's job can be running.
  await store.collection(pasts, group).clear()
}

async function erasePoll(store: Store, poll: string): Promise<void> {
  for (const round of await store.scopesOf(ballots, `${poll}/`))
    await store.collection(ballots, round).clear()
  await store.collection(publishedRounds, poll).clear()
  await store.collection(owners).delete(poll)
  await store.keys.remove([poll])
  await store.collection(keyedPolls).delete(poll)
  await store.collection(heads, poll).clear()
}

/** Forgets the messages in the space, and the boards of what was in it. */
async function eraseBoards(
  store: Store,
  isOurs: (space: unknown) => boolean,
  erased: readonly string[],
): Promise<void> {
  for (const board of await idsOf(store, boardNames)) {
    const messages = store.collection(shownMessages, board)
    let isEmpty = true
    for await (const [id, { message }] of messages.entries(() => {}))
      if (isOurs(message.place.space)) await messages.delete(id)
      else isEmpty = false
    if (!erased.some((id) => board.includes(id)) && !isEmpty) continue
    await messages.clear()
    await store.collection(boardNames).delete(board)
  }
}

/** The ids of a collection, those of records that can't be read too. */
async function idsOf(store: Store, kind: Kind<unknown>, scope?: string): Promise<readonly string[]> {
  const ids: string[] = []
  for await (const [id] of store.collection(kind, scope).entries((id) => ids.push(id))) ids.push(id)
  return ids
}
