import { chmod } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { repeats } from '../repeats.ts'
import { examine, type Installation, openInstallation } from './open-installation.ts'
import { planted } from './planted-faults.ts'

/** Each takes a Discord and a Slack of its own. */
const some = repeats(
  planted.filter((_, at) => at % 4 === 0),
  planted,
)

const linesOf = (out: readonly string[], ...kinds: readonly string[]) =>
  out.filter((line) => kinds.some((kind) => line.startsWith(`${kind} `)))

describe('npm run doctor', () => {
  test('a healthy installation has no fault, and nothing to fix', async () => {
    await using house = await openInstallation()
    const { code, out } = await examine(house)
    expect(linesOf(out, 'fault', 'note')).toEqual([])
    expect(out.at(-1)).toBe('No faults.')
    expect(code).toBe(0)
    expect(house.discord.violations).toEqual([])
    expect(house.slack.violations).toEqual([])
  })

  test.each(some)('%s: one line says what, and how to fix it', async (_, plant, about, fix) => {
    await using house = await openInstallation()
    await plant(house)
    const { code, out } = await examine(house)
    const lines = linesOf(out, 'fault').filter((line) => about.test(line))
    expect(lines, out.join('\n')).toHaveLength(1)
    expect(lines[0]).toMatch(fix)
    expect(code).toBe(1)
    for (const secret of secretsOf(house)) expect(out.join('\n')).not.toContain(secret)
  })

  test('with --json it is one object', async () => {
    await using house = await openInstallation()
    await chmod(house.asked.deps.envFile, 0o644)
    const { code, out } = await examine(house, ['--json'])
    expect(code).toBe(1)
    const { faults, findings } = JSON.parse(out.join('\n'))
    expect(faults).toBe(1)
    expect(findings).toContainEqual({
      kind: 'fault',
      about: 'File modes',
      what: expect.stringContaining('can read'),
      why: 'It holds every token and secret.',
      fix: `chmod 600 ${house.asked.deps.envFile}`,
    })
  })

  test('it changes nothing in the database, on Discord or on Slack', async () => {
    await using house = await openInstallation()
    const before = house.discord.rest.requests.length
    await examine(house)
    const made = house.discord.rest.requests.slice(before).map(({ method }) => method)
    expect(new Set(made)).toEqual(new Set(['GET']))
    expect(new Set(house.slack.requests.map(({ method }) => method))).toEqual(
      new Set(['apps.connections.open', 'auth.test', 'conversations.info']),
    )
  })
})

function secretsOf({ asked }: Installation): readonly string[] {
  const names = Object.keys(asked.env).filter((name) => /TOKEN|SECRET|KEY/.test(name))
  return names.map((name) => asked.env[name] ?? '').filter((secret) => secret !== '')
}
