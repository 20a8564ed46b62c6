import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readSettings } from '../../adapters/web/settings.ts'
import { refusalOf } from '../refusal.ts'
import { secret } from './open-web.ts'

const root = join(import.meta.dirname, '../..')
const refusal = (env: NodeJS.ProcessEnv) => refusalOf(() => readSettings(env))

const weak = [
  ['short', 'mQ7-vexing-zephyr-4'],
  ['of few different characters', 'abcdefgabcdfegabdcfegacbdfeg'],
  ['one pattern again and again', 'swordfishswordfishswordfish'],
  ['one pattern, begun once more', 'hunter2-hunter2-hunter2-hun'],
  ['one pattern with an end of its own', 'swordfish-swordfish-Xq8'],
  ['the alphabet', 'abcdefghijklmnopqrstuvwxyz'],
  ['the alphabet in pairs', 'aabbccddeeffgghhiijjkk'],
  ['an example of the web', 'correct horse battery staple'],
  ['an example in capitals', 'Correct-Horse-Battery-Staple'],
] as const

describe('off this machine', () => {
  test.each([
    { HOST: '0.0.0.0' },
    { HOST: '192.0.2.1' },
    { HOST: '::' },
    { PUBLIC_URL: 'https://grid.example' },
  ])('%o needs a secret, and says which', (env) => {
    expect(refusal(env)).toContain('WEB_SECRET: expected at least 20 characters')
    expect(readSettings({ ...env, WEB_SECRET: secret })).toMatchObject(env)
  })

  test.each(weak)('a secret that is %s is refused without being repeated', (_, given) => {
    for (const env of [{ HOST: '0.0.0.0' }, { PUBLIC_URL: 'https://grid.example' }]) {
      const said = refusal({ ...env, WEB_SECRET: given })
      expect(said).toContain('WEB_SECRET: expected')
      expect(said).toContain('npm run secret')
      expect(said).not.toContain(given)
    }
  })

  test('a secret that stands in a document is refused', () => {
    const documents = ['README.md', '.env.example', 'SECURITY.md'].map((file) =>
      readFileSync(join(root, file), 'utf8'),
    )
    const examples = documents.flatMap((text) =>
      [...text.matchAll(/^#?\s*WEB_SECRET=(.+)$/gm)].map(([, example = '']) => example),
    )
    expect(examples).not.toEqual([])
    for (const example of examples) {
      expect(example.length).toBeGreaterThanOrEqual(20)
      expect(refusal({ HOST: '0.0.0.0', WEB_SECRET: example })).toContain('WEB_SECRET: expected')
    }
  })

  test.each(['https://grid.example', 'https://grid.example:8443/'])(
    '%s is an address that others may come by',
    (PUBLIC_URL) => {
      expect(readSettings({ PUBLIC_URL, WEB_SECRET: secret })).toMatchObject({ PUBLIC_URL })
    },
  )

  test('http is refused unless it is asked for in so many words', () => {
    const env = { PUBLIC_URL: 'http://grid.example', WEB_SECRET: secret }
    expect(refusal(env)).toContain('PUBLIC_URL: expected an address that starts with https://')
    for (const INSECURE_HTTP of ['true', '1', 'YES'])
      expect(refusal({ ...env, INSECURE_HTTP }), INSECURE_HTTP).toContain('INSECURE_HTTP: expected yes')
    expect(readSettings({ ...env, INSECURE_HTTP: 'yes' })).toMatchObject(env)
  })

  test('everything that is wrong is named at once', () => {
    const said = refusal({ HOST: '0.0.0.0', PUBLIC_URL: 'http://grid.example', WEB_SECRET: 'hunter2' })
    expect(said.split('\n').map((line) => line.split(':', 1)[0])).toEqual(['PUBLIC_URL', 'WEB_SECRET'])
  })
})

describe('on this machine', () => {
  test('no secret is needed, and a short one is refused without being repeated', () => {
    expect(readSettings({})).toMatchObject({ HOST: '127.0.0.1' })
    expect(refusal({ WEB_SECRET: 'short-secret' })).toContain('WEB_SECRET: expected at least 16 characters')
    expect(refusal({ WEB_SECRET: 'short-secret' })).not.toContain('short-secret')
  })
})

test('npm run secret prints a secret that will do, a new one each time', () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  )
  const [, ...args] = (scripts.secret ?? '').split(' ')
  const print = () => execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' }).trimEnd()
  const [one, other] = [print(), print()]
  for (const printed of [one, other])
    expect(readSettings({ HOST: '0.0.0.0', WEB_SECRET: printed })).toMatchObject({ WEB_SECRET: printed })
  expect(one).not.toBe(other)
})
