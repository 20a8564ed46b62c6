import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'

const adapters = join(import.meta.dirname, '../../adapters')

/** docs/architecture.md, section 7: for each file, the beginning of the name of a function that it exports, or an object. */
const table: Readonly<Record<string, string | { readonly name: string; readonly schema: z.ZodType }>> = {
  'connect.ts': 'createAdapter',
  'handling/read.ts': 'read',
  'handling/respond.ts': 'respond',
  'handling/form.ts': 'toModal',
  'format/write.ts': 'toMessage',
  'format/text.ts': 'to',
  'format/limits.ts': { name: 'limits', schema: z.record(z.string(), z.number().positive()) },
  'format/labels.ts': { name: 'labels', schema: z.record(z.string(), z.unknown()) },
  'setup/settings.ts': 'readSettings',
  'setup/register.ts': 'register',
}

describe.each(['discord', 'slack', 'web'])('the adapter %s', (platform) => {
  test('exports its platform, under the name of its folder', async () => {
    const { [platform]: exported } = await load(platform, 'index.ts')
    expect(exported).toMatchObject({ name: platform, open: expect.any(Function) })
  })
})

describe.each(['discord', 'slack'])('the adapter %s', (platform) => {
  test.each(Object.keys(table))('has %s with its exports', async (file) => {
    expectExports(await load(platform, file), file)
  })
})

describe('the playground, in one folder because it is small,', () => {
  test.each([
    'connect.ts',
    'handling/read.ts',
    'handling/respond.ts',
    'format/labels.ts',
    'setup/settings.ts',
  ])('has %s with its exports', async (file) => {
    expectExports(await load('web', basename(file)), file)
  })
})

type Exports = Readonly<Record<string, unknown>>

const load = async (platform: string, file: string): Promise<Exports> =>
  import(join(adapters, platform, file))

function expectExports(exported: Exports, file: string): void {
  const expected = table[file] ?? ''
  if (typeof expected === 'string') expect(functionsOf(exported)).toContainEqual(startingWith(expected))
  else expect(() => expected.schema.parse(exported[expected.name])).not.toThrow()
}

const functionsOf = (exported: Exports): readonly string[] =>
  Object.keys(exported).filter((name) => typeof exported[name] === 'function')

const startingWith = (prefix: string) => expect.stringMatching(new RegExp(`^${prefix}`))
