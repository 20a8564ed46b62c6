import { createServer, type IncomingMessage, type Server } from 'node:http'
import { ChannelType, MessageFlags, PermissionFlagsBits } from 'discord.js'
import { z } from 'zod'
import { createCalendar } from './calendar.ts'
import { officialFaults } from './official.ts'
import { createRates, type Rates } from './rates.ts'
import { createReadingBack, type Reply, refusal } from './reading-back.ts'
import {
  Component,
  commandFaults,
  componentsOf,
  formFaults,
  MessageBody,
  messageFaults,
  numbered,
  PostBody,
  Registered,
} from './rules.ts'
import { type Route, schemaFaults } from './schemas.ts'
import {
  bot,
  type Channel,
  guildId,
  isForum,
  isVoice,
  type Sent,
  threadTypeIn,
  timeOf,
  token,
  type World,
} from './world.ts'

/** A request as it came in, for tests that look at the order and the pace of things. */
export interface Request {
  /** In ms since the server started. */
  readonly at: number
  readonly method: string
  readonly path: string
  /** As the caller names itself. */
  readonly agent: string
  /** How many files came with it. */
  files: number
  status: number
}

/** What to do with a request instead of answering it; `lose` and `doneWith` do the work and don't say so. */
export type Trouble =
  | 'refuse'
  | 'lose'
  | { readonly status: number; readonly retryAfter?: number; readonly code?: number }
  | { readonly wait: number }
  /** It is answered as soon as this holds. */
  | { readonly until: () => boolean }
  | { readonly doneWith: number }

/** Which kinds of install are allowed, by their number. */
const Installs = z.record(z.string(), z.unknown())

const Callback = z.object({
  type: z.number(),
  data: z
    .looseObject({
      flags: z.number().nullish(),
      custom_id: z.string().optional(),
      title: z.string().optional(),
      components: z.array(Component).nullish(),
      choices: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
    })
    .nullish(),
})

/** An interaction that the bot was asked to answer. */
export interface Asked {
  readonly id: string
  readonly token: string
  readonly user: string
  readonly channel: string
  /** The message that it was pressed on. */
  readonly source?: Sent
  readonly isAutocomplete: boolean
  /** Whether it is asked where the bot is not. */
  readonly isElsewhere?: boolean
  readonly askedAt: number
  /** How many ms a test has let pass since then. Limits go by this: they must not measure the machine. */
  pastMs: number
  acknowledgedAt?: number
  /** How it was answered first: 4 a message, 5 and 6 deferred, 7 an update, 8 suggestions, 9 a form. */
  type?: number
  isEphemeral?: boolean
  original?: Sent | undefined
  isAnswered: boolean
  /** The messages that were sent through it after its answer. */
  readonly followUps: Sent[]
  /** When whoever asked saw the answer; times in ms, from the same start. */
  answeredAt?: number
  form?: { readonly customId: string; readonly title: string; readonly components: readonly Component[] }
  choices?: readonly { readonly name: string; readonly value: string }[]
}

interface Uploaded {
  readonly name: string
  readonly size: number
  /** Of a file that is text. */
  readonly text?: string
}

/** What comes with a request. */
interface Given {
  readonly body: unknown
  readonly files: readonly Uploaded[]
  readonly query: URLSearchParams
}

/** How long a nonce is known: "the past few minutes", says the documentation. */
const nonceMs = 3 * 60_000

