import type { ChatPort } from '../chat/port.ts'
import type { LabelTask } from '../poll/poll-tasks.ts'
import type { Polls } from '../poll/polls.ts'
import type { SettingsStore } from '../poll/settings-store.ts'
import type { LabelState } from '../views/poll/acted-notes.ts'

interface Deps {
  readonly polls: Pick<Polls, 'readIn'>
  readonly settings: Pick<SettingsStore, 'get'>
  readonly portFor: (platform: string) => ChatPort
}

/** Gives the thread that a poll is in the label for its present state, and takes the other one away. Idempotent. */
export async function labelThread(
  { polls, settings, portFor }: Deps,
  { space, poll: id }: LabelTask,
): Promise<LabelState> {
  const found = await polls.readIn(space, id)
  if (found === undefined) return { kind: 'done' }
  const { poll, place } = found
  const { labels = {} } = await settings.get(place)
  const [label, other] = poll.state === 'open' ? [labels.open, labels.closed] : [labels.closed, labels.open]
  const change = {
    ...(label !== undefined && { added: label.id }),
    ...(other !== undefined && other.id !== label?.id && { removed: other.id }),
  }
  const most = await portFor(place.platform).relabel?.(place, change)
  return most === undefined || label === undefined
    ? { kind: 'done' }
    : { kind: 'full', most, name: label.name }
}
