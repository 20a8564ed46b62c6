import { boardNames, shownMessages } from '../board/board-records.ts'
import type { Place } from '../chat/caller.ts'
import { linkedPages, linkedPolls } from '../poll/link-records.ts'
import { ballots, heads, keyedPolls, publishedRounds } from '../poll/poll-records.ts'
import { groups, pasts } from '../reading/group-store.ts'
import { mentions } from '../reading/mentions.ts'
import { owners } from '../reading/poll-owners.ts'
import { publishedCalendars } from '../reading/published-events.ts'
import { questionKind } from '../reading/questions/question.ts'
import { questionsKeyOf } from '../reading/questions/question-store.ts'
import { quotes } from '../reading/quote.ts'
import { worths } from '../reading/worth.ts'
import { ifReadable } from '../store/quarantine.ts'
import type { Kind } from '../store/record.ts'
import type { Store } from '../store/store.ts'

/** Removes a reading group and its sessions. */
export async function eraseGroup(store: Store, space: string, group: string): Promise<void> {
  const sessions = (await ifReadable(store.collection(groups, space).get(group)))?.sessions ?? []
  for (const session of [...sessions.map(({ id }) => id), ...(await idsOf(store, pasts, group))])
    for (const kind of [worths, quotes]) await store.collection<unknown>(kind, session).clear()
  await store.collection(mentions, group).clear()
  await store.collection(questionKind, group).clear()
  await store.keys.remove([questionsKeyOf(group)])
  await store.collection(pasts, group).clear()
  await store.collection(publishedCalendars, space).delete(group)
  await store.collection(groups, space).delete(group)
  // A session may have ended in between: the group's job can be running.
  await store.collection(pasts, group).clear()
  await store.collection(publishedCalendars, space).delete(group)
}

/** Removes a poll with its ballots and its key; its entry in the lists stays. */
export async function erasePoll(store: Store, poll: string): Promise<void> {
  for (const round of await store.scopesOf(ballots, `${poll}/`))
    await store.collection(ballots, round).clear()
  await store.collection(publishedRounds, poll).clear()
  await store.collection(owners).delete(poll)
  const head = await ifReadable(store.collection(heads, poll).get('head'))
  for (const { hash } of head?.links ?? []) await store.collection(linkedPages).delete(hash)
  if (head !== undefined) await store.collection(linkedPolls, head.place.space).delete(poll)
  await store.keys.remove([poll])
  await store.collection(keyedPolls).delete(poll)
  await store.collection(heads, poll).clear()
}

/** Forgets the messages in the chosen places, and the boards of what was in them. */
export async function eraseBoards(
  store: Store,
  isOurs: (place: Place) => boolean,
  erased: readonly string[],
): Promise<void> {
  for (const board of await idsOf(store, boardNames)) {
    const messages = store.collection(shownMessages, board)
    let isEmpty = true
    for await (const [id, { message }] of messages.entries(() => {}))
      if (isOurs(message.place)) await messages.delete(id)
      else isEmpty = false
    if (!erased.some((id) => board.includes(id)) && !isEmpty) continue
    await messages.clear()
    await store.collection(boardNames).delete(board)
  }
}

/** The ids of a collection, those of records that can't be read too. */
export async function idsOf(store: Store, kind: Kind<unknown>, scope?: string): Promise<readonly string[]> {
  const ids: string[] = []
  for await (const [id] of store.collection(kind, scope).entries((id) => ids.push(id))) ids.push(id)
  return ids
}
