import process from 'node:process'
import { type Browser, chromium } from 'playwright-core'
import { findChromium, installChromium } from './find-chromium.ts'

/** Chromium as the system has it, without what it would do on the network by itself. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium(process.env)
  if (executablePath === undefined) throw new Error(`There is no Chromium: ${installChromium}`)
  return chromium.launch({
    executablePath,
    timeout: 0,
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
