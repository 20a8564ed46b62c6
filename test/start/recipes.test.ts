import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const run = promisify(execFile)

test.each([
  { file: 'compose.yaml', linter: 'dclint', args: ['--max-warnings', '0'] },
  { file: 'Dockerfile', linter: 'dockerfile-utils', args: ['lint'] },
])('its linter finds nothing in the $file', async ({ file, linter, args }) => {
  const bin = join(root, 'node_modules', '.bin', linter)
  const { stdout } = await run(process.execPath, [bin, ...args, file], { cwd: root })
  expect(stdout.trim()).toBe('')
})
