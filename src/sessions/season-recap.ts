import { seasonBoards, seasonRecap } from '../board/season-board.ts'
import type { Message } from '../chat/message.ts'
import type { ChatPort } from '../chat/port.ts'
import type { PollId } from '../poll/poll.ts'
import type { Polls } from '../poll/polls.ts'
import type { SettingsStore } from '../poll/settings-store.ts'
import { readAttendance } from '../reading/count-answers.ts'
import type { Group, Past } from '../reading/group.ts'
import type { GroupStore } from '../reading/group-store.ts'

interface Deps {
  readonly store: GroupStore
  readonly polls: Polls
  readonly pageOf: (poll: PollId) => Promise<string | undefined>
  readonly portFor: (platform: string) => ChatPort
  readonly onBoardPosted: (board: string, message: Message, revision?: number) => Promise<void>
  readonly settings: Pick<SettingsStore, 'get'>
  readonly now: () => number
}

/** Posts the recap of a season in the group's channel, unless none of its sessions is over. */
export async function postSeasonRecap(
  { store, portFor, onBoardPosted, settings, now, ...deps }: Deps,
  group: Group,
  { name, from }: Group['season'],
): Promise<void> {
  const history = await store.history(group.id)
  if (!history.some(({ season }) => season === name)) return
  const attendanceOf = (group: Group, past: Past) => readAttendance({ store, ...deps }, group, past)
  const recap = await seasonRecap(group, history, name, { ...deps, attendanceOf, now: now() })
  if (recap === undefined) return
  const key = `reading/${group.id}/season/${from}`
  const { labels } = await settings.get(group.place)
  const port = portFor(group.place.platform)
  const message = await port.post(group.place, recap.view, key, { label: labels?.open?.id })
  await onBoardPosted(recap.name, message, recap.revision)
}

/** Touches the recaps of a group's seasons, after a change of one of its sessions that are over. */
export async function touchSeasons(
  { store, touch }: { readonly store: Pick<GroupStore, 'history'>; readonly touch: (board: string) => void },
  group: Group,
): Promise<void> {
  seasonBoards(group, await store.history(group.id)).forEach(touch)
}
