import process from 'node:process'
import { findChromium, installChromium } from './browser/find-chromium.ts'

/**
 * Looks for what tests need beside Node, before the first of them runs. What is missing is named with the command that
 * installs it, its tests are skipped, and it is named again in the last line of the run.
 *
 * @throws Error with `CI=true`, where nothing may be missing.
 */
export default function prepare() {
  if (findChromium(process.env) !== undefined) return undefined
  if (process.env.CI === 'true')
    throw new Error(`The browser tests need Chromium, and CI skips nothing: ${installChromium}`)
  console.log(`No Chromium, so the browser tests are skipped. To run them: ${installChromium}`)
  return () => console.log(`browser: skipped, no Chromium: ${installChromium}`)
}
