import { createControlStore } from '../../adapters/shared/control-store.ts'
import { toPersonId, toSpaceId } from '../../adapters/slack/client/ids.ts'
import type { Call } from '../../src/chat/call.ts'
import type { Store } from '../../src/store/store.ts'
import type { Channel, Person } from '../platforms/slack/entities.ts'

/** The text of a control that was sent to somebody alone about a channel, as in a reminder. */
export async function rememberControl(
  store: Store,
  person: Person,
  call: Call,
  { id: channel, kind, team }: Channel,
): Promise<string> {
  const space = toSpaceId(team, kind === 'im' ? channel : undefined)
  const controlStore = createControlStore(store, 'slack')
  const { encodeControl, save } = controlStore.createWriter(toSpaceId(team), {
    person: toPersonId(team, person.id),
    place: { platform: 'slack', space, channel },
  })
  const code = encodeControl(call, 100)
  await save()
  return code
}
