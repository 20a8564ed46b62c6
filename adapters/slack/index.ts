import type { Platform } from '../../src/chat/port.ts'
import { openSlack } from './connect.ts'
import { registerManifest } from './register.ts'
import { readSlackSettings } from './settings.ts'

/** Slack, through Bolt. */
export const slack: Platform = {
  name: 'slack',

  async open(env, house) {
    const settings = readSlackSettings(env)
    return settings === undefined ? undefined : openSlack(settings, house)
  },

  register: async (env) => registerManifest(readSlackSettings(env), env.PUBLIC_URL),
}
