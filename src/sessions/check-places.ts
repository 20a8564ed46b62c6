import type { Place } from '../chat/caller.ts'
import type { ChatPort } from '../chat/port.ts'
import type { Logger } from '../log.ts'
import { channelPlaces, withGoneChannel } from '../reading/gone-places.ts'
import type { ChangeGroup, Group } from '../reading/group.ts'
import type { GroupStore } from '../reading/group-store.ts'
import type { Where } from '../reading/where.ts'
import { type NoticeDeps, placeGoneNotice, sendNotices } from './notices.ts'

interface Deps {
  readonly portFor: (platform: string) => ChatPort
  readonly log: Logger
  /** Called for each place whose channel was deleted. */
  readonly onGone: (where: Where) => void
}

/** Looks whether the channels in which a group meets are still there. What can't be found out counts as there. */
export async function checkPlaces(
  { portFor, log, onGone }: Deps,
  group: Group,
  change: ChangeGroup,
): Promise<Group> {
  const { platform, space } = group.place
  const { talkChannelKind } = portFor(platform)
  if (talkChannelKind === undefined) return group
  let last = group
  for (const where of channelPlaces(group)) {
    const { channel = '' } = where
    const isThere = await talkChannelKind({ platform, space, channel }).then(
      (kind) => kind !== undefined,
      (fault: unknown) => {
        log.warn({ fault, group: group.id }, 'could not look up the channel in which a group meets')
        return true
      },
    )
    if (isThere) continue
    last = await change((group) => withGoneChannel(group, channel))
    onGone(where)
  }
  return last
}

interface GoneDeps extends NoticeDeps {
  readonly store: Pick<GroupStore, 'list' | 'change'>
  /** Called after every change, once it is on disk. */
  readonly onChange: (group: Group) => void
  /** Called when something may fall due. */
  readonly notifyScheduler: () => void
}

/** Records for groups that meet in a channel that it was deleted, and notifies their organisers. */
export async function noteGonePlace(deps: GoneDeps, { space, channel, thread }: Place): Promise<void> {
  if (thread !== undefined) return
  for (const group of await deps.store.list(space)) {
    const where = channelPlaces(group).find((one) => one.channel === channel)
    if (where === undefined) continue
    const change: ChangeGroup = async (decide) => (await deps.store.change(space, group.id, decide)) ?? group
    deps.onChange(await change((group) => withGoneChannel(group, channel)))
    await sendNotices(deps, change, [placeGoneNotice(group, where, deps.now())])
    deps.notifyScheduler()
  }
}
