import type { Place, SpaceId } from '../chat/caller.ts'
import type { ChatPort } from '../chat/port.ts'
import type { Logger } from '../log.ts'
import { channelPlaces, withGoneChannel } from '../reading/gone-places.ts'
import type { ChangeGroup, Group, GroupId } from '../reading/group.ts'
import type { GroupStore } from '../reading/group-store.ts'
import type { Where } from '../reading/where.ts'

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

/** Runs the groups that meet in a channel that was deleted. */
export async function noteGonePlace(
  {
    store,
    runner,
  }: {
    readonly store: Pick<GroupStore, 'list'>
    readonly runner: { readonly runDueSteps: (space: SpaceId, id: GroupId) => Promise<void> }
  },
  { space, channel, thread }: Place,
): Promise<void> {
  if (thread !== undefined) return
  const isHere = (group: Group) => channelPlaces(group).some((where) => where.channel === channel)
  for (const { id } of (await store.list(space)).filter(isHere)) await runner.runDueSteps(space, id)
}
