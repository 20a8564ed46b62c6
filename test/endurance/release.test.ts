import { spawnSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { temporaryDirectory } from '../store/temporary-directory.ts'

const tool = join(import.meta.dirname, '../release/release.ts')
const env = {
  PATH: process.env.PATH,
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
  npm_config_update_notifier: 'false',
}

/** A project of its own, whose checks pass or fail. */
async function createProject(folder: string) {
  const run = (file: string, ...args: readonly string[]) =>
    spawnSync(file, args, { cwd: folder, env, encoding: 'utf8' })
  const write = (name: string, text: string) => writeFile(join(folder, name), text)
  await write(
    'package.json',
    JSON.stringify({ name: 'p', version: '0.1.0', scripts: { check: 'test ! -e wrong', test: 'node -e 0' } }),
  )
  await write(
    'package-lock.json',
    JSON.stringify({ name: 'p', version: '0.1.0', lockfileVersion: 3, packages: {} }),
  )
  await write(
    'CHANGELOG.md',
    '# Changelog\n\n## Unreleased\n\n- Votes are kept.\n\n### For operators\n\n- A doctor.\n',
  )
  run('git', 'init', '--quiet')
  run('git', 'add', '--all')
  run('git', 'commit', '--quiet', '--message', 'Begin')
  return {
    write,
    read: (name: string) => readFile(join(folder, name), 'utf8'),
    git: (...args: readonly string[]) => run('git', ...args).stdout.trim(),
    release: (version: string) => run(process.execPath, tool, version),
  }
}

let directory: Awaited<ReturnType<typeof temporaryDirectory>>
let project: Awaited<ReturnType<typeof createProject>>
beforeEach(async () => {
  directory = await temporaryDirectory()
  project = await createProject(directory.path)
  return () => directory[Symbol.asyncDispose]()
})

test('a release is a commit with its version and a tag with its notes', async () => {
  const { status, stdout } = project.release('0.2.0')
  expect(status).toBe(0)
  expect(stdout).toContain('Released v0.2.0')
  expect(JSON.parse(await project.read('package.json')).version).toBe('0.2.0')
  expect(JSON.parse(await project.read('package-lock.json')).version).toBe('0.2.0')
  expect(await project.read('CHANGELOG.md')).toMatch(
    /^# Changelog\n\n## Unreleased\n\n## 0\.2\.0 · \d{4}-\d\d-\d\d\n\n- Votes are kept\.\n/,
  )
  expect(project.git('log', '-1', '--format=%s')).toBe('Release 0.2.0')
  expect(project.git('tag', '--list', '--format=%(contents)')).toBe(
    '0.2.0\n\n- Votes are kept.\n\n### For operators\n\n- A doctor.',
  )
  expect(project.git('rev-parse', 'v0.2.0^{commit}')).toBe(project.git('rev-parse', 'HEAD'))
  expect(project.git('status', '--porcelain')).toBe('')
})

test.each<[string, string, string, (() => unknown)?]>([
  ['a version that is not later', '0.1.0', 'later than 0.1.0'],
  ['a tag that exists', '0.2.0', 'The tag v0.2.0 exists.', () => project.git('tag', 'v0.2.0')],
  ['changes that are not committed', '0.2.0', 'The working tree has changes', () => project.write('a', 'b')],
  [
    'nothing to tell',
    '0.2.0',
    'nothing under Unreleased',
    async () => {
      await project.write('CHANGELOG.md', '# Changelog\n\n## Unreleased\n')
      project.git('commit', '--quiet', '--all', '--message', 'Empty')
    },
  ],
  [
    'a check that fails',
    '0.2.0',
    'Nothing was released.',
    async () => {
      await project.write('wrong', '')
      project.git('add', '--all')
      project.git('commit', '--quiet', '--message', 'Wrong')
    },
  ],
])('nothing is changed with %s', async (_, version, why, spoil) => {
  await spoil?.()
  const before = [
    project.git('rev-parse', 'HEAD'),
    project.git('tag', '--list'),
    project.git('status', '--porcelain'),
  ]
  const { status, stderr } = project.release(version)
  expect(status).toBe(1)
  expect(stderr).toContain(why)
  expect([
    project.git('rev-parse', 'HEAD'),
    project.git('tag', '--list'),
    project.git('status', '--porcelain'),
  ]).toEqual(before)
})
