import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { temporaryDirectory } from '../store/temporary-directory.ts'

const root = join(import.meta.dirname, '../..')
const check = './adapters/check-node.cjs'

/** Runs the check in this Node, which says that it is another version. */
async function runAs(version: string) {
  await using directory = await temporaryDirectory()
  const disguise = join(directory.path, 'disguise.cjs')
  writeFileSync(
    disguise,
    `Object.defineProperty(process, 'versions', { value: { node: '${version}' } })
     Object.defineProperty(process, 'version', { value: 'v${version}' })`,
  )
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['-r', disguise, '-r', check, '-p', '"it runs"'],
    { cwd: root, encoding: 'utf8' },
  )
  return { status, stdout, stderr }
}

describe('where the project brings no Node', () => {
  test.each(['24.0.0', '24.21.0', '26.1.0', '100.0.0'])('the machine’s %s will do', async (version) => {
    expect(await runAs(version)).toEqual({ status: 0, stdout: 'it runs\n', stderr: '' })
  })

  test.each(['20.20.2', '23.11.1', '8.17.0'])('%s is too old, and one line says so', async (version) => {
    const { status, stdout, stderr } = await runAs(version)
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toContain(`Node.js 24 or newer, and this is v${version}`)
    expect(stderr.trimEnd()).not.toContain('\n')
  })

  test('every script asks first', () => {
    for (const [name, script] of Object.entries(manifest.scripts))
      expect(script, name).toMatch(/^node (--[\w-]+(?:=\d+)? )*(-r )?\.\/adapters\/check-node\.cjs /)
  })
})
