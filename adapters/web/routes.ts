import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { z } from 'zod'
import type { Bot } from '../../src/bot/bot.ts'
import { refusalOf } from '../../src/chat/answer.ts'
import { UserError } from '../../src/chat/user-error.ts'
import type { PngRenderer } from '../../src/picture/png.ts'
import type { Store } from '../../src/store/store.ts'
import type { Clock } from '../../src/time/clock.ts'
import type { Channels } from './channels.ts'
import type { WebEnv } from './client.ts'
import { channelUnknown, manyStreams, notJson } from './errors.ts'
import { streamEvents } from './events.ts'
import { filesPath } from './files-path.ts'
import type { GivenFiles } from './given-files.ts'
import { pageHeaders, requireBytes, requireJson, requireKnownHost, requireSameOrigin } from './guard.ts'
import { createLatestMessages } from './latest-messages.ts'
import { createLogin, type Login } from './login.ts'
import type { MessageStore } from './message-store.ts'
import { listNews } from './news.ts'
import { createFileRoutes, type PageFiles } from './page-files.ts'
import type { People } from './people.ts'
import {
  CallRequest,
  EventsQuery,
  FileQuery,
  MessagesQuery,
  NewChannelRequest,
  NewPersonRequest,
  NewsRequest,
  PageQuery,
  parseRequest,
  ReadingRequest,
  readCaller,
  StateQuery,
  SuggestRequest,
} from './read.ts'
import { showTo } from './readers.ts'
import { createRememberedCalls } from './remembered-calls.ts'
import { readField, respondToCall, respondToText, suggest } from './respond.ts'
import { setZone } from './set-zone.ts'
import type { WebSettings } from './settings.ts'
import { createStreamLimit } from './stream-limit.ts'
import type { WebState } from './wire.ts'

interface Deps {
  readonly store: Store
  readonly settings: WebSettings
  readonly files: PageFiles
  readonly messages: MessageStore
  readonly people: People
  readonly channels: Channels
  readonly pictures: PngRenderer
  readonly clock: Clock
  readonly givenFiles: Pick<GivenFiles, 'keep'>
  /** @throws Error until the adapter is started. */
  readonly bot: () => Bot
}

