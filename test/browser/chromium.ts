import process from 'node:process'
import { describe } from 'vitest'
import { findChromium } from './find-chromium.ts'

/** Tests in a real browser, skipped where there is none. `test/prepare.ts` says so, and fails in CI. */
export const describeInBrowser: (name: string, tests: () => void) => void = describe.skipIf(
  findChromium(process.env) === undefined,
)
