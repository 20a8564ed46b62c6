import { existsSync } from 'node:fs'
import { type Finding, fault, fine, note } from '../../../src/bot/finding.ts'
import type { UsedChannel } from '../../../src/bot/platform.ts'
import { SpaceId } from '../../../src/chat/caller.ts'
import { counted } from '../../../src/chat/text.ts'
import { type Config, toAnonymityKeys } from '../../../src/config.ts'
import { openPolls } from '../../../src/poll/open-polls.ts'
import { groups } from '../../../src/reading/group-store.ts'
import { skipCorrupt } from '../../../src/store/collection.ts'
import { nameOfUrl, pathOf } from '../../../src/store/engines/server-url.ts'
import { explainFault } from '../../../src/store/engines/sqlite-fault.ts'
import { openSource } from '../../../src/store/moving/database.ts'
import { quarantine } from '../../../src/store/quarantine.ts'
import { openStore, type Store } from '../../../src/store/store.ts'
import { openWrappedKeys } from '../../../src/store/wrapped-keys.ts'
import { compareClocks } from '../../shared/compare-clocks.ts'
import { checkDisk, type Machine } from './machine.ts'
import { toFaults } from './settings.ts'

/** The database as the doctor found it. */
interface Storage {
  readonly findings: readonly Finding[]
  /** To be closed; `undefined` if the database doesn't exist yet or can't be opened. */
  readonly store: Store | undefined
}

/** Opens the database without changing a record, and checks its durability. */
export async function openStorage(config: Config, machine: Machine): Promise<Storage> {
  const { DATABASE_URL: url, KEY_FILE: keyFile } = config
  const path = pathOf(url)
  const disk = path === undefined ? [] : await checkDisk(path, machine)
  if (path !== undefined && !existsSync(path))
    return { findings: [...disk, fine('Database', `${path} is made at the first start.`)], store: undefined }
  const warnings: string[] = []
  try {
    // Without ANONYMITY_KEY, with which keys would move from their file into the database.
    const store = await openStore(url, { keyFile, warn: (message) => warnings.push(message) })
    const keys = await checkWrappedKeys(config)
    const findings = [
      ...disk,
      ...warnings.map(notDurable),
      fine('Database', `${nameOfUrl(url)} can be read and written.`),
      ...keys,
      // A file is stamped by this machine's own clock.
      ...(path === undefined ? compareClocks('the database', await store.now(), machine.now()) : []),
      ...(await checkQuarantine(store)),
    ]
    return { findings, store }
  } catch (problem) {
    const known = explainFault(problem, nameOfUrl(url)) ?? problem
    return { findings: [...disk, ...toFaults('Database', known)], store: undefined }
  }
}

const notDurable = (message: string): Finding =>
  fault({
    about: 'Durability',
    what: message,
    why: 'Confirmed votes can be lost.',
    fix: 'Change that setting of the database, as docs/storage.md, section 11, says.',
  })

/** Whether the keys that are wrapped in the database can be unwrapped. */
async function checkWrappedKeys(config: Config): Promise<readonly Finding[]> {
  const outerKeys = toAnonymityKeys(config)
  if (outerKeys === undefined) return []
  try {
    await using source = await openSource(config.DATABASE_URL, () => {})
    await openWrappedKeys(source.engine, outerKeys)
    return [fine('Keys of anonymous polls', 'ANONYMITY_KEY unwraps them.')]
  } catch (problem) {
    return toFaults('Keys of anonymous polls', problem)
  }
}

async function checkQuarantine(store: Store): Promise<readonly Finding[]> {
  let unreadable = 0
  for await (const _ of store.collection(quarantine).entries(skipCorrupt)) unreadable += 1
  if (unreadable === 0) return []
  return [
    note({
      about: 'Database',
      what: `${counted(unreadable, 'record')} couldn’t be read and ${unreadable === 1 ? 'was' : 'were'} set aside.`,
      why: 'What they were about can’t be shown.',
      fix: 'docs/storage.md says what can be done about it; a backup from before has them.',
    }),
  ]
}

/** The channels that have an open poll or a reading group, each once. */
export async function findUsedChannels(store: Store): Promise<readonly UsedChannel[]> {
  const found = new Map<string, UsedChannel>()
  const add = (one: UsedChannel): unknown => found.set(`${one.space} ${one.channel}`, one)
  for (const scope of await store.scopesOf(openPolls)) {
    const space = SpaceId.parse(scope)
    for await (const [, { channel }] of store.collection(openPolls, space).entries(skipCorrupt))
      add({ space, channel })
  }
  for (const scope of await store.scopesOf(groups))
    for await (const [, { place }] of store.collection(groups, scope).entries(skipCorrupt))
      add({ space: place.space, channel: place.channel })
  return [...found.values()]
}
