import type { Platform } from '../../src/bot/platform.ts'
import { registerManifest } from './setup/register.ts'
import { readSlackSettings } from './setup/settings.ts'

/** Slack, through Bolt. */
export const slack: Platform = {
  name: 'slack',

  async open(env, house) {
    const settings = readSlackSettings(env)
    if (settings === undefined) return undefined
    // Bolt is large: whoever doesn't use it doesn't load it.
    const { openSlack } = await import('./connect.ts')
    return openSlack(settings, house)
  },

  register: async (env) => registerManifest(readSlackSettings(env), env.PUBLIC_URL),
}
