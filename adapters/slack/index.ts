import type { Platform } from '../../src/bot/platform.ts'
import { readExtras, readSettings } from './setup/settings.ts'

/** Slack, through Bolt. */
export const slack: Platform = {
  name: 'slack',
  isConfigured: (env) => readSettings(env) !== undefined,

  async open(env, deps) {
    const settings = readSettings(env)
    if (settings === undefined) return undefined
    // Bolt is large, so it is loaded only if Slack is configured.
    const { createAdapter } = await import('./connect.ts')
    return createAdapter(settings, deps)
  },

  async register(env) {
    const { registerManifest } = await import('./setup/register.ts')
    return registerManifest(readSettings(env), readExtras(env), env.PUBLIC_URL || undefined)
  },

  async check(env, deps) {
    const settings = readSettings(env)
    if (settings === undefined) return []
    const { checkSlack } = await import('./setup/check.ts')
    return checkSlack(settings, env.PUBLIC_URL, deps)
  },
}
