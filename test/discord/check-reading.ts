import { expect } from 'vitest'
import { isAmong, type Keyed, pathsOf, withoutKey, withUnknownKeys } from '../platforms/changed-keys.ts'
import type { PayloadReader, Told } from './payload-reader.ts'

/** What an event of its kind always has, says its description; of lists any entry as `*`. */
const required: Readonly<Record<string, readonly string[]>> = {
  INTERACTION_CREATE: [
    'type',
    'entitlements',
    'authorizing_integration_owners',
    // In servers the first, else the second.
    'member',
    'user',
    'member.user',
    'data',
    // Of a press or a form: where it was made.
    'data.component_type',
    'message',
    'message.components.*.components',
    // Of a command: which one, with its subcommand, and the option that is being typed.
    'data.type',
    'data.name',
    'data.options',
    'data.options.*',
    'data.options.*.type',
    'data.options.*.name',
    'data.options.*.options',
    'data.options.*.options.*',
    'data.options.*.options.*.focused',
    // Of the members among those who were picked.
    'data.resolved.users',
    'data.resolved.users.*',
    // Of a message's menu.
    'data.target_id',
    'data.resolved',
    'data.resolved.messages',
    'data.resolved.messages.*',
    'data.components',
    'data.components.*.component.values',
  ],
  MESSAGE_CREATE: ['channel_id', 'author', 'content', 'components.*.components'],
}

/** An event is read, also with keys that nobody knows, and without any that may be left out. */
export async function checkReading(reader: PayloadReader, [type, payload]: Told): Promise<void> {
  const paths = pathsOf(payload).filter((path) => !isAmong(path, required[type] ?? []))
  const [read, again, ...without] = await reader.read([
    [type, payload],
    [type, withUnknownKeys(payload) as Keyed],
    ...paths.map((path): Told => [type, withoutKey(payload, path)]),
  ])
  expect(read).toHaveProperty('caller')
  expect(again).toEqual(read)
  const faults = paths.flatMap((path, i) => {
    const reading = without[i]
    const isFine = reading !== undefined && ('caller' in reading || 'refused' in reading)
    return isFine ? [] : [`without ${path.join('.')}: ${JSON.stringify(reading)}`]
  })
  expect(faults).toEqual([])
}
