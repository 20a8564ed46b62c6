import { App, webApi } from '@slack/bolt'
import type { Bot, Membership } from '../../src/bot/bot.ts'
import type { AdapterDeps, OpenedPlatform } from '../../src/bot/platform.ts'
import type { Logger } from '../../src/log.ts'
import { type Clock, systemClock } from '../../src/time/clock.ts'
import { createAcknowledger } from '../shared/acknowledge.ts'
import { createControlStore } from '../shared/control-store.ts'
import { createInFlight } from '../shared/in-flight.ts'
import { createLacks } from '../shared/lacks.ts'
import { encryptOlderForms } from '../shared/older-forms.ts'
import { createRequests } from '../shared/requests.ts'
import { product } from '../shared/user-agent.ts'
import { createAccounts } from './client/accounts.ts'
import { createConversations } from './client/conversations.ts'
import { toJoinedSpace, toSpaceId, toTeamId } from './client/ids.ts'
import { createInstalls } from './client/installs.ts'
import { createMemberships } from './client/memberships.ts'
import { createOptionalFeatures } from './client/optional-features.ts'
import { createProfiles } from './client/profiles.ts'
import { createSlackLogger } from './client/slack-logger.ts'
import { createStandings } from './client/standings.ts'
import { createUserGroups } from './client/user-groups.ts'
import type { Calling } from './client/workspace.ts'
import { createManyWorkspaces, createOneWorkspace, type Workspaces } from './client/workspaces.ts'
import { createErasure } from './erase.ts'
import { createPayloads } from './format/payloads.ts'
import { createRefusedBlocks } from './format/refused-blocks.ts'
import { createGivenFiles } from './handling/given-files.ts'
import { createHome } from './handling/home.ts'
import { createLookedAt } from './handling/looked-at.ts'
import { createFormOpener } from './handling/open-form.ts'
import { createPrivateReplies } from './handling/private-replies.ts'
import { createPrompts } from './handling/prompts.ts'
import { createCallerReader } from './handling/read-caller.ts'
import { createReceipts } from './handling/receipts.ts'
import { createBoardPictures } from './sending/board-pictures.ts'
import { createFilesBelow } from './sending/files-below.ts'
import { createMessages } from './sending/messages.ts'
import { createPictures } from './sending/pictures.ts'
import { createPosts } from './sending/posts.ts'
import { paths } from './setup/manifest.ts'
import type { SlackSettings } from './setup/settings.ts'
import { listen } from './transport/listen.ts'
import { createSockets } from './transport/sockets.ts'
import { createSlackWeb } from './transport/web.ts'

