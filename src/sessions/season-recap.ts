import type { ChatPort } from '../chat/port.ts'
import type { View } from '../chat/view.ts'
import { seasonFileName, seasonMarkdown } from '../export/season-markdown.ts'
import type { PollId } from '../poll/poll.ts'
import type { Polls } from '../poll/polls.ts'
import type { Group, Past } from '../reading/group.ts'
import type { GroupStore } from '../reading/group-store.ts'
import { findSeason, seasonOf } from '../reading/season.ts'
import { seasonView } from '../views/reading/season-view.ts'

interface Deps {
  readonly polls: Pick<Polls, 'readIn'>
  readonly pageOf: (poll: PollId) => string | undefined
  readonly now: number
}

/**
 * The recap of a season, as a message with its file.
 *
 * @param history Every session of the group that is over.
 * @param wanted The season's name; by default the current one.
 * @returns `undefined` if none of its sessions is over.
 * @throws UserError when the group has no season of that name.
 */
export async function seasonRecap(
  group: Group,
  history: readonly Past[],
  wanted: string | undefined,
  { polls, pageOf, now }: Deps,
): Promise<View | undefined> {
  const { name, past } = findSeason(group, history, wanted)
  if (past.length === 0) return undefined
  const ids = past.flatMap(({ session }) => session.poll ?? [])
  const found = await Promise.all(ids.map((id) => polls.readIn(group.place.space, id)))
  const foundPolls = new Map(found.flatMap((one) => (one === undefined ? [] : [[one.poll.id, one.poll]])))
  const season = seasonOf({ group, name, past, polls: foundPolls, pageOf, now })
  return seasonView(season, { name: seasonFileName(season), content: seasonMarkdown(season) })
}

interface PostingDeps extends Omit<Deps, 'now'> {
  readonly store: GroupStore
  readonly portFor: (platform: string) => ChatPort
  readonly now: () => number
}

/** Posts the recap of a season in the group's channel, unless none of its sessions is over. */
export async function postSeasonRecap(
  { store, portFor, polls, pageOf, now }: PostingDeps,
  group: Group,
  { name, from }: Group['season'],
): Promise<void> {
  const history = await store.history(group.id)
  if (!history.some(({ season }) => season === name)) return
  const view = await seasonRecap(group, history, name, { polls, pageOf, now: now() })
  if (view === undefined) return
  await portFor(group.place.platform).post(group.place, view, `reading/${group.id}/season/${from}`)
}
