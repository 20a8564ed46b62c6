import type { PersonId } from '../../src/chat/caller.ts'
import { createSettingsStore } from '../../src/poll/settings-store.ts'
import type { Store } from '../../src/store/store.ts'
import type { Clock } from '../../src/time/clock.ts'
import { playgroundSpace } from './message-store.ts'
import type { People } from './people.ts'

interface Deps {
  readonly store: Store
  readonly people: Pick<People, 'find'>
  readonly clock: Pick<Clock, 'now'>
}

interface NewChannel {
  readonly channel: string
  /** Who adds it. */
  readonly person?: PersonId | undefined
  /** The zone of their browser. */
  readonly zone?: string | undefined
}

/** Gives a new channel the time zone of the person who added it, if that is known. */
export async function setZone(
  { store, people, clock }: Deps,
  { channel, person, zone }: NewChannel,
): Promise<void> {
  const member = person && (await people.find(person))
  if (member === undefined || zone === undefined) return
  const settings = createSettingsStore(store)
  const place = { platform: 'web', space: playgroundSpace, channel }
  const caller = { person: { id: member.id, name: member.name }, place, rank: member.rank }
  await settings.set(caller, { ...(await settings.get(place)), zone }, clock.now())
}