/** Connects to Slack and puts the adapter together. */
export function createAdapter(
  settings: SlackSettings,
  deps: AdapterDeps,
  clock: Clock = systemClock,
): OpenedPlatform {
  const { apiUrl, transport } = settings
  const { store, log, metrics } = deps
  const logger = createSlackLogger(log)
  const { workspaces, installations } = createWorkspaces(
    settings,
    deps,
    { logger, log, clock, metrics },
    () => startedBot?.membership,
  )
  const inFlight = createInFlight(log)
  let startedBot: Bot | undefined

  function bot(): Bot {
    if (startedBot === undefined) throw new Error('received an event from Slack before the bot was started')
    return startedBot
  }

  const controlStore = createControlStore(store, 'slack')
  const requests = createRequests(store, 'slack', clock.now)
  const refusedBlocks = createRefusedBlocks(clock.now, log)
  const payloads = createPayloads(controlStore, refusedBlocks)
  const posts = createPosts(store, clock)
  const pictures = createPictures({ renderer: deps.pictures, store, log })
  const boardPictures = createBoardPictures({ store, pictures, log })
  const accounts = createAccounts(clock, (...found) => profiles.record(...found))
  const profiles = createProfiles({ store, workspaces, accounts, clock, log })
  const conversations = createConversations(store, clock)
  const memberships = createMemberships(clock)
  const standings = createStandings({ workspaces, accounts, conversations, memberships })
  const callerReader = createCallerReader({ profiles, conversations, standings, clock, log })
  const sending = { payloads, posts, pictures, workspaces, log }
  const optionalFeatures = createOptionalFeatures(log, clock.now)
  const receipts = createReceipts({ apiUrl, now: clock.now, log })
  const privateReplies = createPrivateReplies({ ...sending, metrics, apiUrl, controlStore, receipts })
  const messages = createMessages({
    ...sending,
    profiles,
    boardPictures,
    filesBelow: createFilesBelow({ store, pictures, log }),
    lacks: createLacks(clock.now),
    ...{ optionalFeatures, inFlight },
  })
  const handling = { bot, controlStore, callerReader }
  const formOpener = createFormOpener({ bot, controlStore, privateReplies, clock })
  const userGroups = createUserGroups(memberships)
  const responseDeps = {
    acknowledger: createAcknowledger(clock, metrics, 'slack'),
    lookedAt: createLookedAt(),
    ...{ ...handling, clock, formOpener, messages, privateReplies, userGroups },
    requests,
  }
  const home = createHome({ ...handling, refusedBlocks, workspaces, inFlight, clock, log })

  const sockets =
    transport.kind === 'socket'
      ? createSockets({ appToken: transport.appToken, slackApiUrl: apiUrl, logger, log })
      : undefined
  const web = createSlackWeb(settings, logger, installations)
  const receiver = sockets?.receivers[0] ?? web.events
  if (receiver === undefined) throw new Error('Slack has neither sockets nor a web server')
  const app = new App({
    receiver,
    logger,
    convoStore: false,
    extendedErrorHandler: true,
    clientOptions: { slackApiUrl: apiUrl, timeout: 10_000, retryConfig: { retries: 0 } },
    authorize: ({ teamId = '' }) => authorise(workspaces, teamId),
  })
  listen(app, {
    ...{ workspaces, standings, responseDeps, home, privateReplies, inFlight, store, log },
    prompts: createPrompts({ ...responseDeps, optionalFeatures, isAgent: settings.isAgent }),
    ...{ extras: settings, optionalFeatures },
  })

  return {
    port: {
      platform: 'slack',
      editEvery: 3000,
      hasGuests: true,
      makesOffers: settings.makesOffers,

      ...createErasure({ store, workspaces, boardPictures, pictures, profiles, controlStore, requests }),
      joinedTo: toJoinedSpace,
      hasLeft: (space) => workspaces.isRemoved(toTeamId(space)),

      async start(bot) {
        startedBot = bot
        await profiles.load()
        await encryptOlderForms(store, 'slack', controlStore)
        await workspaces.check(bot.membership)
        const finishers = await requests.unfinished({ bot, port: { ...standings, ...messages.port }, log })
        await sockets?.start(app)
        for (const finish of finishers) inFlight.add(finish())
      },
      async stop() {
        home.stop()
        // Deliveries that arrive while others are being answered are answered too.
        await inFlight.settled(deps.drainMs)
        inFlight.close()
        await sockets?.stop()
        await inFlight.settled()
        for (const part of [posts, profiles]) await part.stop()
      },
      isConnected: () => sockets?.isConnected() ?? startedBot !== undefined,

      ...{ openFile: createGivenFiles({ apiUrl, workspaces }), updateHome: home.updateHome },
      canSee: standings.canSee,
      isIn: standings.isIn,
      isSpaceAdmin: standings.isSpaceAdmin,
      stateOf: standings.stateOf,
      ...messages.port,
    },
    ...(web.listen !== undefined && { web: { path: paths.mount, listen: web.listen } }),
  }
}

/** Whom the bot acts as in a workspace. @throws Error if the app is not installed there. */
async function authorise(workspaces: Workspaces, teamId: string) {
  const workspace = await workspaces.find(teamId)
  if (workspace === undefined) throw new Error('The app is not installed in that workspace')
  const { team, botToken, botId, botUser } = workspace
  return { teamId: team, botToken, botId, botUserId: botUser }
}

function createWorkspaces(
  { tenancy, apiUrl }: SlackSettings,
  { store }: AdapterDeps,
  calling: Calling & { readonly log: Logger },
  membership: () => Membership | undefined,
) {
  // In the user agent of all clients that are made from now on.
  webApi.addAppMetadata(product)
  const onRemoved = async (team: string) => membership()?.onLeft(toSpaceId(team))
  if (tenancy.kind === 'one')
    return {
      workspaces: createOneWorkspace(tenancy.botToken, apiUrl, calling, onRemoved) satisfies Workspaces,
    }
  const installs = createInstalls(store, tenancy.encryptionKey, async (team) =>
    membership()?.onBack(toSpaceId(team)),
  )
  return {
    workspaces: {
      ...createManyWorkspaces(installs, apiUrl, calling, onRemoved),
      installUrl: new URL(paths.install, tenancy.publicUrl).href,
    } satisfies Workspaces,
    installations: installs.installationStore,
  }
}
