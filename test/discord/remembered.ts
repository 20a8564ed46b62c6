import { createControlStore } from '../../adapters/shared/control-store.ts'
import type { Call } from '../../src/chat/call.ts'
import type { Store } from '../../src/store/store.ts'
import type { Person } from '../platforms/discord/world.ts'
import { guildId } from '../platforms/discord/world.ts'
import { personOf, placeIn } from './port-alone.ts'

/** The text of a control that was sent to somebody alone about a channel, as in a reminder. */
export async function rememberControl(
  store: Store,
  person: Person,
  call: Call,
  channel: string,
): Promise<string> {
  const place = placeIn(guildId, channel)
  const controlStore = createControlStore(store, 'discord')
  const { encodeControl, save } = controlStore.createWriter(place.space, { person: personOf(person), place })
  const code = encodeControl(call, 100)
  await save()
  return code
}
