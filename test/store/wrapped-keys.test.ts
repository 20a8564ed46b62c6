import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createKeysTool } from '../../adapters/cli/keys.ts'
import { runTool } from '../../adapters/cli/tool.ts'
import { UserError } from '../../src/chat/user-error.ts'
import { readConfig, toAnonymityKeys } from '../../src/config.ts'
import { openStore } from '../../src/store/store.ts'
import { createOuterKey } from '../../src/store/wrapped-keys.ts'
import { rowsOf } from './rows.ts'
import { temporaryDirectory } from './temporary-directory.ts'

const [first, second] = [createOuterKey(), createOuterKey()]

async function withDatabase() {
  const directory = await temporaryDirectory()
  const database = join(directory.path, 'wrapped.db')
  return {
    database,
    open: (anonymityKey?: string) =>
      openStore(`sqlite:${database}`, {
        anonymityKeys: toAnonymityKeys(readConfig({ ANONYMITY_KEY: anonymityKey })),
      }),
    async run(args: readonly string[], anonymityKey?: string) {
      const lines: string[] = []
      const print = (line: string) => lines.push(line)
      const env = { DATABASE_URL: `sqlite:${database}`, ANONYMITY_KEY: anonymityKey }
      const code = await runTool(createKeysTool(env), args, { out: print, err: print })
      return { code, printed: lines.join('\n') }
    },
    [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose](),
  }
}

describe('with ANONYMITY_KEY, the keys of polls', () => {
  test('are the same for every process, are nowhere in the database as they are, and go for good', async () => {
    await using table = await withDatabase()
    const [one, other] = [await table.open(first), await table.open(first)]
    const made = await one.keys.create('p_0000000001')
    expect(made.export()).toHaveLength(32)
    expect((await other.keys.create('p_0000000001')).equals(made)).toBe(true)
    expect((await other.keys.get('p_0000000001'))?.equals(made)).toBe(true)
    await other.keys.create('p_0000000002', randomBytes(32))
    expect((await one.keys.names()).toSorted()).toEqual(['p_0000000001', 'p_0000000002'])
    const rows = rowsOf(table.database).join('\n')
    for (const form of ['base64url', 'base64', 'hex'] as const)
      expect(rows).not.toContain(made.export().toString(form))
    expect(rows).not.toContain(first)
    expect(existsSync(`${table.database.replace(/\.db$/, '')}.keys`)).toBe(false)
    await one.keys.remove(['p_0000000001'])
    expect(await other.keys.get('p_0000000001')).toBeUndefined()
    await Promise.all([one.close(), other.close()])
  })

  test('each belong to their name: one that is put under another is no key', async () => {
    await using table = await withDatabase()
    const store = await table.open(first)
    await store.keys.create('p_0000000001')
    const [text] = rowsOf(table.database).filter((row) => row.startsWith('key p_0000000001'))
    await store.keys.create('p_0000000002')
    await store.mendText({ collection: 'key', id: 'p_0000000002' }, () => text?.slice(text.indexOf('{')))
    await expect(store.keys.get('p_0000000002')).rejects.toThrow(/authenticate/)
    await store.close()
  })

  test('move there from the key file', async () => {
    await using table = await withDatabase()
    const before = await table.open()
    const made = await before.keys.create('p_0000000001')
    await before.close()
    const after = await table.open(first)
    expect((await after.keys.get('p_0000000001'))?.equals(made)).toBe(true)
    expect(readFileSync(`${table.database.replace(/\.db$/, '')}.keys`, 'utf8')).not.toContain('p_0000000001')
    await after.close()
  })

  test('are wrapped with a new key by `npm run keys -- rotate`, and the old one is needed until then', async () => {
    await using table = await withDatabase()
    const before = await table.open(first)
    const made = await before.keys.create('p_0000000001')
    await before.close()
    await expect(table.open(second)).rejects.toMatchObject({
      happened: "The keys of anonymous polls are wrapped with a key that ANONYMITY_KEY doesn't hold.",
    })
    const meanwhile = await table.open(`${second},${first}`)
    expect((await meanwhile.keys.get('p_0000000001'))?.equals(made)).toBe(true)
    const outdated = await table.open(first)
    await meanwhile.keys.create('p_0000000002')
    // A voter can't mend it: it is a fault, not a refusal.
    await expect(outdated.keys.get('p_0000000002')).rejects.not.toBeInstanceOf(UserError)
    await outdated.close()
    expect(await table.run(['rotate'], `${second}, ${first}`)).toEqual({
      code: 0,
      printed: expect.stringContaining('1 key wrapped anew.'),
    })
    await meanwhile.close()
    const after = await table.open(second)
    expect((await after.keys.get('p_0000000001'))?.equals(made)).toBe(true)
    await after.close()
    await expect(table.open(first)).rejects.toThrow()
  })
})

test('`npm run keys -- new` prints a key that a server’s database can be used with, and without one it can’t', async () => {
  await using table = await withDatabase()
  const { code, printed } = await table.run(['new'])
  expect(code).toBe(0)
  const config = readConfig({ DATABASE_URL: 'postgres://bot@localhost/cruxgrid', ANONYMITY_KEY: printed })
  expect(toAnonymityKeys(config)?.[0]).toHaveLength(32)
  expect(() => toAnonymityKeys(readConfig({ DATABASE_URL: 'postgres://bot@localhost/cruxgrid' }))).toThrow(
    /ANONYMITY_KEY: needed/,
  )
  expect(() => readConfig({ ANONYMITY_KEY: 'too short' })).toThrow(/ANONYMITY_KEY: expected 32 bytes/)
  expect(await table.run(['rotate'])).toEqual({
    code: 1,
    printed: expect.stringContaining('ANONYMITY_KEY is not set'),
  })
  expect((await table.run([])).code).toBe(1)
})
