import {
  ChannelType,
  Client,
  DiscordjsError,
  DiscordjsErrorCodes,
  type Message as DiscordMessage,
  Events,
  GatewayCloseCodes,
  REST,
  RESTEvents,
  Status,
} from 'discord.js'
import type { Bot, Membership } from '../../src/bot/bot.ts'
import type { Adapter, AdapterDeps } from '../../src/bot/platform.ts'
import { UserError } from '../../src/chat/user-error.ts'
import { createReference, type Logger } from '../../src/log.ts'
import { createControlStore } from '../shared/control-store.ts'
import { createInFlight } from '../shared/in-flight.ts'
import { encryptOlderForms } from '../shared/older-forms.ts'
import { createSeenDeliveries } from '../shared/seen-deliveries.ts'
import { createChannels, isDirect, serverOf, toPlace, toSpaceId } from './client/channels.ts'
import { toClientOptions } from './client/client-options.ts'
import { membersIntentRefused, tokenRejected } from './client/errors.ts'
import { withRetries } from './client/faults.ts'
import { createRolePeople } from './client/role-people.ts'
import { createServers, wasSeenByAll } from './client/servers.ts'
import { createSight } from './client/sight.ts'
import { labels } from './format/labels.ts'
import { createPayloads } from './format/payloads.ts'
import { createPrivateThreads } from './handling/private-threads.ts'
import { replyWithFault } from './handling/respond.ts'
import { replyToMessageWithFault, respondToMessage } from './handling/respond-to-message.ts'
import { route } from './handling/route.ts'
import { createTurns } from './handling/turns.ts'
import { createMessages } from './sending/messages.ts'
import { createPosts } from './sending/posts.ts'
import { createReceipts } from './sending/receipts.ts'
import { createScheduledEvents } from './sending/scheduled-events.ts'
import { registerCommands } from './setup/register.ts'
import type { DiscordSettings } from './setup/settings.ts'

const loginRetryMs = 5000

/**
 * The connection to Discord: what the bot posts, and what people send to it.
 *
 * @param now In ms since 1970.
 */
