import { copyFile, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createInstalls } from '../../adapters/slack/client/installs.ts'
import { createMessageStore } from '../../adapters/web/message-store.ts'
import { PersonId } from '../../src/chat/caller.ts'
import type { Kind } from '../../src/store/record.ts'
import { textOf } from '../view-text.ts'
import { kinds } from './record-kinds.ts'
import { temporaryStore } from './stored.ts'
import { temporaryDirectory } from './temporary-directory.ts'

const directory = join(import.meta.dirname, 'records')

/** A stored text, parsed. */
const Stored = z.object({ value: z.unknown(), expires: z.int().optional() })
/** Collection → id → what is stored there. */
const Collections = z.record(z.string(), z.record(z.string(), Stored))

const collectionsOf = async (file: string) =>
  Collections.parse(JSON.parse(await readFile(join(directory, `${file}.json`), 'utf8')))

/** A collection's name is its kind's, with the scope behind a slash where it has one. */
const scopeOf = (collection: string, { name }: Kind<unknown>): string | undefined =>
  collection === name ? undefined : collection.slice(name.length + 1)

/** Names of people on Slack, which older versions stored with what they did, are not written any more. */
const withoutSlackNames = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value).replaceAll(/("id":"slack:T\w+\.\w+"),"name":"[^"]*"/g, '$1'))

/** What is stored, with sessions in a calendar as external events, which are written as such from then on. */
const withEvents = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value).replaceAll(
      /"mark":\{"id":("[^"]*")[^}]*\}/g,
      '"event":{"id":$1,"kind":"external","digest":""}',
    ),
  )

test.each(Object.entries(kinds))('a stored %s is read, and written as it was', async (file, kind) => {
  await using temporary = await temporaryStore()
  const { store, engine } = temporary
  for (const [collection, records] of Object.entries(await collectionsOf(file)))
    for (const [id, stored] of Object.entries(records)) {
      const key = { collection, id }
      await engine.write([{ key, text: JSON.stringify(stored) }])
      const records = store.collection(kind, scopeOf(collection, kind))
      const value = await records.get(id)
      await engine.write([{ key, remove: true }])
      await records.set(id, value)
      const [text = '{}'] = await engine.read([key])
      expect(Stored.parse(JSON.parse(text)).value).toStrictEqual(withEvents(withoutSlackNames(stored.value)))
    }
})

describe('the files', () => {
  test('hold every record of the database, and no other', async () => {
    await using temporary = await temporaryDirectory()
    const path = join(temporary.path, 'copy.db')
    await copyFile(join(directory, 'before-the-move.db'), path)
    const db = new DatabaseSync(path)
    const rows = db.prepare('select ns, k, v from record').all()
    db.close()
    const inDatabase = rows.map(({ ns, k, v }) => [String(ns), String(k), JSON.parse(String(v))] as const)
    const files = await Promise.all(Object.keys(kinds).map(collectionsOf))
    const inFiles = files.flatMap((collections) =>
      Object.entries(collections).flatMap(([collection, records]) =>
        Object.entries(records).map(([id, stored]) => [collection, id, stored] as const),
      ),
    )
    const byPlace = (a: readonly [string, string, unknown], b: readonly [string, string, unknown]) =>
      `${a[0]} ${a[1]}` < `${b[0]} ${b[1]}` ? -1 : 1
    expect(inFiles.toSorted(byPlace)).toStrictEqual(inDatabase.toSorted(byPlace))
  })

  test('are each of a kind that is known', async () => {
    const files = (await readdir(directory)).filter((file) => file.endsWith('.json'))
    expect(files.toSorted()).toEqual(
      [...Object.keys(kinds), 'chat-before-the-move'].map((name) => `${name}.json`).toSorted(),
    )
  })
})

test('an installation of Slack is decrypted', async () => {
  await using temporary = await temporaryStore()
  const { store, engine } = temporary
  const { 'slack-install': installs = {} } = await collectionsOf('slack-install')
  const [[team, stored] = ['', undefined]] = Object.entries(installs)
  await engine.write([{ key: { collection: 'slack-install', id: team }, text: JSON.stringify(stored) }])
  expect(await createInstalls(store, Buffer.alloc(32, 'before the move')).find(team)).toEqual({
    team,
    teamName: 'Home',
    botToken: 'the token of before the move',
    botId: 'B1',
    botUser: 'U2',
    scopes: ['chat:write', 'files:write'],
  })
})

test('a message of the playground is shown as it was', async () => {
  await using temporary = await temporaryStore()
  const { store, engine } = temporary
  for (const [collection, records] of Object.entries(await collectionsOf('web-message')))
    for (const [id, stored] of Object.entries(records))
      await engine.write([{ key: { collection, id }, text: JSON.stringify(stored) }])
  const [said, asked, board] = await createMessageStore(store, Date.now).list({
    channel: 'theory',
    person: PersonId.parse('web:ada'),
  })
  expect(said).toMatchObject({ author: 'web:ada', text: 'Shall we read this?' })
  expect(asked).toMatchObject({ text: '/grid poll "Read in the playground" expect:Ben,Zoe' })
  const words = board?.view === undefined ? '' : textOf(board.view)
  expect(words).toContain('Read in the playground, round 1, closed: 1 vote: Cognitivist × Worst-case.')
  expect(words).toContain('Cognitivist science | 0 | 0 | 1')
})
