import { App } from '@slack/bolt'
import type { Bot } from '../../src/bot/bot.ts'
import type { AdapterDeps, OpenedPlatform } from '../../src/bot/platform.ts'
import { type Clock, systemClock } from '../../src/time/clock.ts'
import { createControlStore } from '../shared/control-store.ts'
import { createConversations } from './client/conversations.ts'
import { createInstalls } from './client/installs.ts'
import { createPeople } from './client/people.ts'
import { createSlackLogger, type SlackLogger } from './client/slack-logger.ts'
import { createUnderWay } from './client/under-way.ts'
import { createManyWorkspaces, createOneWorkspace, type Workspaces } from './client/workspaces.ts'
import { createPayloads } from './format/payloads.ts'
import { createCallers } from './handling/callers.ts'
import { createForms } from './handling/forms.ts'
import { createHome } from './handling/home.ts'
import { createResponder } from './handling/respond.ts'
import { createTelling } from './handling/telling.ts'
import { createBoardPictures } from './sending/board-pictures.ts'
import { createMessages } from './sending/messages.ts'
import { createPictures } from './sending/pictures.ts'
import { createPosts } from './sending/posts.ts'
import { paths } from './setup/manifest.ts'
import type { SlackSettings } from './setup/settings.ts'
import { listen } from './transport/listen.ts'
import { createSockets } from './transport/sockets.ts'
import { createWeb } from './transport/web.ts'

const longestDrainMs = 5000

/** Slack as boards and alarms see it, and what listens to it. */
export function openSlack(
  settings: SlackSettings,
  house: AdapterDeps,
  clock: Clock = systemClock,
): OpenedPlatform {
  const { apiUrl } = settings
  const { store, log } = house
  const logger = createSlackLogger(log)
  const { workspaces, installations } = tenants(settings, house, logger)
  const underWay = createUnderWay()
  let started: Bot | undefined

  function bot(): Bot {
    if (started === undefined) throw new Error('Slack spoke before the bot was started')
    return started
  }

  const aside = createControlStore(store, 'slack')
  const payloads = createPayloads(aside)
  const posts = createPosts(store, clock)
  const pictures = createPictures({ renderer: house.pictures, store, log })
  const boardPictures = createBoardPictures(store, pictures, log)
  const people = createPeople(log)
  const callers = createCallers(people, createConversations(store))
  const telling = createTelling({ apiUrl, aside, payloads, pictures, posts, log })
  const messages = createMessages({
    workspaces,
    people,
    posts,
    payloads,
    pictures,
    boardPictures,
    log,
    underWay,
  })
  const forms = createForms({ bot, aside, telling })
  const responder = createResponder({ bot, aside, callers, forms, messages, telling })
  const home = createHome({ bot, aside, callers })

  const { transport } = settings
  const sockets =
    transport.kind === 'socket'
      ? createSockets({ appToken: transport.appToken, slackApiUrl: apiUrl, logger, log })
      : undefined
  const web = createWeb(settings, logger, installations)
  const receiver = sockets?.receivers[0] ?? web.events
  if (receiver === undefined) throw new Error('Slack has no way in')
  const app = new App({
    receiver,
    logger,
    convoStore: false,
    extendedErrorHandler: true,
    clientOptions: { slackApiUrl: apiUrl, timeout: 10_000, retryConfig: { retries: 0 } },
    async authorize({ teamId = '' }) {
      const workspace = await workspaces.find(teamId)
      if (workspace === undefined) throw new Error('The app is not installed in that workspace')
      const { team, botToken, botId, botUser } = workspace
      return { teamId: team, botToken, botId, botUserId: botUser }
    },
  })
  listen(app, { workspaces, responder, home, telling, underWay, store, log })

  return {
    port: {
      platform: 'slack',
      editEvery: 3000,

      async start(bot) {
        started = bot
        await workspaces.check()
        await sockets?.start(app)
      },
      async stop() {
        // Whoever presses while the others are being answered is answered too.
        await underWay.settled(longestDrainMs)
        underWay.close()
        await sockets?.stop()
        await underWay.settled()
      },
      isConnected: () => sockets?.isConnected() ?? started !== undefined,

      ...messages.port,
    },
    ...(web.listen !== undefined && { web: { path: paths.mount, listen: web.listen } }),
  }
}

function tenants({ tenancy, apiUrl }: SlackSettings, { store, log }: AdapterDeps, logger: SlackLogger) {
  if (tenancy.kind === 'one')
    return { workspaces: createOneWorkspace(tenancy.botToken, apiUrl, logger, log) satisfies Workspaces }
  const installs = createInstalls(store, tenancy.encryptionKey)
  return {
    workspaces: createManyWorkspaces(installs, apiUrl, logger) satisfies Workspaces,
    installations: installs.installationStore,
  }
}
