import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome']

/** How Chromium is installed, for whoever has none. */
export const installChromium = 'apt-get install chromium'

/**
 * The Chromium of this machine: `CHROMIUM_PATH`, or the first that is found on the `PATH`.
 *
 * @returns `undefined` if there is none.
 */
export function findChromium({ CHROMIUM_PATH, PATH = '' }: NodeJS.ProcessEnv): string | undefined {
  if (CHROMIUM_PATH !== undefined && CHROMIUM_PATH !== '')
    return existsSync(CHROMIUM_PATH) ? CHROMIUM_PATH : undefined
  return names.flatMap((name) => PATH.split(delimiter).map((folder) => join(folder, name))).find(existsSync)
}
