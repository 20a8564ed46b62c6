import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
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
  RESTEvents,
  Routes,
  Status,
} from 'discord.js'
import { z } from 'zod'
import type { Bot } from '../../src/chat/bot.ts'
import type { Place } from '../../src/chat/caller.ts'
import type { ChatPort, House, Message } from '../../src/chat/port.ts'
import type { View } from '../../src/chat/view.ts'
import { createReference } from '../../src/log.ts'
import { createPngRenderer } from '../../src/picture/png.ts'
import type { Kind } from '../../src/store/record.ts'
import { UserError } from '../../src/user-error.ts'
import { createAside } from './aside.ts'
import { hasThread, isArchived, isGone, isShutOut, persistently } from './faults.ts'
import { type Payload, withFiles, withoutPictures } from './files.ts'
import { cut, limits } from './limits.ts'
import { registerCommands } from './register.ts'
import { createResponder } from './respond.ts'
import type { DiscordSettings } from './settings.ts'
import { toBody } from './write.ts'

const PostedMessage = z.object({ v: z.literal(1), id: z.string() }).readonly()
const posts: Kind<z.infer<typeof PostedMessage>> = { name: 'discord-post', schema: PostedMessage }
const Made = z.object({ id: z.string() })

/** Long enough for a job that is tried again, and not for ever. */
const rememberedMs = 7 * 86_400_000
const mostSeen = 10_000
const retryLoginMs = 5000
/** Within the quarter of an hour in which an answer can be changed. */
const followMs = [2000, 10_000, 60_000]

/** Discord as boards and alarms see it, and what listens to it. */
export function createPort(
  settings: DiscordSettings & { DISCORD_TOKEN: string },
  { store, log }: House,
): ChatPort {
  const { DISCORD_TOKEN: token } = settings
  const client = new Client(clientOptions(settings))
  const { rest } = client
  const pictures = createPngRenderer()
  const aside = createAside(store)
  const underWay = new Set<Promise<void>>()
  /** Discord may deliver twice; what was delivered is worked on once. */
  const seen = new Set<string>()
  let started: Bot | undefined
  let isStopping = false

  const responder = createResponder({
    rest,
    aside,
    log,
    payloadOf,
    follow,
    bot() {
      if (started === undefined) throw new Error('Discord spoke before the bot was started')
      return started
    },
  })

  /** A picture that can't be drawn is left out, and `isWhole` says so. */
  async function payloadOf(view: View): Promise<{ payload: Payload; isWhole: boolean }> {
    const { toCustomId, save } = aside.writer()
    const body = toBody(view, toCustomId)
    await save()
    try {
      return { payload: await withFiles(body, pictures), isWhole: true }
    } catch (fault) {
      log.error({ fault }, 'a picture could not be drawn')
      return { payload: await withFiles(withoutPictures(body), pictures), isWhole: false }
    }
  }

  /** Shows the picture that a message went out without, as soon as it can be drawn. */
  function follow(view: View, edit: (payload: Payload) => Promise<unknown>): void {
    const run = (async () => {
      for (const pauseMs of followMs) {
        await pause(pauseMs, undefined, { ref: false })
        const { payload, isWhole } = await payloadOf(view)
        if (isWhole) return void (await edit(payload))
      }
    })()
    run.catch((fault: unknown) => log.error({ fault }, 'a picture could not follow its message'))
  }

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
    apologise: (reference: string) => Promise<void> = async () => {},
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
      attend(message.id, () => responder.mention(message, user.id))
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
      rest.setToken(token)
      await connect()
      if (servesFirstShard(settings)) void makeKnown(bot)
    },
    async stop() {
      isStopping = true
      await Promise.all(underWay)
      await client.destroy()
      await pictures.close()
    },
    isConnected: () => client.isReady() && client.ws.shards.every(({ status }) => status === Status.Ready),

    async post(place, view, key) {
      const id = createHash('sha256')
        .update(`${channelOf(place)} ${key}`)
        .digest('base64url')
      const known = await store.collection(posts).get(id)
      if (known !== undefined) return { place, id: known.id }
      const { payload, isWhole } = await payloadOf(view)
      const made = await persistently(() =>
        rest.post(Routes.channelMessages(channelOf(place)), once(payload, id)),
      )
      const message = { place, id: Made.parse(made).id }
      await store.collection(posts).set(id, { v: 1, id: message.id }, rememberedMs)
      if (!isWhole) follow(view, (payload) => editMessage(message, payload))
      return message
    },

    async edit(message, view) {
      const { payload, isWhole } = await payloadOf(view)
      const outcome = await editMessage(message, payload)
      if (!isWhole) throw new Error('A message was shown without its picture')
      return outcome
    },

    async tell(person, _, view, key) {
      const recipient = person.slice('discord:'.length)
      const dm = Made.parse(await rest.post(Routes.userChannels(), { body: { recipient_id: recipient } }))
      const id = createHash('sha256').update(`${dm.id} ${key}`).digest('base64url')
      if ((await store.collection(posts).get(id)) !== undefined) return
      const { payload } = await payloadOf(view)
      const made = await persistently(() => rest.post(Routes.channelMessages(dm.id), once(payload, id)))
      await store.collection(posts).set(id, { v: 1, id: Made.parse(made).id }, rememberedMs)
    },

    async openThread({ place, id }, title) {
      if (place.thread !== undefined || place.space.startsWith('discord:dm.')) return place
      const body = { name: cut(title.trim() || 'Discussion', limits.threadName) }
      try {
        const made = await rest.post(Routes.threads(place.channel, id), { body })
        return { ...place, thread: Made.parse(made).id }
      } catch (fault) {
        if (hasThread(fault)) return { ...place, thread: id }
        throw fault
      }
    },
  }

  async function editMessage({ place, id }: Message, payload: Payload): Promise<'shown' | 'gone'> {
    const send = () => rest.patch(Routes.channelMessage(channelOf(place), id), payload)
    try {
      await send().catch(async (fault: unknown) => {
        if (!isArchived(fault)) throw fault
        await rest.patch(Routes.channel(channelOf(place)), { body: { archived: false } })
        return send()
      })
      return 'shown'
    } catch (fault) {
      if (isGone(fault) || (isShutOut(fault) && !isMemberThere(place))) return 'gone'
      throw fault
    }
  }

  function isMemberThere({ space }: Place): boolean {
    return !client.isReady() || client.guilds.cache.has(space.slice('discord:'.length))
  }
}

const servesFirstShard = ({ DISCORD_SHARDS: { ids } }: DiscordSettings): boolean =>
  ids === undefined || ids.includes(0)

/** Where messages of a place are. */
const channelOf = ({ channel, thread }: Place): string => thread ?? channel

/** A message that Discord makes once, however often it is sent within some minutes. */
function once({ body, files }: Payload, id: string) {
  return { body: { ...body, nonce: id.slice(0, limits.nonce), enforce_nonce: true }, files }
}

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
