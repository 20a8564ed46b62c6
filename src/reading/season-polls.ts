import type { Place } from '../chat/caller.ts'
import type { PollId } from '../poll/poll.ts'
import type { Group, Past, Session } from './group.ts'
import type { GroupStore } from './group-store.ts'

/** A season of a group, with its sessions that had a poll. */
export interface SeasonPolls {
  readonly group: Pick<Group, 'id' | 'name'>
  readonly name: string
  /** Oldest first. */
  readonly sessions: readonly SeasonPoll[]
}

interface SeasonPoll {
  /** The local date. */
  readonly date: string
  readonly poll: PollId
  readonly session: Session
}

/** The seasons of a channel's groups that have polls, the newest first. */
export async function seasonsIn(
  { store }: { readonly store: Pick<GroupStore, 'list' | 'history'> },
  { space, channel }: Place,
): Promise<readonly SeasonPolls[]> {
  const groups = (await store.list(space)).filter(({ place }) => place.channel === channel)
  return (
    await Promise.all(groups.map(async (group) => seasonsOf(group, await store.history(group.id))))
  ).flat()
}

function seasonsOf(group: Group, history: readonly Past[]): readonly SeasonPolls[] {
  const held = [
    ...history.map(({ season, session }) => ({ season, session })),
    ...group.sessions.map((session) => ({ season: group.season.name, session })),
  ]
  return [...Map.groupBy(held, ({ season }) => season)].toReversed().flatMap(([name, sessions]) => {
    const polled = sessions.flatMap(({ session }) => toSeasonPoll(session))
    return polled.length === 0 ? [] : [{ group, name, sessions: polled }]
  })
}

function toSeasonPoll(session: Session): readonly SeasonPoll[] {
  const { date, poll } = session
  return poll === undefined ? [] : [{ date, poll, session }]
}
