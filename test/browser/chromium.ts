import { existsSync } from 'node:fs'
import process from 'node:process'
import { describe } from 'vitest'
import { executablePath } from './launch.ts'

/** Tests in a real browser. Where there is none they are skipped and say how to get it; in CI they fail. */
export function describeInBrowser(name: string, tests: () => void): void {
  if (existsSync(executablePath) || process.env.CI === 'true') describe(name, tests)
  else describe.skip(`${name} (to run it: apt-get install chromium)`, tests)
}
