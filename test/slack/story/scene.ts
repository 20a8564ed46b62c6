import type { Channel, ChannelKind, Person } from '../../platforms/slack/entities.ts'
import type { Slack } from '../../platforms/slack/loopback.ts'
import type { Asked, Workspace } from '../../platforms/slack/world.ts'
import { actionOf, type Story, storyOf, type Table } from '../storyteller.ts'

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

/** What only controls say: an explanation for one alone, asked for from the bot's last words to them. */
export async function explainsAlone(
  { people, teller }: Scene,
  person: Person,
  channel?: Channel,
): Promise<Asked> {
  await teller.told(people.slash(person, 'frobnicate', channel))
  const note = teller.note(person)
  const help = actionOf(note, 'Help')
  return people.pressRaw(person, { ...help, value: 'explain?topic=AI+control&private=yes' }, note)
}
