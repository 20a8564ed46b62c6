import type { Channel, ChannelKind } from '../../platforms/slack/entities.ts'
import type { Slack } from '../../platforms/slack/loopback.ts'
import type { Workspace } from '../../platforms/slack/world.ts'
import { type Story, storyOf, type Table } from '../storyteller.ts'

/** What every part of the story takes place in. */
export interface Scene {
  readonly slack: Slack
  readonly people: Slack['people']
  readonly here: Workspace
  readonly teller: Story
  /** Those of {@link closedPlaces}. */
  readonly closed: ReadonlyMap<ChannelKind, Channel>
}

export const title = 'Risks from Learned Optimization'
export const reason = 'It is about what a system wants.'

/** Places where only Ada and Ben are. */
export const closedPlaces = [
  { kind: 'private', name: 'a-secret' },
  { kind: 'mpim', name: 'mpdm-ada--ben-1' },
] as const

export function setScene(table: Table): Scene {
  const { slack, workspace: here } = table
  const { ada, ben } = here
  // A process remembers for ten seconds that somebody is not in a channel, so these are there from the start.
  const closed = closedPlaces.map(({ kind, name }): [ChannelKind, Channel] => [
    kind,
    here.openChannel(name, { kind, creator: ada, members: [ada, ben] }),
  ])
  return { slack, people: slack.people, here, teller: storyOf(table), closed: new Map(closed) }
}
