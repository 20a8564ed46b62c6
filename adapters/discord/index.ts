import type { Platform } from '../../src/bot/platform.ts'
import { readSettings } from './setup/settings.ts'

/** Discord, through discord.js. */
export const discord: Platform = {
  name: 'discord',
  isConfigured: (env) => readSettings(env).DISCORD_TOKEN !== undefined,

  async open(env, deps) {
    const { DISCORD_TOKEN, ...settings } = readSettings(env)
    if (DISCORD_TOKEN === undefined) return undefined
    // discord.js is large, so it is only loaded if Discord is configured.
    const { createAdapter } = await import('./connect.ts')
    return { port: createAdapter({ ...settings, DISCORD_TOKEN }, deps) }
  },

  async register(env, commands) {
    const settings = readSettings(env)
    if (settings.DISCORD_TOKEN === undefined) return undefined
    const { registerCommands } = await import('./setup/register.ts')
    return registerCommands(settings, commands)
  },

  async check(env, deps) {
    const { DISCORD_TOKEN, ...settings } = readSettings(env)
    if (DISCORD_TOKEN === undefined) return []
    const { checkDiscord } = await import('./setup/check.ts')
    return checkDiscord({ ...settings, DISCORD_TOKEN }, deps)
  },
}