export function createAdapter(
  settings: DiscordSettings & { DISCORD_TOKEN: string },
  { store, log, pictures, drainMs }: AdapterDeps,
  now: () => number,
): Adapter {
  const { DISCORD_TOKEN: token, DISCORD_MEMBERS_INTENT: mayListMembers } = settings
  const client = new Client(toClientOptions(settings))
  const { rest } = client
  const restWithoutRetries = new REST({ ...toClientOptions(settings).rest, retries: 0 })
  const channels = createChannels({ rest, client, now })
  const servers = createServers({ rest, client, now })
  const { isSeenByAll, prove, putMember, ...sight } = createSight({ rest, servers, now })
  const controlStore = createControlStore(store, 'discord')
  const payloads = createPayloads({ controlStore, pictures, log })
  const posts = createPosts({ rest, restWithoutRetries, store, channels, now })
  const { canSee } = sight
  const { peopleWith } = createRolePeople({ rest, mayListMembers, canSee, putMember, now })
  const receipts = createReceipts({ rest, payloads, now })
  const privateThreads = createPrivateThreads({ rest, now })
  const responding = { rest, bot, canSee, peopleWith, controlStore, log, payloads, receipts, privateThreads }
  const inFlight = createInFlight()
  const isNew = createSeenDeliveries()
  const takeTurn = createTurns()
  let startedBot: Bot | undefined

  function bot(): Bot {
    if (startedBot === undefined) throw new Error('received an event from Discord before the bot was started')
    return startedBot
  }

  /** Handles a delivery once. The only place that catches faults on the way to an answer. */
  function handleDelivery(
    id: string,
    work: () => Promise<void>,
    onFault: (reference: string) => Promise<void>,
  ): void {
    if (!inFlight.isOpen() || !isNew(id)) return
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

  client.on(Events.InteractionCreate, (interaction) =>
    handleDelivery(
      interaction.id,
      () => {
        prove(interaction)
        const turn = takeTurn(interaction.user.id)
        return route({ ...responding, turn }, interaction).finally(turn.end)
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
  const followMembership = (change: (membership: Membership) => Promise<void>) =>
    inFlight.add(
      change(bot().membership).catch((fault: unknown) =>
        log.error({ fault }, 'could not check which servers the bot is in'),
      ),
    )
  // None of a server that is only unavailable.
  client.on(Events.GuildDelete, ({ id }) =>
    followMembership(({ onLeft }) => onLeft(toSpaceId({ guildId: id }))),
  )
  for (const event of [Events.GuildCreate, Events.GuildAvailable] as const)
    client.on(event, ({ id }) => followMembership(({ onBack }) => onBack(toSpaceId({ guildId: id }))))
  client.on(Events.ClientReady, () => followMembership(({ check }) => check('discord')))
  listenToDeletions(client, (...deleted) => followMembership(({ onDeleted }) => onDeleted(...deleted)))
  logConnection(client, log)

  return {
    platform: 'discord',
    editEvery: 2000,

    exportPerson: controlStore.exportPerson,
    erasePerson: controlStore.erasePerson,
    // Records of posts name neither their server nor a person, and expire.
    eraseSpace: controlStore.eraseSpace,
    erasePlace: controlStore.erasePlace,
    spaceWord: labels.space,
    isAway: (space) => !isDirect({ space }) && servers.isAway(serverOf({ space })),
    hasLeft: async (space) => !isDirect({ space }) && servers.isLeft(serverOf({ space })),

    async start(bot) {
      startedBot = bot
      await encryptOlderForms(store, 'discord', controlStore)
      for (const one of [rest, restWithoutRetries]) one.setToken(token)
      await logIn({ client, token, log, isStopped: () => !inFlight.isOpen() })
      if (servesFirstShard(settings)) void registerOnStart(settings, bot, log)
    },
    async stop() {
      // Deliveries that arrive while others are still being answered are answered too.
      await inFlight.settled(drainMs)
      inFlight.close()
      await inFlight.settled()
      await client.destroy()
    },
    isConnected: () => client.isReady() && client.ws.shards.every(({ status }) => status === Status.Ready),

    ...sight,
    ...createMessages({
      ...{ rest, posts, channels, payloads, isAway: servers.isAway },
      isPrivateThread: sight.isPrivateThread,
    }),
    ...createScheduledEvents({ rest, restWithoutRetries, isSeenByAll }),
  }
}

/** Channels and threads of servers. Of archived threads the client hears nothing; they are found by looking. */
function listenToDeletions(
  client: Client,
  onDeleted: (...deleted: Parameters<Membership['onDeleted']>) => void,
): void {
  client.on(Events.ChannelDelete, (channel) => {
    if (channel.isDMBased()) return
    const state = wasSeenByAll(channel, client.user?.id) ? 'for-all' : 'for-some'
    onDeleted(toPlace(channel.guildId, channel.id), state)
  })
  client.on(Events.ThreadDelete, ({ type, guildId, id, parentId }) => {
    if (parentId === null) return
    const state = type === ChannelType.PrivateThread ? 'for-some' : 'as-channel'
    onDeleted({ ...toPlace(guildId, parentId), thread: id }, state)
  })
}

function logConnection(client: Client, log: Logger): void {
  client.on(Events.Error, (fault) => log.error({ fault }, 'Discord client error'))
  client.on(Events.ShardError, (fault, shard) => log.warn({ fault, shard }, 'Discord shard error'))
  client.on(Events.ShardDisconnect, ({ code }, shard) =>
    log.warn({ code, shard }, 'Discord shard disconnected'),
  )
  client.on(Events.ClientReady, ({ guilds }) =>
    log.info({ servers: guilds.cache.size }, 'connected to Discord'),
  )
  client.rest.on(RESTEvents.RateLimited, ({ route, timeToReset }) =>
    log.debug({ route, timeToReset }, 'rate limited by Discord'),
  )
}

interface LoginDeps {
  readonly client: Client
  readonly token: string
  readonly log: Logger
  readonly isStopped: () => boolean
}

/** Logs in, and keeps trying in the background while Discord can't be reached. @throws UserError if the token or an intent is rejected. */
async function logIn(deps: LoginDeps): Promise<void> {
  const { client, token, log, isStopped } = deps
  const refused = Promise.withResolvers<never>()
  const onDisconnect = ({ code }: { readonly code: number }) => {
    if (code === GatewayCloseCodes.DisallowedIntents) refused.reject(membersIntentRefused())
  }
  client.on(Events.ShardDisconnect, onDisconnect)
  try {
    await Promise.race([client.login(token), refused.promise])
  } catch (fault) {
    if (fault instanceof UserError) throw fault
    if (fault instanceof DiscordjsError && fault.code === DiscordjsErrorCodes.TokenInvalid)
      throw tokenRejected()
    if (isStopped()) return
    log.warn({ fault }, "can't reach Discord; trying again")
    setTimeout(
      () => void logIn(deps).catch((fault: unknown) => log.error({ fault }, 'gave up connecting to Discord')),
      loginRetryMs,
    ).unref()
  } finally {
    client.off(Events.ShardDisconnect, onDisconnect)
  }
}

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

const isToBot = ({ author, guildId, mentions }: DiscordMessage, botId: string): boolean =>
  !author.bot && (guildId === null || mentions.users.has(botId))
