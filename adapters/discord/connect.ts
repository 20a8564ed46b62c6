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
import { persistently } from './client/faults.ts'
import { createPayloads } from './format/payloads.ts'
import { createListener } from './handling/mention.ts'
import { createResponder } from './handling/respond.ts'
import { createEvents } from './sending/events.ts'
import { createLookBack } from './sending/look-back.ts'
import { createMessages } from './sending/messages.ts'
import { createPosts } from './sending/posts.ts'
import { registerCommands } from './setup/register.ts'
import type { DiscordSettings } from './setup/settings.ts'

const mostSeen = 10_000
const retryLoginMs = 5000
const longestDrainMs = 5000

/**
 * Discord as boards and alarms see it, and what listens to it.
 *
 * @param now In ms since 1970.
 */
export function createPort(
  settings: DiscordSettings & { DISCORD_TOKEN: string },
  { store, log, pictures }: AdapterDeps,
  now: () => number,
): Adapter {
  const { DISCORD_TOKEN: token } = settings
  const client = new Client(clientOptions(settings))
  const { rest } = client
  const unrepeated = new REST({ ...clientOptions(settings).rest, retries: 0 })
  const channels = createChannels(rest, client)
  const aside = createControlStore(store, 'discord')
  const payloads = createPayloads({ aside, pictures, log })
  const underWay = new Set<Promise<void>>()
  /** Discord may deliver twice; what was delivered is worked on once. */
  const seen = new Set<string>()
  let started: Bot | undefined
  let isStopping = false

  function bot(): Bot {
    if (started === undefined) throw new Error('Discord spoke before the bot was started')
    return started
  }

  const responder = createResponder({ rest, bot, aside, log, payloads })
  const listener = createListener({ rest, bot, payloads })

  function isNew(id: string): boolean {
    if (seen.has(id)) return false
    seen.add(id)
    const [oldest] = seen.size > mostSeen ? seen : []
    if (oldest !== undefined) seen.delete(oldest)
    return true
  }

  /** The one place where what goes wrong on the way to an answer is caught. */
  function attend(
    id: string,
    work: () => Promise<void>,
    apologise: (reference: string) => Promise<void>,
  ): void {
    if (isStopping || !isNew(id)) return
    const run = work()
      .catch(async (fault: unknown) => {
        const reference = createReference()
        log.error({ fault, reference }, 'an interaction was not answered')
        await apologise(reference)
      })
      .catch((fault: unknown) => log.error({ fault }, 'nor could that be said'))
      .finally(() => underWay.delete(run))
    underWay.add(run)
  }

  function route(interaction: Interaction): Promise<void> {
    if (interaction.isChatInputCommand()) return responder.slash(interaction)
    if (interaction.isMessageContextMenuCommand()) return responder.menu(interaction)
    if (interaction.isButton() || interaction.isStringSelectMenu()) return responder.press(interaction)
    if (interaction.isModalSubmit()) return responder.submit(interaction)
    if (interaction.isAutocomplete()) return responder.suggest(interaction)
    return Promise.resolve()
  }

  client.on(Events.InteractionCreate, (interaction) =>
    attend(
      interaction.id,
      () => route(interaction),
      (reference) => responder.apologise(interaction, reference),
    ),
  )
  client.on(Events.MessageCreate, (message) => {
    const { user } = client
    if (user !== null && isToBot(message, user.id))
      attend(
        message.id,
        () => listener.hear(message, user.id),
        (reference) => listener.apologise(message, reference),
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
  async function connect(): Promise<void> {
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
        () => void connect().catch((fault: unknown) => log.error({ fault }, 'Discord stays away')),
        retryLoginMs,
      ).unref()
    }
  }

  /** What can be typed follows this version of the bot, without anybody having to think of it. */
  async function makeKnown({ commands }: Bot): Promise<void> {
    try {
      const done = await persistently(() => registerCommands(settings, commands))
      log.info({ done }, 'told Discord the commands')
    } catch (fault) {
      log.error({ fault }, 'Discord could not be told the commands')
    }
  }

  return {
    platform: 'discord',
    editEvery: 2000,

    async start(bot) {
      started = bot
      for (const one of [rest, unrepeated]) one.setToken(token)
      await connect()
      if (servesFirstShard(settings)) void makeKnown(bot)
    },
    async stop() {
      // Whoever presses while the others are being answered is answered too.
      const until = performance.now() + longestDrainMs
      do await Promise.all(underWay)
      while (underWay.size > 0 && performance.now() < until)
      isStopping = true
      await Promise.all(underWay)
      await client.destroy()
    },
    isConnected: () => client.isReady() && client.ws.shards.every(({ status }) => status === Status.Ready),

    ...createMessages({
      rest,
      posts: createPosts({ rest, unrepeated, store, lookBack: createLookBack(rest, channels), now }),
      channels,
      payloads,
      hasLeft,
    }),
    ...createEvents({ rest, unrepeated }),
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
