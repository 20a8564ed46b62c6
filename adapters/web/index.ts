import type { Bot } from '../../src/bot/bot.ts'
import type { Platform } from '../../src/bot/platform.ts'
import { createPort } from './connect.ts'
import { createMessages } from './messages.ts'
import { readPageFiles } from './page-files.ts'
import { createPeople } from './people.ts'
import { createRoutes } from './respond.ts'
import { readWebSettings } from './settings.ts'

/** The playground: a chat in the browser, and the page of each poll. */
export const web: Platform = {
  name: 'web',

  async open(env, { store, pictures }) {
    const settings = readWebSettings(env)
    const messages = createMessages(store, Date.now)
    let started: Bot | undefined
    const people = createPeople(store)
    const routes = createRoutes({
      settings,
      files: await readPageFiles(),
      messages,
      people,
      pictures,
      bot() {
        if (started === undefined) throw new Error('The playground was asked before it was started')
        return started
      },
    })
    const port = createPort(messages, people, (bot) => {
      started = bot
    })
    return { port, web: { path: '/', respond: async (request) => routes.fetch(request) } }
  },
}
