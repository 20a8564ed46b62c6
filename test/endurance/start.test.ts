import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readSettings as readWebSettings } from '../../adapters/web/settings.ts'
import { readConfig } from '../../src/config.ts'
import { startDiscord } from '../platforms/discord/loopback.ts'
import { token as discordToken } from '../platforms/discord/world.ts'
import { startSlack } from '../platforms/slack/loopback.ts'
import { refusalOf } from '../refusal.ts'
import { startCruxgrid } from '../running.ts'
import { settingsFor } from '../slack/open-slack.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'

const root = join(import.meta.dirname, '..', '..')

function startWith(env: Readonly<Record<string, string>>) {
  const { status, stderr, stdout } = spawnSync(process.execPath, ['adapters/start.ts'], {
    cwd: root,
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, ...env },
    encoding: 'utf8',
  })
  return { status, said: stderr + stdout }
}

describe('a wrong setting', () => {
  test.each([
    ['PORT', 'eighty', 'PORT: expected a port number from 0 to 65535'],
    ['PORT', '70000', 'PORT: expected a port number from 0 to 65535'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL: expected trace, debug, info, warn, error, fatal or silent'],
    ['LIMITS', 'none', 'LIMITS: expected on or off'],
    ['CONTACT', 'hunter2\nhunter2', 'CONTACT: expected one line of at most 200 characters'],
    ['CONTACT', 'hunter2'.padEnd(201, '.'), 'CONTACT: expected one line of at most 200 characters'],
    [
      'DATABASE_URL',
      'mysql://root:hunter2@x',
      'DATABASE_URL: expected a database address, for example sqlite:data/cruxgrid.db, postgres://bot:secret@localhost/cruxgrid or redis://localhost.',
    ],
    ['DATABASE_POOL_SIZE', 'hunter2', 'DATABASE_POOL_SIZE: expected a number of connections'],
    ['DATABASE_POOL_SIZE', '0', 'DATABASE_POOL_SIZE: expected at least 1'],
    ['SHUTDOWN_GRACE_MS', '-1', 'SHUTDOWN_GRACE_MS: expected at least 0'],
    ['WEB_SECRET', 'hunter2', 'WEB_SECRET: expected at least 16 characters'],
    ['PUBLIC_URL', 'ftp://x', 'PUBLIC_URL: expected an address that starts with https://'],
    ['HOST', '0.0.0.0', 'WEB_SECRET: expected at least 20 characters'],
  ])('%s=%s is named with what was expected, and never with its value', (name, value, line) => {
    const read = () => {
      const env = { DATABASE_URL: 'sqlite:/nonexistent/x.db', [name]: value }
      readConfig(env)
      readWebSettings(env)
    }
    const said = refusalOf(read)
    expect(said).toContain(line)
    expect(said).not.toContain('hunter2')
  })

  test('is named together with every other one, and nothing starts', () => {
    const { said, status } = startWith({
      LOG_LEVEL: 'loud',
      SHUTDOWN_GRACE_MS: 'x',
      DATABASE_URL: 'mysql://root:hunter2@x',
    })
    for (const name of ['LOG_LEVEL:', 'SHUTDOWN_GRACE_MS:', 'DATABASE_URL:']) expect(said).toContain(name)
    expect(said).not.toContain('hunter2')
    expect(said).not.toContain('    at ')
    expect(status).toBe(1)
  })
})

describe('a database server that is not there', () => {
  test.each([
    ['postgres://bot:hunter2@127.0.0.1:1/cruxgrid', 'postgres://127.0.0.1:1/cruxgrid'],
    ['rediss://bot:hunter2@127.0.0.1:1', 'rediss://127.0.0.1:1'],
    ['valkey://bot:hunter2@127.0.0.1:1', 'redis://127.0.0.1:1'],
  ])('at %s is named without the password, and nothing starts', (url, where) => {
    const { said, status } = startWith({
      DATABASE_URL: url,
      ANONYMITY_KEY: randomBytes(32).toString('base64'),
      PORT: '0',
    })
    expect(said).toContain(`I can't use the database ${where} (`)
    expect(said).toContain('ECONNREFUSED')
    expect(said).not.toContain('hunter2')
    expect(said).not.toContain('    at ')
    expect(status).toBe(1)
  })
})

describe('LIMITS=off is refused', () => {
  /** What is said when it can't start; it ends what did start. */
  async function refusalWith(env: Readonly<Record<string, string>>): Promise<string> {
    await using directory = await temporaryDirectory()
    try {
      const cruxgrid = await startCruxgrid(join(directory.path, 'a.db'), { ...env, LIMITS: 'off' })
      await cruxgrid.end('SIGTERM')
      return 'It started.'
    } catch (fault) {
      return String(fault)
    }
  }

  test('with Discord', async () => {
    const discord = await startDiscord()
    const said = await refusalWith({ DISCORD_TOKEN: discordToken, DISCORD_API_URL: discord.api })
    await discord.close()
    expect(said).toContain('LIMITS can only be off without Discord and Slack.')
    expect(said).not.toContain(discordToken)
  })

  test('with Slack', async () => {
    const slack = await startSlack()
    const said = await refusalWith(settingsFor(slack, 'socket'))
    await slack.close()
    expect(said).toContain('LIMITS can only be off without Discord and Slack.')
    expect(said).not.toContain(slack.appToken)
  })
})

describe('starting and stopping', () => {
  test('a port that is taken is named', async () => {
    await using directory = await temporaryDirectory()
    const first = await startCruxgrid(join(directory.path, 'a.db'))
    const { status, said } = startWith({
      PORT: new URL(first.address).port,
      DATABASE_URL: `sqlite:${join(directory.path, 'b.db')}`,
    })
    await first.end('SIGTERM')
    expect(said).toContain('is already in use.')
    expect(status).toBe(1)
  })

  test('help names whom the operator says to write to', async () => {
    await using directory = await temporaryDirectory()
    const env = { CONTACT: ' privacy@example.org ' }
    const cruxgrid = await startCruxgrid(join(directory.path, 'a.db'), env)
    const reply = await cruxgrid.say({ person: 'web:ada', channel: 'general' }, '/grid help')
    await cruxgrid.end('SIGTERM')
    expect(JSON.stringify(reply)).toContain('Questions about your data: privacy@example.org')
  })

  test('SIGTERM ends it cleanly, with a reader still listening', async () => {
    await using directory = await temporaryDirectory()
    const cruxgrid = await startCruxgrid(join(directory.path, 'a.db'))
    const events = await fetch(`${cruxgrid.address}/api/events?person=web:ada`)
    expect(events.status).toBe(200)
    expect(await cruxgrid.end('SIGTERM')).toBe(0)
  })
})
