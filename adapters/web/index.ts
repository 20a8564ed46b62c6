import type { Bot } from '../../src/bot/bot.ts'
import type { AdapterDeps, OpenedPlatform, Platform } from '../../src/bot/platform.ts'
import { type Clock, systemClock } from '../../src/time/clock.ts'
import { createChannels } from './channels.ts'
import { createAdapter } from './connect.ts'
import { filesPath } from './files-path.ts'
import { createGivenFiles, maxFileBytes } from './given-files.ts'
import { createMessageStore } from './message-store.ts'
import { createPeople } from './people.ts'
import { isLoopback, readSettings } from './settings.ts'

/** The playground: a chat in the browser, and the page of each poll. */
export const web: Platform = createPlayground(systemClock)

/** The playground by that clock. */
export function createPlayground(clock: Clock): Platform {
  return { name: 'web', isConfigured: () => true, open }

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
    const givenFiles = createGivenFiles(clock.now)

    function bot(): Bot {
      if (startedBot === undefined) throw new Error('The playground was asked before it was started')
      return startedBot
    }

    /** Most bots are on another platform, where nobody opens the playground: its page is made when the first request comes. */
    async function loadRoutes() {
      const [{ createRoutes }, { pageFiles }] = await Promise.all([
        import('./routes.ts'),
        import('./page-files.ts'),
      ])
      const files = await pageFiles()
      return createRoutes({
        ...{ settings, store, files, messages, people, channels, pictures, clock, bot },
        givenFiles,
      })
    }

    let routes: ReturnType<typeof loadRoutes> | undefined
    const port = createAdapter(messages, people, channels, givenFiles, (bot) => {
      startedBot = bot
    })
    return {
      port,
      web: {
        path: '/',
        takesFiles: { path: filesPath, maxBytes: maxFileBytes },
        async respond(request, connection) {
          routes ??= loadRoutes()
          return (await routes).fetch(request, connection)
        },
      },
    }
  }
}
