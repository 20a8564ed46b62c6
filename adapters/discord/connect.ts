import {
  Client,
  type Message as DiscordMessage,
  Events,
  GatewayDispatchEvents,
  REST,
  Status,
} from 'discord.js'
import type { Bot } from '../../src/bot/bot.ts'
import type { Adapter, AdapterDeps } from '../../src/bot/platform.ts'
import { createReference, type Logger } from '../../src/log.ts'
import { type Clock, systemClock } from '../../src/time/clock.ts'
import { createAcknowledger } from '../shared/acknowledge.ts'
import { createAnswers } from '../shared/answers.ts'
import { createControlStore } from '../shared/control-store.ts'
import { fetchFile } from '../shared/fetch-file.ts'
import { createInFlight, type InFlight } from '../shared/in-flight.ts'
import { encryptOlderForms } from '../shared/older-forms.ts'
import { createRequests } from '../shared/requests.ts'
import { createSeenDeliveries } from '../shared/seen-deliveries.ts'
import { createTurns } from '../shared/turns.ts'
import { createChannels, isDirect, serverOf } from './client/channels.ts'
import { toClientOptions } from './client/client-options.ts'
import { countRequests } from './client/count-requests.ts'
import { withRetries } from './client/faults.ts'
import { listenToInterest } from './client/interest.ts'
import { logConnection, logIn } from './client/log-in.ts'
import { listenToMembership } from './client/membership.ts'
import { createRolePeople } from './client/role-people.ts'
import { createRoles } from './client/roles.ts'
import { createServers } from './client/servers.ts'
import { createSight } from './client/sight.ts'
import { findTalkChannelKind } from './client/talk-channels.ts'
import { skipUnreadableEvents } from './client/unreadable-events.ts'
import { labels } from './format/labels.ts'
import { createPayloads } from './format/payloads.ts'
import { createMenuMessages } from './handling/menu-messages.ts'
import { createPrivateThreads } from './handling/private-threads.ts'
import { replyWithFault } from './handling/respond.ts'
import { replyToMessageWithFault, respondToMessage } from './handling/respond-to-message.ts'
import { route } from './handling/route.ts'
import { createMessages } from './sending/messages.ts'
import { createPosts } from './sending/posts.ts'
import { createReceipts } from './sending/receipts.ts'
import { createScheduledEvents } from './sending/scheduled-events.ts'
import { createThreadLabels } from './sending/thread-labels.ts'
import { registerCommands } from './setup/register.ts'
import type { DiscordSettings } from './setup/settings.ts'

