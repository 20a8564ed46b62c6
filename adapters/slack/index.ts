import type { Platform } from '../../src/bot/platform.ts'
import { registerManifest } from './setup/register.ts'
import { readExtras, readSettings } from './setup/settings.ts'

/** Slack, through Bolt. */
export const slack: Platform = {
  name: 'slack',

  async open(env, deps) {
    const settings = readSettings(env)
    if (settings === undefined) return undefined
    // Bolt is large, so it is loaded only if Slack is configured.
    const { createAdapter } = await import('./connect.ts')
    return createAdapter(settings, deps)
  },

  register: async (env) => registerManifest(readSettings(env), readExtras(env), env.PUBLIC_URL),
}
