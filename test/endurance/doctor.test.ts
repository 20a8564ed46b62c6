import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
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
