import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { toJoinedSpace } from '../../adapters/slack/client/ids.ts'
import { createPollStore } from '../../src/poll/poll-store.ts'
import { joinSpaces } from '../../src/retention/join-spaces.ts'
import { openStore } from '../../src/store/store.ts'
import { cuttableStore } from '../endurance/cuttable-store.ts'
import { createKillSwitch } from '../endurance/kill-switch.ts'
import { expectedRowsOf, indexRowsOf } from '../poll/index-rows.ts'
import { until } from '../until.ts'
import { rowsOf } from './rows.ts'
import { temporaryDirectory } from './temporary-directory.ts'

/** A database of when each private conversation of Slack was a space of its own. */
const before = join(import.meta.dirname, 'records', 'closed-conversations.db')
const log = pino({ level: 'silent' })
const ports = [{ platform: 'slack', joinedTo: toJoinedSpace }]

/** Joins the spaces of a copy, at first by a process that is killed at that change. @returns the rows, and its changes. */
async function joined(killedAt?: { readonly change: number; readonly isMade: boolean }) {
  await using directory = await temporaryDirectory()
  const database = join(directory.path, 'x.db')
  await copyFile(before, database)
  const store = await openStore(`sqlite:${database}`)
  const killSwitch = createKillSwitch()
  let changes = 0
  killSwitch.cutAt({
    isLast: () => ++changes === killedAt?.change,
    isMade: killedAt?.isMade ?? true,
  })
  const isOver = joinSpaces({ store: cuttableStore(store, killSwitch), ports, log })
  await (killedAt === undefined ? isOver : until(killSwitch.isCut))
  if (killedAt !== undefined) await joinSpaces({ store, ports, log })
  await store.close()
  return { rows: rowsOf(database), changes }
}

describe('private conversations of Slack that were spaces of their own', () => {
  test('are stored with their workspace', async () => {
    const { rows } = await joined()
    const kinds = rows.filter((row) => /^\S+slack:T\w+ /.test(row)).map((row) => row.split('/', 1)[0])
    for (const kind of ['polls', 'latest', 'open-polls', 'settings', 'managers', 'group'])
      expect(kinds, kind).toContain(kind)
    expect(rows.filter((row) => row.startsWith('spaces ')).map((row) => row.split(' ')[1])).toEqual([
      'slack:T0000000001',
      'slack:T0000000001.D000000002L',
    ])
  })

  test('are found with their workspace’s, once its index is made', async () => {
    await using directory = await temporaryDirectory()
    const database = join(directory.path, 'x.db')
    await copyFile(before, database)
    const store = await openStore(`sqlite:${database}`)
    async function indexAll() {
      const { indexing } = createPollStore(store)
      await indexing.findBehind()
      await indexing.indexOlder(new AbortController().signal)
    }
    // As private conversations of their own first.
    await indexAll()
    expect(indexRowsOf(database)).toEqual(expectedRowsOf(database))
    await joinSpaces({ store, ports, log })
    await indexAll()
    await store.close()
    expect(indexRowsOf(database)).toEqual(expectedRowsOf(database))
    expect(indexRowsOf(database).filter((row) => row.includes('.C'))).toEqual([])
  })

  test('are so, too, wherever the process is killed while it moves them', async () => {
    const whole = await joined()
    expect(whole.changes).toBeGreaterThan(20)
    for (let change = 1; change <= whole.changes; change += 1)
      for (const isMade of [true, false])
        expect((await joined({ change, isMade })).rows, `change ${change}`).toEqual(whole.rows)
  })
})
