import { execFile } from 'node:child_process'
import { cp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { type MemoryRule, memoryRules } from './memory-rules.ts'

const root = join(import.meta.dirname, '../..')
const copied = ['src', 'adapters', 'commands', 'test', 'package.json', 'tsconfig.json', 'vitest.config.ts']

const Report = z.object({
  testResults: z.array(
    z.object({ assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })) }),
  ),
})

let directory: Awaited<ReturnType<typeof temporaryDirectory>>
beforeAll(async () => {
  directory = await temporaryDirectory()
  for (const path of copied) await cp(join(root, path), join(directory.path, path), { recursive: true })
  await symlink(join(root, 'node_modules'), join(directory.path, 'node_modules'))
})
afterAll(() => directory[Symbol.asyncDispose]())

/** The tests that fail in the copy, and how many there are. */
async function runIn(file: string): Promise<{ readonly count: number; readonly failed: readonly string[] }> {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const report = join(directory.path, 'report.json')
  const args = [vitest, 'run', file, '--reporter', 'json', '--outputFile', report]
  await new Promise((resolve) => execFile(process.execPath, args, { cwd: directory.path }, resolve))
  const { testResults } = Report.parse(JSON.parse(await readFile(report, 'utf8')))
  await rm(report)
  const all = testResults.flatMap(({ assertionResults }) => assertionResults)
  const failed = all.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName)
  return { count: all.length, failed }
}

async function failedWithout({ file, from, to, test }: MemoryRule): Promise<readonly string[]> {
  const path = join(directory.path, file)
  const before = await readFile(path, 'utf8')
  expect(before.split(from), `${file} has it once`).toHaveLength(2)
  await writeFile(
    path,
    before.replace(from, () => to),
  )
  try {
    return (await runIn(test)).failed
  } finally {
    await writeFile(path, before)
  }
}

describe('what tests say of who sees what of many polls', () => {
  const files = [...new Set(memoryRules.map(({ test }) => test))]
  test.each(files)('%s passes with all rules', async (file) => {
    const { count, failed } = await runIn(file)
    expect(failed).toEqual([])
    expect(count).toBeGreaterThan(0)
  })

  test.each(memoryRules)('fails without: $rule', async (rule) => {
    const failed = await failedWithout(rule)
    console.log(`${failed.length} fail without: ${rule.rule}`)
    expect(failed.filter((name) => name.startsWith(rule.fails))).not.toEqual([])
  })
})
