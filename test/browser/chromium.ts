import { existsSync } from 'node:fs'
import process from 'node:process'
import { type Browser, chromium } from 'playwright-core'
import { describe } from 'vitest'

const executablePath = '/usr/bin/chromium'

/** Tests in a real browser. Where there is none they are skipped and say how to get it; in CI they fail. */
export function describeInBrowser(name: string, tests: () => void): void {
  if (existsSync(executablePath) || process.env.CI === 'true') describe(name, tests)
  else describe.skip(`${name} (to run it: apt-get install chromium)`, tests)
}

/** Chromium as the system has it, without what it would do on the network by itself. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