/** All web requests of the playground: files and the login first, then what is behind the secret. */
export function createRoutes(deps: Deps): Hono<WebEnv> {
  const { settings, files, store, clock } = deps
  const app = new Hono<WebEnv>()
  const login = createLogin({ settings, files, store, clock })

  app.use(pageHeaders, requireKnownHost(settings), requireSameOrigin(settings))
  // A mistake is an ordinary answer; a request that the page itself would never send is an error.
  app.onError((fault, c) => {
    if (fault instanceof UserError) return c.json(refusalOf(fault))
    if (fault instanceof SyntaxError) return c.json(refusalOf(notJson()), 400)
    if (fault instanceof HTTPException && fault.cause instanceof UserError)
      return c.json(refusalOf(fault.cause), fault.status)
    throw fault
  })
  app.route('/', createFileRoutes(files))
  app.get('/login', (c) => c.html(c.req.query('wrong') === undefined ? files.login.ask : files.login.wrong))
  app.post('/login', login.logIn)

  app.use(async (c, next) => {
    if (await login.isLoggedIn(c)) {
      if (login.isNeeded) c.header('cache-control', 'no-store')
      return next()
    }
    // Nobody outside learns whether a poll exists.
    if (/^\/(?:api\/page|p)\//.test(c.req.path)) return c.notFound()
    return c.req.path.startsWith('/api/') ? c.text('Sign in first.', 401) : c.redirect('/login', 303)
  })
  app.post('/logout', login.logOut)
  if (settings.PUBLIC_URL === undefined) app.route('/', createPollRoutes(deps))
  app.get('/', (c) => c.html(login.isNeeded ? files.sharedShell : files.shell))
  app.route('/', createApiRoutes(deps, login))
  return app
}

/**
 * The read-only page of a poll and its picture, for people who see its channel. Where people come from outside, only links
 * open pages.
 */
function createPollRoutes({ bot, channels, pictures, files }: Deps): Hono<WebEnv> {
  /** The playground knows who sees its own channels, and nothing of who sees what lives on another platform. */
  const render = ({ id, person }: z.output<typeof PageQuery>) =>
    bot().renderPage(
      id,
      async ({ platform, channel }) => platform === 'web' && channels.isSeen(person, channel),
    )

  return new Hono<WebEnv>()
    .get('/p/:file{p_[a-z0-9]+\\.png}', async (c) => {
      const id = c.req.param('file').replace('.png', '')
      const page = await render(parseRequest(PageQuery, { ...c.req.query(), id }))
      if (page === undefined) return c.notFound()
      const png = await pictures.png(page.picture, c.req.query('theme') === 'dark' ? 'dark' : 'light')
      return c.body(new Uint8Array(png), 200, { 'content-type': 'image/png', 'cache-control': 'no-cache' })
    })
    .get('/p/:id', (c) => {
      parseRequest(PageQuery, c.req.param())
      return c.html(files.shell)
    })
    .get('/api/page/:id', async (c) => {
      const page = await render(parseRequest(PageQuery, { ...c.req.query(), ...c.req.param() }))
      return page === undefined ? c.json({ kind: 'unknown' }, 404) : c.json(page.view)
    })
}

/** The requests of the playground's page. */
function createApiRoutes(
  deps: Deps,
  login: Pick<Login, 'isNeeded' | 'stillOpen' | 'sessionOf'>,
): Hono<WebEnv> {
  const { messages, people, channels } = deps
  const streams = createStreamLimit()
  const answerOnce = createRememberedCalls(deps.clock.now)
  const listLatest = createLatestMessages({ listAll: messages.listAll, subscribe: messages.subscribe })
  const api = new Hono<WebEnv>()
  api.post(filesPath, requireBytes, async (c) => {
    const caller = await readCaller(parseRequest(FileQuery, c.req.query()), people, channels, messages)
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    return c.json({ file: deps.givenFiles.keep(caller.person.id, bytes) })
  })
  api.use('/api/*', requireJson)

  api.get('/api/state', async (c) => {
    const { person } = parseRequest(StateQuery, c.req.query())
    return c.json({
      people: await people.list(),
      channels: await channels.namesFor(person),
      isBehindSecret: login.isNeeded,
      now: deps.clock.now(),
    } satisfies WebState)
  })
  api.get('/api/messages', async (c) => {
    const query = parseRequest(MessagesQuery, c.req.query())
    const show = await showTo(deps, query.person, query.channel)
    if (show === undefined) throw channelUnknown()
    return c.json(await Promise.all((await messages.list(query)).map(show)))
  })
  api.get('/api/events', (c) => {
    const { person } = parseRequest(EventsQuery, c.req.query())
    const release = streams.open(person, login.sessionOf(c))
    if (release === undefined) throw new HTTPException(503, { cause: manyStreams() })
    return streamEvents(c, messages, {
      person,
      onEnd: release,
      isOpen: login.stillOpen(c),
      toShown: async (message) => (await showTo(deps, person, message.place.channel))?.(message),
    })
  })

  api.post('/api/news', async (c) => {
    const reader = parseRequest(NewsRequest, await c.req.json())
    return c.json(await listNews({ ...deps, listLatest }, reader))
  })

  api.post('/api/call', async (c) => {
    const request = parseRequest(CallRequest, await c.req.json())
    const caller = await readCaller(request, people, channels, messages)
    const answer = () =>
      'call' in request ? respondToCall(deps, request.call, caller) : respondToText(deps, request, caller)
    return c.body(await answerOnce(request, answer), 200, { 'content-type': 'application/json' })
  })
  api.post('/api/suggest', async (c) => {
    const request = parseRequest(SuggestRequest, await c.req.json())
    return c.json(await suggest(deps, request.text, await readCaller(request, people, channels, messages)))
  })
  api.post('/api/reading', async (c) => {
    const request = parseRequest(ReadingRequest, await c.req.json())
    const caller = await readCaller(request, people, channels, messages)
    return c.json({ label: await readField(deps, request, caller) })
  })
  api.post('/api/people', async (c) => {
    const { name, rank } = parseRequest(NewPersonRequest, await c.req.json())
    const person = await people.add(name, rank)
    messages.emit({ kind: 'people' })
    return c.json(person)
  })
  api.post('/api/channels', async (c) => {
    const { name, people, managers, ...adder } = parseRequest(NewChannelRequest, await c.req.json())
    if (await channels.add({ name, ...(people && { people }), ...(managers && { managers }) }))
      await setZone(deps, { channel: name, ...adder })
    messages.emit({ kind: 'channels' })
    return c.json({ name })
  })
  return api
}