/** Discord's routes, as far as a bot like this one uses them; everything else is a violation. */
export function createRest(world: World, violate: (what: string) => void) {
  const started = Date.now()
  const requests: Request[] = []
  const asked = new Map<string, Asked>()
  const commands: z.infer<typeof Registered>[] = []
  /** As they are looked up again: by server, '' for every one. */
  const registered = new Map<string, readonly unknown[]>()
  const directs = new Map<string, string>()
  const waiting: (() => void)[] = []
  const back = createReadingBack(world, directs)
  const calendar = createCalendar(world, faulty)
  let gatewayUrl = ''
  let rates: Rates | undefined
  let trouble: (method: string, path: string) => Trouble | undefined = () => undefined

  const changed = () => {
    for (const check of waiting.splice(0)) check()
  }

  async function until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => waiting.push(resolve))
  }

  const server: Server = createServer((request, response) => {
    const file = world.uploads.get((request.url ?? '').split('/').at(-1) ?? '')
    if (request.url?.startsWith('/attachments/')) {
      response.writeHead(file === undefined ? 404 : 200)
      response.end(file)
      return
    }
    const handled = handle(request).catch((fault: unknown) => {
      // Whoever sent it died before all of it was sent.
      if (!request.complete) return undefined
      throw fault
    })
    void handled.then((reply) => {
      if (reply === undefined) return request.socket.destroy()
      const { status, body, headers = {} } = reply
      response.writeHead(status, {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      })
      response.end(body === undefined ? undefined : JSON.stringify(body))
    })
  })

  // A process that was held up must not close a connection just when it is used again. Clients read from it how long they
  // may keep one: by themselves they do for 4 s, and Node.js accepts only one connection a turn of the event loop.
  server.keepAliveTimeout = 10 * 60_000

  async function handle(request: IncomingMessage): Promise<Reply | undefined> {
    const { method = '' } = request
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://loopback')
    const path = decodeURIComponent(pathname).replace(/^\/api\/v10/, '')
    const agent = request.headers['user-agent'] ?? ''
    const entry: Request = { at: Date.now() - started, method, path, agent, files: 0, status: 0 }
    requests.push(entry)
    const { body, files } = await bodyOf(request)
    entry.files = files.length
    const what = trouble(method, path)
    if (what === 'refuse') return undefined
    const rate = rates?.count(method, path)
    if (rate?.refusal !== undefined) {
      entry.status = rate.refusal.status
      return rate.refusal
    }
    if (typeof what === 'object' && 'status' in what) {
      entry.status = what.status
      const retry = what.retryAfter ?? 0
      return {
        status: what.status,
        body:
          what.status === 429
            ? { message: 'You are being rate limited.', retry_after: retry, global: false }
            : { message: 'Trouble', code: what.code ?? 0 },
        ...(what.status === 429 && {
          headers: { 'retry-after': String(Math.ceil(retry)), 'x-ratelimit-scope': 'user' },
        }),
      }
    }
    if (typeof what === 'object' && 'wait' in what)
      await new Promise((resolve) => setTimeout(resolve, what.wait))
    if (typeof what === 'object' && 'until' in what) await until(what.until)
    const asked = { body, files, query: searchParams }
    const reply = answer(`${method} ${path}`, asked, request.headers.authorization)
    entry.status = reply.status
    changed()
    if (what === 'lose') return undefined
    if (typeof what === 'object' && 'doneWith' in what) return { status: what.doneWith }
    return rate === undefined ? reply : { ...reply, headers: { ...reply.headers, ...rate.headers } }
  }

  function answer(line: string, { body, files, query }: Given, authorization = ''): Reply {
    for (const [pattern, run] of routes) {
      const match = line.match(pattern)
      if (match === null) continue
      const needsToken = !/^\w+ \/(?:interactions|webhooks)\//.test(line)
      if (needsToken && authorization !== `Bot ${token}`) return refusal(401, 0, '401: Unauthorized')
      return run(match.slice(1), body, files, query)
    }
    violate(`${line}, which nobody expected`)
    return refusal(404, 0, '404: Not Found')
  }

  /** A reply for what is wrong, which is remembered too; nothing where all is well. */
  function faulty(route: Route, body: unknown, more: readonly string[] = []): Reply | undefined {
    const faults = [...schemaFaults(route, body), ...officialFaults(route, body), ...more]
    for (const fault of faults) violate(`${route}: ${fault}`)
    return faults.length === 0 ? undefined : refusal(400, 50035, `Invalid Form Body: ${faults.join('; ')}`)
  }

  const attachmentsOf = ({ attachments }: MessageBody, files: readonly Uploaded[]) =>
    (attachments ?? []).map(({ id, filename = '', description = '' }) => ({
      name: filename,
      size: files[Number(id)]?.size ?? 0,
      description,
      ...(files[Number(id)]?.text !== undefined && { text: files[Number(id)]?.text ?? '' }),
    }))

  function create(
    channel: string,
    given: MessageBody,
    files: readonly Uploaded[],
    { seenBy, id = world.nextId() }: { readonly seenBy?: string | undefined; readonly id?: string } = {},
  ): Sent {
    const known = given.enforce_nonce === true ? findByNonce(channel, String(given.nonce)) : undefined
    if (known !== undefined) return known
    const message: Sent = {
      id,
      channel,
      components: numbered(given.components ?? []),
      flags: given.flags ?? 0,
      attachments: attachmentsOf(given, files),
      edits: 0,
      pings: pingsOf(given, channel),
      ...(seenBy !== undefined && { seenBy }),
      ...(given.nonce !== undefined && given.nonce !== null && { nonce: String(given.nonce) }),
      ...(given.message_reference &&
        repliesTo(given, channel) && {
          replyTo: given.message_reference.message_id,
        }),
    }
    world.messages.set(message.id, message)
    return message
  }

  const findByNonce = (where: string, wanted: string): Sent | undefined =>
    [...world.messages.values()].find(
      ({ id, nonce, channel }) => channel === where && nonce === wanted && timeOf(id) > world.now() - nonceMs,
    )

  /** The roles that it mentions and may notify. */
  const pingsOf = ({ allowed_mentions, components }: MessageBody, channel: string): readonly string[] => {
    const text = [...componentsOf(components ?? [])].map(({ content = '' }) => content).join('\n')
    const where = world.channels.has(channel)
    return (allowed_mentions?.roles ?? []).filter((id) => {
      const role = world.roles.get(id)
      const isAllowed = role?.isMentionable === true || !lacks(PermissionFlagsBits.MentionEveryone)
      return where && role !== undefined && isAllowed && text.includes(`<@&${id}>`)
    })
  }

  /** Whether it replies to a message that is there. */
  const repliesTo = ({ message_reference }: MessageBody, channel: string): boolean =>
    world.messages.get(message_reference?.message_id ?? '')?.channel === channel

  function change(message: Sent, given: MessageBody, files: readonly Uploaded[]): void {
    if (given.components) message.components = numbered(given.components)
    if (given.attachments) message.attachments = attachmentsOf(given, files)
    message.flags |= given.flags ?? 0
    message.edits += 1
  }

  const lacks = (...needed: readonly bigint[]): boolean => needed.some((flag) => (world.own & flag) === 0n)

  const noAccess = (channel: string, files: readonly Uploaded[]): Reply | undefined => {
    const person = directs.get(channel)
    if (person !== undefined)
      return world.closed.has(person) ? refusal(403, 50007, 'Cannot send messages to this user') : undefined
    const where = world.channels.get(channel)
    if (where === undefined) return refusal(404, 10003, 'Unknown Channel')
    if (!world.servers.has(world.serverOf(channel)) || lacks(PermissionFlagsBits.ViewChannel))
      return refusal(403, 50001, 'Missing Access')
    const speaking =
      where.parent === undefined
        ? PermissionFlagsBits.SendMessages
        : PermissionFlagsBits.SendMessagesInThreads
    const isLocked = where.locked === true && lacks(PermissionFlagsBits.ManageThreads)
    if (isLocked && where.archived) return refusal(403, 50083, 'Thread is archived')
    // Nobody but moderators has the right to write in a locked thread.
    if (isLocked || lacks(speaking) || (files.length > 0 && lacks(PermissionFlagsBits.AttachFiles)))
      return refusal(403, 50013, 'Missing Permissions')
    return undefined
  }

  /** A post of a forum: a thread and the message that it begins with, whose id it has. */
  function beginPost(forum: Channel, body: unknown, files: readonly Uploaded[]): Reply {
    const parsed = PostBody.safeParse(body)
    const given = parsed.data?.message ?? {}
    const names = files.map(({ name }) => name)
    const wrong = faulty('post', body, messageFaults(given, names))
    if (wrong !== undefined || parsed.data === undefined)
      return wrong ?? refusal(400, 50035, 'Invalid Form Body')
    const { name, applied_tags } = parsed.data
    const applied = applied_tags ?? []
    const known = (forum.tags ?? []).filter(({ id }) => applied.includes(id))
    if (known.length < applied.length) return refusal(400, 50035, 'Invalid Form Body: applied_tags')
    if (forum.needsTag === true && applied.length === 0)
      return refusal(400, 40067, 'A tag is required to create a forum post in this channel')
    if (known.some(({ moderated }) => moderated) && lacks(PermissionFlagsBits.ManageThreads))
      return refusal(403, 50013, 'Missing Permissions')
    const id = world.nextId()
    const post: Channel = {
      id,
      type: ChannelType.PublicThread,
      name,
      parent: forum.id,
      archived: false,
      appliedTags: applied,
    }
    world.channels.set(id, post)
    const message = create(id, given, files, { id })
    return { status: 201, body: { ...world.channel(post), message: world.message(message) } }
  }

  /** Why a post can't have these tags; nothing where it can. Only moderators can change them. */
  function tagFaults(post: Channel, tags: readonly string[]): Reply | undefined {
    const { tags: known = [], needsTag } = world.channels.get(post.parent ?? '') ?? {}
    if (post.archived) return refusal(400, 50083, 'Thread is archived')
    if (lacks(PermissionFlagsBits.ManageThreads)) return refusal(403, 50013, 'Missing Permissions')
    const unknown = tags.filter((tag) => !known.some(({ id }) => id === tag))
    const faults = [
      ...(tags.length > 5 ? ['a sixth tag'] : []),
      ...(new Set(tags).size < tags.length ? ['a tag twice'] : []),
      ...(unknown.length > 0 ? ['a tag that the forum doesn’t have'] : []),
    ]
    if (faults.length > 0) return faulty('channel', { applied_tags: tags }, faults)
    return needsTag === true && tags.length === 0 ? refusal(400, 40067, 'A tag is required') : undefined
  }

  function askedBy(id: string, secret: string): Asked | Reply {
    const one = asked.get(id)
    return one === undefined || one.token !== secret ? refusal(404, 10062, 'Unknown interaction') : one
  }

  /** Tokens begin with the id of their interaction. */
  function byToken(secret: string): Asked | undefined {
    const one = asked.get(secret.split('-', 1)[0] ?? '')
    return one?.token === secret ? one : undefined
  }

  function callback(one: Asked, body: unknown, files: readonly Uploaded[], query: URLSearchParams): Reply {
    if (one.type !== undefined) return refusal(400, 40060, 'Interaction has already been acknowledged.')
    if (one.pastMs > 3000) return refusal(404, 10062, 'Unknown interaction')
    const { type, data } = Callback.parse(body)
    const flags = data?.flags ?? 0
    const faults =
      type === 9
        ? formFaults(data?.title ?? '', data?.components ?? [])
        : type === 4 || type === 7
          ? messageFaults(
              MessageBody.parse(data ?? {}),
              files.map(({ name }) => name),
            )
          : type === 8 &&
              (data?.choices ?? []).some(
                ({ name, value }) => name.length < 1 || name.length > 100 || value.length > 100,
              )
            ? ['a suggestion’s length']
            : []
    const wrong = faulty('callback', body, faults)
    if (wrong !== undefined) return wrong
    if (one.isAutocomplete !== (type === 8))
      return faulty('callback', body, [`type ${type} for this interaction`]) ?? { status: 204 }
    one.type = type
    one.acknowledgedAt = performance.now()
    one.isEphemeral = type === 6 ? one.source?.seenBy !== undefined : (flags & MessageFlags.Ephemeral) !== 0
    if (type === 6) one.original = one.source
    if (type === 8) one.choices = data?.choices ?? []
    if (type === 9)
      one.form = {
        customId: data?.custom_id ?? '',
        title: data?.title ?? '',
        components: data?.components ?? [],
      }
    if (type === 4) {
      // Without *Use External Apps*, what an app from elsewhere says is for whoever asked.
      if (one.isElsewhere === true && !world.allowsAppsFromElsewhere) one.isEphemeral = true
      const seenBy = one.isEphemeral ? one.user : undefined
      one.original = create(one.channel, MessageBody.parse(data ?? {}), files, { seenBy })
      heard(one.original, one.user)
    }
    if (type === 4 || type === 8 || type === 9) finish(one)
    if (query.get('with_response') !== 'true') return { status: 204 }
    const message = one.original && world.message(one.original)
    return {
      status: 200,
      body: {
        interaction: { id: one.id, type: 2, response_message_id: one.original?.id },
        ...(message && { resource: { type, message } }),
      },
    }
  }

  function editOriginal(one: Asked, body: unknown, files: readonly Uploaded[]): Reply {
    if (one.pastMs > 15 * 60_000) return refusal(401, 50027, 'Invalid Webhook Token')
    if (one.type === undefined) return refusal(404, 10015, 'Unknown Webhook')
    const given = MessageBody.parse(body)
    const wrong = faulty(
      'original',
      body,
      messageFaults(
        given,
        files.map(({ name }) => name),
      ),
    )
    if (wrong !== undefined) return wrong
    if (one.original?.seenBy !== undefined && !world.messages.has(one.original.id))
      return refusal(404, 10008, 'Unknown Message')
    if (one.type === 6 && one.original?.seenBy === undefined)
      violate('a message that everyone sees was changed through a press on it')
    if (one.original === undefined)
      one.original = create(one.channel, given, files, {
        seenBy: one.isEphemeral === true ? one.user : undefined,
      })
    else change(one.original, given, files)
    if (one.isAnswered) finishPresses(one.user)
    finish(one)
    heard(one.original, one.user)
    return { status: 200, body: world.message(one.original) }
  }

  /** A follow-up of an interaction, while its token lasts. */
  function followUp(secret: string, id: string): { readonly one: Asked; readonly message: Sent } | Reply {
    const one = byToken(secret)
    if (one === undefined) return refusal(404, 10015, 'Unknown Webhook')
    if (one.pastMs > 15 * 60_000) return refusal(401, 50027, 'Invalid Webhook Token')
    const message = one.followUps.find((sent) => sent.id === id)
    if (message === undefined || !world.messages.has(id)) return refusal(404, 10008, 'Unknown Message')
    return { one, message }
  }

  /** What somebody has pressed since on a message of everyone's is answered with a change of what they were told before. */
  function finishPresses(user: string): void {
    for (const one of asked.values())
      if (one.user === user && one.type === 6 && one.original?.seenBy === undefined) finish(one)
  }

  function finish(one: Asked): void {
    one.answeredAt ??= performance.now()
    one.isAnswered = true
  }

  const lastHeard = new Map<string, Sent>()
  const heard = (message: Sent, user: string) => {
    if (message.seenBy !== undefined) lastHeard.set(user, message)
  }

  const routes: readonly (readonly [
    RegExp,
    (ids: readonly string[], body: unknown, files: readonly Uploaded[], query: URLSearchParams) => Reply,
  ])[] = [
    [
      /^GET \/gateway\/bot$/,
      () => ({
        status: 200,
        body: {
          url: gatewayUrl,
          shards: world.shards,
          session_start_limit: {
            total: 1000,
            remaining: world.startsLeft,
            reset_after: 0,
            max_concurrency: 1,
          },
        },
      }),
    ],
    [/^GET \/applications\/@me$/, () => ({ status: 200, body: world.application() })],
    [
      /^PATCH \/applications\/@me$/,
      (_, body) => {
        // The documentation, which is right where they differ, has permissions as text; the description has a number.
        const asDescribed = JSON.parse(
          JSON.stringify(body).replaceAll(/"permissions":"(\d+)"/g, '"permissions":$1'),
        )
        const wrong = faulty('application', asDescribed)
        if (wrong !== undefined) return wrong
        Object.assign(
          world.installs,
          z.looseObject({ integration_types_config: Installs }).parse(body).integration_types_config,
        )
        return { status: 200, body: world.application() }
      },
    ],
    [/^GET \/users\/@me$/, () => ({ status: 200, body: bot() })],
    [
      /^PUT \/applications\/(\d+)(?:\/guilds\/(\d+))?\/commands$/,
      ([, guild], body) => {
        const wrong = faulty('commands', body, commandFaults(body, guild !== undefined))
        if (wrong !== undefined) return wrong
        commands.splice(0, commands.length, ...z.array(Registered).parse(body))
        const kept = commands.map((command) => ({ ...command, id: world.nextId() }))
        registered.set(guild ?? '', kept)
        return { status: 200, body: kept }
      },
    ],
    [
      /^GET \/applications\/\d+(?:\/guilds\/(\d+))?\/commands$/,
      ([guild = '']) => ({ status: 200, body: registered.get(guild) ?? [] }),
    ],
    [
      /^GET \/users\/@me\/guilds$/,
      () => ({ status: 200, body: [...world.servers].map((id) => ({ id, name: 'Reading' })) }),
    ],
    [
      /^POST \/interactions\/(\d+)\/([\w-]+)\/callback$/,
      ([id = '', secret = ''], body, files, query) => {
        const one = askedBy(id, secret)
        return 'status' in one ? one : callback(one, body, files, query)
      },
    ],
    [
      /^GET \/webhooks\/\d+\/([\w-]+)\/messages\/@original$/,
      ([secret = '']) => {
        const original = byToken(secret)?.original
        return original === undefined
          ? refusal(404, 10008, 'Unknown Message')
          : { status: 200, body: world.message(original) }
      },
    ],
    [
      /^PATCH \/webhooks\/\d+\/([\w-]+)\/messages\/@original$/,
      ([secret = ''], body, files) => {
        const one = byToken(secret)
        return one === undefined ? refusal(404, 10015, 'Unknown Webhook') : editOriginal(one, body, files)
      },
    ],
    [
      /^DELETE \/webhooks\/\d+\/([\w-]+)\/messages\/@original$/,
      ([secret = '']) => {
        const one = byToken(secret)
        if (one?.type === undefined) return refusal(404, 10008, 'Unknown Message')
        if (one.pastMs > 15 * 60_000) return refusal(401, 50027, 'Invalid Webhook Token')
        if (one.type === 6 && one.original?.seenBy === undefined)
          violate('a message that everyone sees was deleted through a press on it')
        if (one.type === 4 || one.type === 5)
          if (one.isEphemeral !== true) violate('a public message that began as an answer was deleted')
        if (one.original !== undefined) world.messages.delete(one.original.id)
        one.type = -1
        // There is nothing to wait for any more.
        finish(one)
        return { status: 204 }
      },
    ],
    [
      /^PATCH \/webhooks\/\d+\/([\w-]+)\/messages\/(\d+)$/,
      ([secret = '', id = ''], body, files) => {
        const found = followUp(secret, id)
        if ('status' in found) return found
        const given = MessageBody.parse(body)
        const names = files.map(({ name }) => name)
        const wrong = faulty('original', body, messageFaults(given, names))
        if (wrong !== undefined) return wrong
        change(found.message, given, files)
        finishPresses(found.one.user)
        heard(found.message, found.one.user)
        return { status: 200, body: world.message(found.message) }
      },
    ],
    [
      /^DELETE \/webhooks\/\d+\/([\w-]+)\/messages\/(\d+)$/,
      ([secret = '', id = '']) => {
        const found = followUp(secret, id)
        if ('status' in found) return found
        world.messages.delete(id)
        return { status: 204 }
      },
    ],
    [
      /^POST \/webhooks\/\d+\/([\w-]+)$/,
      ([secret = ''], body, files) => {
        const one = byToken(secret)
        if (one?.type === undefined) return refusal(404, 10015, 'Unknown Webhook')
        if (one.pastMs > 15 * 60_000) return refusal(401, 50027, 'Invalid Webhook Token')
        // The first follow-up of a deferred answer takes its place, and is as public as that was to be.
        if (one.type === 5 && one.original === undefined) return editOriginal(one, body, files)
        const given = MessageBody.parse(body)
        const wrong = faulty(
          'follow-up',
          body,
          messageFaults(
            given,
            files.map(({ name }) => name),
          ),
        )
        if (wrong !== undefined) return wrong
        const isPrivate = ((given.flags ?? 0) & MessageFlags.Ephemeral) !== 0
        const message = create(one.channel, given, files, { seenBy: isPrivate ? one.user : undefined })
        one.followUps.push(message)
        finish(one)
        heard(message, one.user)
        return { status: 200, body: world.message(message) }
      },
    ],
    [
      /^POST \/users\/@me\/channels$/,
      (_, body) => {
        const wrong = faulty('direct', body)
        if (wrong !== undefined) return wrong
        const { recipient_id: user } = z.object({ recipient_id: z.string() }).parse(body)
        const known = [...directs].find(([, person]) => person === user)?.[0]
        const id = known ?? world.nextId()
        directs.set(id, user)
        return { status: 200, body: { id, type: ChannelType.DM, recipients: [] } }
      },
    ],
    [
      /^POST \/channels\/(\d+)\/messages$/,
      ([channel = ''], body, files) => {
        const refused = noAccess(channel, files)
        if (refused !== undefined) return refused
        const where = world.channels.get(channel)
        if (where !== undefined && isForum(where.type))
          return refusal(400, 50008, 'Cannot send messages in a non-text channel')
        // A moderator has to wake it first.
        if (where?.archived === true && where.locked === true)
          return refusal(403, 50083, 'Thread is archived')
        const given = MessageBody.parse(body)
        const wrong = faulty(
          'message',
          body,
          messageFaults(
            given,
            files.map(({ name }) => name),
          ),
        )
        if (wrong !== undefined) return wrong
        if (given.message_reference && !directs.has(channel) && lacks(PermissionFlagsBits.ReadMessageHistory))
          return refusal(403, 160002, 'Cannot reply without permission to read message history')
        if (given.message_reference?.fail_if_not_exists === true && !repliesTo(given, channel))
          return refusal(400, 50035, 'Invalid Form Body: message_reference: Unknown message')
        const message = create(channel, given, files)
        if (where !== undefined) where.archived = false
        return { status: 200, body: world.message(message) }
      },
    ],
    [/^GET \/channels\/(\d+)\/messages$/, ([channel = ''], _, __, query) => back.messages(channel, query)],
    [/^GET \/channels\/(\d+)\/messages\/(\d+)$/, ([channel = '', id = '']) => back.message(channel, id)],
    [/^GET \/channels\/(\d+)$/, ([id = '']) => back.channel(id)],
    [
      /^PUT \/channels\/(\d+)\/messages\/pins\/(\d+)$/,
      ([channel = '', id = '']) => {
        if (lacks(PermissionFlagsBits.PinMessages)) return refusal(403, 50013, 'Missing Permissions')
        const found = world.messages.get(id)
        if (found === undefined || found.channel !== channel) return refusal(404, 10008, 'Unknown Message')
        world.pins.add(id)
        return { status: 204 }
      },
    ],
    [
      /^GET \/channels\/(\d+)\/threads\/archived\/public$/,
      ([channel = ''], _, __, query) => back.archivedThreads(channel, query),
    ],
    [/^GET \/guilds\/(\d+)\/threads\/active$/, () => back.activeThreads()],
    [/^GET \/guilds\/(\d+)\/roles\/member-counts$/, ([guild = '']) => back.memberCounts(guild)],
    [/^GET \/guilds\/(\d+)\/members$/, ([guild = ''], _, __, query) => back.members(guild, query)],
    [/^GET \/guilds\/(\d+)\/members\/(\d+)$/, ([guild = '', id = '']) => back.member(guild, id)],
    [
      /^PUT \/channels\/(\d+)\/thread-members\/(\d+)$/,
      ([thread = '', user = '']) => {
        const found = world.channels.get(thread)
        if (found?.parent === undefined) return refusal(404, 10003, 'Unknown Channel')
        if (found.archived) return refusal(400, 50083, 'Thread is archived')
        if (!world.people.has(user)) return refusal(404, 10007, 'Unknown Member')
        world.broughtIn.set(thread, new Set([...(world.broughtIn.get(thread) ?? []), user]))
        return { status: 204 }
      },
    ],
    [
      /^GET \/channels\/(\d+)\/thread-members\/(\d+)$/,
      ([thread = '', user = '']) => back.threadMember(thread, user),
    ],
    [/^GET \/guilds\/(\d+)$/, ([id = '']) => back.guild(id)],
    [/^GET \/guilds\/(\d+)\/scheduled-events$/, ([guild = '']) => calendar.list(guild)],
    [
      /^GET \/guilds\/(\d+)\/scheduled-events\/(\d+)\/users$/,
      ([guild = '', id = ''], _, __, query) => calendar.users(guild, id, query),
    ],
    [/^POST \/guilds\/(\d+)\/scheduled-events$/, ([guild = ''], body) => calendar.make(guild, body)],
    [
      /^PATCH \/guilds\/(\d+)\/scheduled-events\/(\d+)$/,
      ([guild = '', id = ''], body) => calendar.change(guild, id, body),
    ],
    [
      /^DELETE \/guilds\/(\d+)\/scheduled-events\/(\d+)$/,
      ([guild = '', id = '']) => calendar.remove(guild, id),
    ],
    [
      /^POST \/channels\/(\d+)\/threads$/,
      ([channel = ''], body, files) => {
        const refused = noAccess(channel, files)
        if (refused !== undefined) return refused
        const forum = world.channels.get(channel)
        if (forum === undefined || !isForum(forum.type))
          return faulty('post', body, ['a post where there is no forum']) ?? refusal(400, 50024, '')
        return beginPost(forum, body, files)
      },
    ],
    [
      /^PATCH \/channels\/(\d+)\/messages\/(\d+)$/,
      ([channel = '', id = ''], body, files) => {
        const refused = noAccess(channel, files)
        if (refused !== undefined && refused.status !== 403) return refused
        const message = world.messages.get(id)
        if (message === undefined || message.seenBy !== undefined)
          return refusal(404, 10008, 'Unknown Message')
        if (world.channels.get(channel)?.archived === true)
          return refusal(400, 50083, 'Tried to perform an operation on an archived thread')
        if (refused !== undefined) return refused
        const given = MessageBody.parse(body)
        const wrong = faulty(
          'edit',
          body,
          messageFaults(
            given,
            files.map(({ name }) => name),
          ),
        )
        if (wrong !== undefined) return wrong
        change(message, given, files)
        return { status: 200, body: world.message(message) }
      },
    ],
    [
      /^POST \/channels\/(\d+)\/messages\/(\d+)\/threads$/,
      ([channel = '', id = ''], body) => {
        const wrong = faulty('thread', body)
        if (wrong !== undefined) return wrong
        const where = world.channels.get(channel)
        if (where === undefined) return refusal(404, 10003, 'Unknown Channel')
        if (lacks(PermissionFlagsBits.ViewChannel)) return refusal(403, 50001, 'Missing Access')
        if (where.parent !== undefined || isForum(where.type))
          return faulty('thread', body, ['a thread in a thread']) ?? refusal(400, 50024, '')
        if (isVoice(where.type)) return refusal(400, 50024, 'Cannot execute action on this channel type')
        if (world.messages.get(id)?.channel !== channel) return refusal(404, 10008, 'Unknown Message')
        if (lacks(PermissionFlagsBits.CreatePublicThreads)) return refusal(403, 50013, 'Missing Permissions')
        if (world.channels.has(id))
          return refusal(400, 160004, 'A thread has already been created for this message')
        if (world.isFullOfThreads) return refusal(400, 160006, 'Maximum number of active threads reached')
        const { name } = z.object({ name: z.string() }).parse(body)
        const thread = { id, type: threadTypeIn(where), name, parent: channel, archived: false }
        world.channels.set(id, thread)
        return { status: 201, body: world.channel(thread) }
      },
    ],
    [
      /^PATCH \/channels\/(\d+)$/,
      ([id = ''], body) => {
        const wrong = faulty('channel', body)
        if (wrong !== undefined) return wrong
        const channel = world.channels.get(id)
        if (channel === undefined) return refusal(404, 10003, 'Unknown Channel')
        if (channel.locked === true && lacks(PermissionFlagsBits.ManageThreads))
          return refusal(403, 50013, 'Missing Permissions')
        const given = z
          .object({ archived: z.boolean().optional(), applied_tags: z.array(z.string()).optional() })
          .parse(body)
        const refused = given.applied_tags && tagFaults(channel, given.applied_tags)
        if (refused !== undefined) return refused
        channel.archived = given.archived ?? channel.archived
        if (given.applied_tags !== undefined) channel.appliedTags = given.applied_tags
        return { status: 200, body: world.channel(channel) }
      },
    ],
  ]

  return {
    server,
    requests,
    commands,
    asked,
    guildId,
    lastHeard,
    directs,
    listening(url: string) {
      gatewayUrl = url
    },
    /** From now on, what goes wrong with which requests. */
    makeTrouble(with_: typeof trouble) {
      trouble = with_
    },
    /** From now on, requests are limited as Discord limits them. */
    keepRates(): void {
      rates = createRates(world.now)
    },
    /** Resolves when the condition holds; it is looked at after every request. */
    until,
    changed,
  }
}

export type Rest = ReturnType<typeof createRest>

async function bodyOf(request: IncomingMessage): Promise<{ body: unknown; files: readonly Uploaded[] }> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  const bytes = Buffer.concat(chunks)
  const type = request.headers['content-type'] ?? ''
  if (bytes.length === 0) return { body: undefined, files: [] }
  if (!type.startsWith('multipart/')) return { body: JSON.parse(bytes.toString()), files: [] }
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData()
  const files: Uploaded[] = []
  for (const [name, value] of form)
    if (typeof value !== 'string')
      files[Number(/\d+/.exec(name)?.[0] ?? files.length)] = {
        name: value.name,
        size: value.size,
        ...(/\.(?:json|csv|md)$/.test(value.name) && { text: await value.text() }),
      }
  return { body: JSON.parse(String(form.get('payload_json') ?? '{}')), files }
}
