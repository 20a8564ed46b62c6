import { type Browser, chromium } from 'playwright-core'

export const executablePath = '/usr/bin/chromium'

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
