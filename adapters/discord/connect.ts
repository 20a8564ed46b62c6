import {
  Client,
  type ClientOptions,
  DiscordjsError,
  DiscordjsErrorCodes,
  type Message as DiscordMessage,
  Events,
  GatewayIntentBits,
  type Interaction,
  Options,
  Partials,
  REST,
  RESTEvents,
  ShardClientUtil,
  Status,
} from 'discord.js'
import type { Bot } from '../../src/bot/bot.ts'
import type { Adapter, AdapterDeps } from '../../src/bot/platform.ts'
import { UserError } from '../../src/chat/user-error.ts'
import { createReference } from '../../src/log.ts'
import { createControlStore } from '../shared/control-store.ts'
import { createChannels } from './client/channels.ts'
import { withRetries } from './client/faults.ts'
import { createPayloads } from './format/payloads.ts'
import { createResponder } from './handling/respond.ts'
import { createMessageResponder } from './handling/respond-to-message.ts'
import { createSentSearch } from './sending/find-sent.ts'
import { createMessages } from './sending/messages.ts'
import { createPosts } from './sending/posts.ts'
import { createScheduledEvents } from './sending/scheduled-events.ts'
import { registerCommands } from './setup/register.ts'
import type { DiscordSettings } from './setup/settings.ts'

const maxSeen = 10_000
const loginRetryMs = 5000
const maxDrainMs = 5000

/**
 * Discord as boards and alarms see it, and what listens to it.
 *
 * @param now In ms since 1970.
 */
