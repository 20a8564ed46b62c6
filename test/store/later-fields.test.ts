import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { heldSession } from '../reading/held-session.ts'
import { startTestBot, wordsOf } from '../test-bot.ts'
import { kinds } from './record-kinds.ts'
import { temporaryDirectory } from './temporary-directory.ts'

const Stored = z.record(z.string(), z.record(z.string(), z.object({ value: z.unknown() })))

/** Objects whose keys are people, options or values: a later version adds no fields to these. */
const maps: ReadonlySet<string> = new Set(['args', 'values', 'reminded', 'comingBy'])

/** What a later version might store: every object has a field that this one doesn't know. */
function withLater(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => withLater(one))
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).map(([key, one]) => [key, withLater(one, key)] as const)
  return { ...Object.fromEntries(fields), ...(!maps.has(name) && { fromLater: { v: 9 } }) }
}

/** Without those fields, which opaque parts keep. */
const asKnown = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, one: unknown) => (key === 'fromLater' ? undefined : one)))

test.each(Object.entries(kinds))(
  'of a stored %s with fields of a later version what is known is read',
  async (file, kind) => {
    const text = await readFile(join(import.meta.dirname, 'records', `${file}.json`), 'utf8')
    for (const records of Object.values(Stored.parse(JSON.parse(text))))
      for (const { value } of Object.values(records))
        expect(asKnown(z.parse(kind.schema, withLater(value)))).toEqual(asKnown(z.parse(kind.schema, value)))
  },
)

/** Gives every record of a database fields of a later version. @returns how many there are. */
function addLater(database: string): number {
  const db = new DatabaseSync(database)
  const rows = db.prepare('select ns, k, v from record').all()
  const write = db.prepare('update record set v = ? where ns = ? and k = ?')
  for (const { ns = '', k = '', v } of rows) {
    const { value, ...rest } = z.looseObject({ value: z.unknown() }).parse(JSON.parse(String(v)))
    write.run(JSON.stringify({ ...rest, value: withLater(value) }), ns, k)
  }
  db.close()
  return rows.length
}

test('a group whose every record has fields of a later version goes on as it was', async () => {
  await using directory = await temporaryDirectory()
  const database = join(directory.path, 'later.db')
  const sayings = ['reading history', 'reading list', 'reading next', 'reading questions', 'my-data']
  const at = '2026-11-26T18:00:00Z'
  const seenBy = async (ben: { type: (words: string) => Promise<Parameters<typeof wordsOf>[0]> }) => {
    const seen: string[] = []
    for (const words of sayings) seen.push(wordsOf(await ben.type(words)))
    return seen
  }
  const before = await (async () => {
    await using held = await heldSession({
      database,
      before: async ({ ada }) => {
        await ada.type('reading schedule where:Room 4.12 roles:skeptic')
        await ada.type('reading schedule extra:"2026-12-28T18:30"')
      },
    })
    const { ada, ben, recap, goTo } = held
    await ben.press(recap, 'Worth it')
    await ada.type('reading attach https://example.org/talk as:recording')
    await ada.type('reading add Another one why:it is next')
    await goTo(at)
    await ben.type('reading ask Is it new?')
    return await seenBy(ben)
  })()
  expect(before.join()).toContain('Is it new?')
  expect(addLater(database)).toBeGreaterThan(40)
  await using table = await startTestBot({ database, at })
  expect(await seenBy(table.as('Ben'))).toEqual(before)
  expect(table.logged).toEqual([])
})