/** The connection to Discord: what the bot posts, and what people send to it. */
export function createAdapter(
  settings: DiscordSettings & { DISCORD_TOKEN: string },
  { store, log, metrics, pictures, drainMs }: AdapterDeps,
  clock: Clock = systemClock,
): Adapter {
  const { now } = clock
  const { DISCORD_TOKEN: token, DISCORD_MEMBERS_INTENT: mayListMembers } = settings
  const client = new Client(toClientOptions(settings))
  const { rest } = client
  const restWithoutRetries = new REST({ ...toClientOptions(settings).rest, retries: 0 })
  const requesting = { rest, restWithoutRetries }
  const channels = createChannels({ rest, client, now })
  const servers = createServers({ rest, client, now })
  const { isEventSeenByOthers, prove, putMember, memberIn, ...sight } = createSight({ rest, servers, now })
  const controlStore = createControlStore(store, 'discord')
  const payloads = createPayloads({ controlStore, pictures, log })
  const posts = createPosts({ ...requesting, store, channels, now })
  const { canSee } = sight
  const findPeople = createRolePeople({ rest, mayListMembers, canSee, putMember, now })
  const { audiences, inviteesOf } = createRoles({ rest, servers, channels, findPeople, log, clock })
  const receipts = createReceipts({ rest, payloads, now })
  const privateThreads = createPrivateThreads({ rest, clock })
  const menuMessages = createMenuMessages()
  const requests = createRequests(store, 'discord', now)
  const acknowledger = createAcknowledger(clock, metrics, 'discord')
  const messages = createMessages({
    ...{ rest, posts, channels, payloads, isAway: servers.isAway },
    isPrivateThread: sight.isPrivateThread,
  })
  const responding = {
    ...{ rest, bot, clock, canSee, memberIn, inviteesOf, controlStore, log, payloads, receipts },
    ...{ privateThreads, menuMessages, requests, posts, messages, acknowledger },
    post: messages.post,
  }
  const inFlight = createInFlight(log)
  const handleDelivery = createDeliveryHandler(inFlight, log)
  const takeTurn = createTurns()
  const answers = createAnswers(metrics)
  let startedBot: Bot | undefined

  function bot(): Bot {
    if (startedBot === undefined) throw new Error('received an event from Discord before the bot was started')
    return startedBot
  }

  // Called before the client reads the same event.
  client.ws.on(GatewayDispatchEvents.InteractionCreate, menuMessages.note)
  client.on(Events.InteractionCreate, (interaction) =>
    handleDelivery(
      interaction.id,
      () => {
        prove(interaction)
        const [turn, expected] = [takeTurn(interaction.user.id), answers.expect(interaction.user.id)]
        return route({ ...responding, turn, expected }, interaction).finally(() => {
          turn.end()
          expected.end()
        })
      },
      (reference) => replyWithFault(responding, interaction, reference),
    ),
  )
  client.on(Events.MessageCreate, (message) => {
    const { user } = client
    if (user !== null && isToBot(message, user.id))
      handleDelivery(
        message.id,
        () => respondToMessage(responding, message, user.id),
        (reference) => replyToMessageWithFault(responding, message, reference),
      )
  })
  const follow = createFollower(inFlight, log)
  listenToMembership(client, (change) =>
    follow(change(bot().membership), 'could not check which servers the bot is in'),
  )
  listenToInterest(client, (...press) => follow(bot().onInterest(...press), 'could not note who is coming'))
  logConnection(client, log)
  for (const one of [rest, restWithoutRetries]) countRequests(one.setToken(token), metrics)
  skipUnreadableEvents(client, log)

  return {
    platform: 'discord',
    ...{ editEvery: 2000, countsDown: true },

    exportPerson: controlStore.exportPerson,
    async erasePerson(person) {
      await controlStore.erasePerson(person)
      await requests.erasePerson(person)
    },
    // Records of posts name neither their server nor a person, and expire.
    eraseSpace: controlStore.eraseSpace,
    erasePlace: controlStore.erasePlace,
    spaceWord: labels.space,
    isAway: (space) => !isDirect({ space }) && servers.isAway(serverOf({ space })),
    hasLeft: async (space) => !isDirect({ space }) && servers.isLeft(serverOf({ space })),

    async start(bot) {
      startedBot = bot
      await encryptOlderForms(store, 'discord', controlStore)
      const finishers = await requests.unfinished({ bot, port: { ...sight, ...messages }, log })
      await logIn({ client, token, log, isStopped: () => !inFlight.isOpen() })
      for (const finish of finishers) inFlight.add(finish())
      if (servesFirstShard(settings)) void registerOnStart(settings, bot, log)
    },
    async stop() {
      // Deliveries that arrive while others are still being answered are answered too.
      await inFlight.settled(drainMs)
      inFlight.close()
      await inFlight.settled()
      await client.destroy()
    },
    audiences,
    isConnected: () => client.isReady() && client.ws.shards.every(({ status }) => status === Status.Ready),

    ...{ openFile: (url) => fetchFile(url, { origins: mediaOrigins(settings) }), ...sight, ...messages },
    talkChannelKind: (place) => findTalkChannelKind(servers, place),
    ...createThreadLabels({ rest, channels }),
    ...createScheduledEvents({ ...requesting, client, channels, isEventSeenByOthers, pictures, log, now }),
  }
}

/** Handles each delivery once. The only place that catches faults on the way to an answer. */
function createDeliveryHandler(inFlight: InFlight, log: Logger) {
  const isNew = createSeenDeliveries()
  return (id: string, work: () => Promise<void>, onFault: (reference: string) => Promise<void>): void => {
    if (!inFlight.mayBegin() || !isNew(id)) return
    inFlight.add(
      work()
        .catch(async (fault: unknown) => {
          const reference = createReference()
          log.error({ fault, reference }, 'could not answer an interaction')
          await onFault(reference)
        })
        .catch((fault: unknown) => log.error({ fault }, 'could not deliver the error message')),
    )
  }
}

/** Follows work that an event has begun until it ends; its fault is logged. */
const createFollower =
  (inFlight: InFlight, log: Logger) =>
  (running: Promise<void>, problem: string): void =>
    inFlight.add(running.catch((fault: unknown) => log.error({ fault }, problem)))

/** Registers this version's commands at every start, so that no one has to remember to. */
async function registerOnStart(settings: DiscordSettings, { commands }: Bot, log: Logger): Promise<void> {
  try {
    const done = await withRetries(() => registerCommands(settings, commands))
    log.info({ done }, 'registered the commands with Discord')
  } catch (fault) {
    log.error({ fault }, 'could not register the commands with Discord')
  }
}

const servesFirstShard = ({ DISCORD_SHARDS: { ids } }: DiscordSettings): boolean =>
  ids === undefined || ids.includes(0)

/** The servers of attachments: those of Discord, and that of an API of the operator's own. */
const mediaOrigins = ({ DISCORD_API_URL }: DiscordSettings): readonly string[] => [
  'https://cdn.discordapp.com',
  'https://media.discordapp.net',
  new URL(DISCORD_API_URL).origin,
]

const isToBot = ({ author, guildId, mentions }: DiscordMessage, botId: string): boolean =>
  !author.bot && (guildId === null || mentions.users.has(botId))
