import type { Platform } from '../../src/chat/port.ts'
import { createPort } from './connect.ts'
import { registerCommands } from './register.ts'
import { readDiscordSettings } from './settings.ts'

/** Discord, through discord.js. */
export const discord: Platform = {
  name: 'discord',

  async open(env, house) {
    const { DISCORD_TOKEN, ...settings } = readDiscordSettings(env)
    return DISCORD_TOKEN === undefined
      ? undefined
      : { port: createPort({ ...settings, DISCORD_TOKEN }, house) }
  },

  async register(env, commands) {
    const settings = readDiscordSettings(env)
    return settings.DISCORD_TOKEN === undefined ? undefined : registerCommands(settings, commands)
  },
}
