import type { Bot } from '../../src/bot/bot.ts'
import type { Platform } from '../../src/bot/platform.ts'
import { createAdapter } from './connect.ts'
import { createMessageStore } from './message-store.ts'
import { readPageFiles } from './page-files.ts'
import { createPeople } from './people.ts'
import { createRoutes } from './routes.ts'
import { readSettings } from './settings.ts'

/** The playground: a chat in the browser, and the page of each poll. */
export const web: Platform = {
  name: 'web',

  async open(env, { store, pictures }) {
    const settings = readSettings(env)
    const messages = createMessageStore(store, Date.now)
    let startedBot: Bot | undefined
    const people = createPeople(store)
    const routes = createRoutes({
      settings,
      files: await readPageFiles(),
      messages,
      people,
      pictures,
      bot() {
        if (startedBot === undefined) throw new Error('The playground was asked before it was started')
        return startedBot
      },
    })
    const port = createAdapter(messages, people, (bot) => {
      startedBot = bot
    })
    return { port, web: { path: '/', respond: async (request) => routes.fetch(request) } }
  },
}
