import type { Bot } from '../../src/bot/bot.ts'
import type { AdapterDeps, OpenedPlatform, Platform } from '../../src/bot/platform.ts'
import { type Clock, systemClock } from '../../src/time/clock.ts'
import { createChannels } from './channels.ts'
import { createAdapter } from './connect.ts'
import { createMessageStore } from './message-store.ts'
import { pageFiles } from './page-files.ts'
import { createPeople } from './people.ts'
import { createRoutes } from './routes.ts'
import { isLoopback, readSettings } from './settings.ts'

/** The playground: a chat in the browser, and the page of each poll. */
export const web: Platform = createPlayground(systemClock)

/** The playground by that clock. */
export function createPlayground(clock: Clock): Platform {
  return { name: 'web', open }

  async function open(
    env: NodeJS.ProcessEnv,
    { store, log, pictures }: AdapterDeps,
  ): Promise<OpenedPlatform> {
    const settings = readSettings(env)
    if (!isLoopback(settings.HOST) && settings.PUBLIC_URL === undefined)
      log.warn(
        'HOST allows other machines to connect, but the playground is served only under the host name of PUBLIC_URL',
      )
    const messages = createMessageStore(store, clock.now)
    let startedBot: Bot | undefined
    const people = createPeople(store)
    const channels = createChannels(store, people, clock.now)
    const routes = createRoutes({
      settings,
      store,
      files: await pageFiles(),
      messages,
      people,
      channels,
      pictures,
      clock,
      bot() {
        if (startedBot === undefined) throw new Error('The playground was asked before it was started')
        return startedBot
      },
    })
    const port = createAdapter(messages, people, channels, (bot) => {
      startedBot = bot
    })
    return {
      port,
      web: { path: '/', respond: async (request, connection) => routes.fetch(request, connection) },
    }
  }
}