export function createAdapter(
  settings: DiscordSettings & { DISCORD_TOKEN: string },
  { store, log, pictures }: AdapterDeps,
  now: () => number,
): Adapter {
  const { DISCORD_TOKEN: token } = settings
  const client = new Client(clientOptions(settings))
  const { rest } = client
  const restWithoutRetries = new REST({ ...clientOptions(settings).rest, retries: 0 })
  const channels = createChannels(rest, client)
  const controlStore = createControlStore(store, 'discord')
  const payloads = createPayloads({ controlStore, pictures, log })
  const inFlight = new Set<Promise<void>>()
  /** Discord may deliver twice; what was delivered is worked on once. */
  const seen = new Set<string>()
  let startedBot: Bot | undefined
  let isStopping = false

  function bot(): Bot {
    if (startedBot === undefined) throw new Error('Discord spoke before the bot was started')
    return startedBot
  }

  const responder = createResponder({ rest, bot, controlStore, log, payloads })
  const messageResponder = createMessageResponder({ rest, bot, payloads })

  function isNewDelivery(id: string): boolean {
    if (seen.has(id)) return false
    seen.add(id)
    const [oldest] = seen.size > maxSeen ? seen : []
    if (oldest !== undefined) seen.delete(oldest)
    return true
  }

  /** The one place where what goes wrong on the way to an answer is caught. */
  function handleDelivery(
    id: string,
    work: () => Promise<void>,
    replyWithFault: (reference: string) => Promise<void>,
  ): void {
    if (isStopping || !isNewDelivery(id)) return
    const run = work()
      .catch(async (fault: unknown) => {
        const reference = createReference()
        log.error({ fault, reference }, 'an interaction was not answered')
        await replyWithFault(reference)
      })
      .catch((fault: unknown) => log.error({ fault }, 'nor could that be said'))
      .finally(() => inFlight.delete(run))
    inFlight.add(run)
  }

  function route(interaction: Interaction): Promise<void> {
    if (interaction.isChatInputCommand()) return responder.respondToSlash(interaction)
    if (interaction.isMessageContextMenuCommand()) return responder.respondToMenu(interaction)
    if (interaction.isButton() || interaction.isStringSelectMenu())
      return responder.respondToPress(interaction)
    if (interaction.isModalSubmit()) return responder.respondToSubmit(interaction)
    if (interaction.isAutocomplete()) return responder.suggest(interaction)
    return Promise.resolve()
  }

  client.on(Events.InteractionCreate, (interaction) =>
    handleDelivery(
      interaction.id,
      () => route(interaction),
      (reference) => responder.replyWithFault(interaction, reference),
    ),
  )
  client.on(Events.MessageCreate, (message) => {
    const { user } = client
    if (user !== null && isToBot(message, user.id))
      handleDelivery(
        message.id,
        () => messageResponder.respondToMessage(message, user.id),
        (reference) => messageResponder.replyWithFault(message, reference),
      )
  })
  client.on(Events.Error, (fault) => log.error({ fault }, 'the Discord client failed'))
  client.on(Events.ShardError, (fault, shard) => log.warn({ fault, shard }, 'a Discord shard failed'))
  client.on(Events.ShardDisconnect, ({ code }, shard) =>
    log.warn({ code, shard }, 'a Discord shard is disconnected'),
  )
  client.on(Events.ClientReady, ({ guilds }) =>
    log.info({ servers: guilds.cache.size }, 'connected to Discord'),
  )
  rest.on(RESTEvents.RateLimited, ({ route, timeToReset }) =>
    log.debug({ route, timeToReset }, 'Discord asks to wait'),
  )

  /** @throws UserError when Discord doesn't accept the token. */
  async function logIn(): Promise<void> {
    try {
      await client.login(token)
    } catch (fault) {
      if (fault instanceof DiscordjsError && fault.code === DiscordjsErrorCodes.TokenInvalid)
        throw new UserError(
          'DISCORD_TOKEN: Discord does not accept it.',
          'Take a new one from the Bot page of your application.',
        )
      if (isStopping) return
      log.warn({ fault }, 'Discord can’t be reached; trying again')
      setTimeout(
        () => void logIn().catch((fault: unknown) => log.error({ fault }, 'Discord stays away')),
        loginRetryMs,
      ).unref()
    }
  }

  /** What can be typed follows this version of the bot, without anybody having to think of it. */
  async function registerOnStart({ commands }: Bot): Promise<void> {
    try {
      const done = await withRetries(() => registerCommands(settings, commands))
      log.info({ done }, 'told Discord the commands')
    } catch (fault) {
      log.error({ fault }, 'Discord could not be told the commands')
    }
  }

  return {
    platform: 'discord',
    editEvery: 2000,

    async start(bot) {
      startedBot = bot
      for (const one of [rest, restWithoutRetries]) one.setToken(token)
      await logIn()
      if (servesFirstShard(settings)) void registerOnStart(bot)
    },
    async stop() {
      // Whoever presses while the others are being answered is answered too.
      const until = performance.now() + maxDrainMs
      do await Promise.all(inFlight)
      while (inFlight.size > 0 && performance.now() < until)
      isStopping = true
      await Promise.all(inFlight)
      await client.destroy()
    },
    isConnected: () => client.isReady() && client.ws.shards.every(({ status }) => status === Status.Ready),

    ...createMessages({
      rest,
      posts: createPosts({
        rest,
        restWithoutRetries,
        store,
        sentSearch: createSentSearch(rest, channels),
        now,
      }),
      channels,
      payloads,
      hasLeft,
    }),
    ...createScheduledEvents({ rest, restWithoutRetries }),
  }

  /** Only the process that serves a server's shard knows its servers. */
  function hasLeft(server: string): boolean {
    const { shardCount = 1 } = client.options
    const isOurs = client.ws.shards.has(ShardClientUtil.shardIdForGuildId(server, shardCount))
    return client.isReady() && isOurs && !client.guilds.cache.has(server)
  }
}

const servesFirstShard = ({ DISCORD_SHARDS: { ids } }: DiscordSettings): boolean =>
  ids === undefined || ids.includes(0)

const isToBot = ({ author, guildId, mentions }: DiscordMessage, botId: string): boolean =>
  !author.bot && (guildId === null || mentions.users.has(botId))

/** Content of messages that mention the bot comes without the privileged intent for all content. */
function clientOptions({
  DISCORD_API_URL: api,
  DISCORD_SHARDS: { ids, count },
}: DiscordSettings): ClientOptions {
  const { Guilds, GuildMessages, DirectMessages } = GatewayIntentBits
  const all = count === undefined ? undefined : Array.from({ length: count }, (_, id) => id)
  return {
    intents: [Guilds, GuildMessages, DirectMessages],
    partials: [Partials.Channel],
    rest: { api, version: '10' },
    allowedMentions: { parse: [], repliedUser: false },
    shards: [...(ids ?? all ?? [])].length > 0 ? [...(ids ?? all ?? [])] : 'auto',
    ...(count !== undefined && { shardCount: count }),
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      GuildMemberManager: { maxSize: 200, keepOverLimit: (member) => member.id === member.client.user.id },
      UserManager: { maxSize: 200, keepOverLimit: (user) => user.id === user.client.user.id },
      ReactionManager: 0,
      PresenceManager: 0,
      VoiceStateManager: 0,
    }),
  }
}
