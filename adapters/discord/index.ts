import type { Platform } from '../../src/bot/platform.ts'
import { readDiscordSettings } from './setup/settings.ts'

/** Discord, through discord.js. */
export const discord: Platform = {
  name: 'discord',

  async open(env, house) {
    const { DISCORD_TOKEN, ...settings } = readDiscordSettings(env)
    if (DISCORD_TOKEN === undefined) return undefined
    // discord.js is large: whoever doesn't use it doesn't load it.
    const { createPort } = await import('./connect.ts')
    return { port: createPort({ ...settings, DISCORD_TOKEN }, house, Date.now) }
  },

  async register(env, commands) {
    const settings = readDiscordSettings(env)
    if (settings.DISCORD_TOKEN === undefined) return undefined
    const { registerCommands } = await import('./setup/register.ts')
    return registerCommands(settings, commands)
  },
}
