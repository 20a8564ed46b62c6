import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { examine, openInstallation } from '../cli/open-installation.ts'
import { findPostgres } from '../engines/find-servers.ts'
import { startPostgres } from '../engines/postgres-server.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'

const tool = join(import.meta.dirname, '../../adapters/cli/doctor.ts')

/** The doctor as npm starts it, in a folder without settings. */
async function runDoctor(folder: string, env: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const child = spawn(process.execPath, [tool, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, PAPERS_OFFLINE: 'true', ...env },
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { out, err, code }
}

test('before the first start without any setting, nothing is called wrong but what the disk says', async () => {
  await using directory = await temporaryDirectory()
  const { out, err, code } = await runDoctor(directory.path, {})
  expect(err).toBe('')
  const faults = out.split('\n').filter((line) => line.startsWith('fault'))
  // The folder of a test may be in memory, and the disk of a machine full.
  expect(faults.filter((line) => !/Durability|Free disk/.test(line))).toEqual([])
  expect(code).toBe(faults.length === 0 ? 0 : 1)
})

test('a platform that is set up wrongly is a fault, and the exit code 1', async () => {
  await using directory = await temporaryDirectory()
  const { out, err, code } = await runDoctor(directory.path, { SLACK_BOT_TOKEN: 'xoxb-1' })
  expect(err).toBe('')
  expect(out).toContain('fault  Slack: SLACK_APP_TOKEN is missing: set it, or SLACK_SIGNING_SECRET')
  expect(code).toBe(1)
})

test('a word that it doesn’t know is refused with its usage', async () => {
  await using directory = await temporaryDirectory()
  const { err, code } = await runDoctor(directory.path, {}, '--fix')
  expect(err).toContain('Usage: npm run doctor [-- --json]')
  expect(code).toBe(1)
})

test.skipIf(findPostgres(process.env) === undefined)(
  'on a server: its clock, and whether it can lose votes',
  async () => {
    await using house = await openInstallation()
    const { asked } = house
    const healthy = asked.deps
    asked.env.ANONYMITY_KEY = randomBytes(32).toString('base64')
    const examineOn = async (url: string) => {
      asked.env.DATABASE_URL = url
      const { code, out } = await examine(house)
      expect(code).toBe(1)
      return out.filter(
        (line) => line.startsWith('fault') && /Clock and the database|[Dd]urab|fsync/.test(line),
      )
    }
    await using lasting = await startPostgres({ isDurable: true })
    asked.deps = { ...asked.deps, machine: { ...asked.deps.machine, now: () => Date.now() - 120_000 } }
    const [clock, ...others] = await examineOn(lasting.url)
    expect(others).toEqual([])
    expect(clock).toMatch(
      /Clock and the database: This machine's clock is 1[12]\d s behind .*timedatectl set-ntp true/,
    )
    asked.deps = healthy
    await using losing = await startPostgres()
    const [durability, ...more] = await examineOn(losing.url)
    expect(more).toEqual([])
    expect(durability).toMatch(/[Dd]urab|fsync/)
  },
)
