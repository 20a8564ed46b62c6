import type { Group } from './group.ts'
import type { Where } from './where.ts'

/** The places of a group and its sessions that are a channel, as far as it isn't known to be deleted. */
export const channelPlaces = ({ where, sessions }: Group): readonly Where[] => [
  ...new Map(
    [where, ...sessions.map((session) => session.where)].flatMap((one) =>
      one?.channel === undefined || one.isGone === true ? [] : [[one.channel, one] as const],
    ),
  ).values(),
]

/** The group after a channel was deleted. */
export function withGoneChannel(group: Group, channel: string): Group {
  const mark = <Placed extends { readonly where?: Where | undefined }>(placed: Placed): Placed =>
    placed.where?.channel === channel ? { ...placed, where: { ...placed.where, isGone: true } } : placed
  return { ...mark(group), sessions: group.sessions.map(mark) }
}
