import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Bot } from '../../src/bot/bot.ts'
import { findCompletions } from '../../src/bot/completions.ts'
import { readWords } from '../../src/bot/parse-words.ts'
import { refusalOf } from '../../src/chat/answer.ts'
import type { Call } from '../../src/chat/call.ts'
import type { Caller } from '../../src/chat/caller.ts'
import { UserError } from '../../src/chat/user-error.ts'
import type { PngRenderer } from '../../src/picture/png.ts'
import { streamEvents } from './events.ts'
import { createLogin, pageHeaders, requireJson, requireKnownHost, requireSameOrigin } from './guard.ts'
import type { MessageStore } from './message-store.ts'
import { createFileRoutes, type PageFiles } from './page-files.ts'
import type { People } from './people.ts'
import {
  CallRequest,
  EventsQuery,
  MessagesQuery,
  NewChannelRequest,
  NewPersonRequest,
  parseRequest,
  readCaller,
  readWordsToBot,
  resolvePeople,
  SuggestRequest,
} from './read.ts'
import type { WebSettings } from './settings.ts'
import type { Reply, WebState, WebSuggestion } from './wire.ts'

interface Deps {
  readonly settings: WebSettings
  readonly files: PageFiles
  readonly messages: MessageStore
  readonly people: People
  readonly pictures: PngRenderer
  /** The bot; there once the port was started. */
  readonly bot: () => Bot
}

/** Every web request of the playground. */
export function createRoutes({ settings, files, messages, people, pictures, bot }: Deps): Hono {
  const app = new Hono()
  const login = createLogin(settings, Date.now)

  app.use(pageHeaders, requireKnownHost(settings), requireSameOrigin(settings))
  // A mistake is an answer like others; a request that the page would never make is not.
  app.onError((fault, c) => {
    if (fault instanceof UserError) return c.json(refusalOf(fault))
    if (fault instanceof SyntaxError)
      return c.json(refusalOf(new UserError("That isn't JSON.", 'Reload the page.')), 400)
    if (fault instanceof HTTPException && fault.cause instanceof UserError)
      return c.json(refusalOf(fault.cause), fault.status)
    throw fault
  })

  app.get('/p/:file{p_[a-z0-9]+\\.png}', async (c) => {
    const view = await bot().renderPage(c.req.param('file').replace('.png', ''))
    const part = view?.parts.find((part) => part.kind === 'picture')
    if (part?.kind !== 'picture') return c.notFound()
    const png = await pictures.png(part.picture, c.req.query('theme') === 'dark' ? 'dark' : 'light')
    return c.body(new Uint8Array(png), 200, { 'content-type': 'image/png', 'cache-control': 'no-cache' })
  })
  // A poll's page is for whoever has its address, so it stands before the door with what it is made of.
  app.route('/', createFileRoutes(files))
  app.get('/p/:id', (c) => c.html(files.shell))
  app.get('/api/page/:id', async (c) => {
    const view = await bot().renderPage(c.req.param('id'))
    return view === undefined ? c.json({ kind: 'unknown' }, 404) : c.json(view)
  })
  app.get('/login', (c) => c.html(c.req.query('wrong') === undefined ? files.login : files.loginAgain))
  app.post('/login', login.logIn)

  app.use(async (c, next) => {
    if (login.isLoggedIn(c)) return next()
    return c.req.path.startsWith('/api/') ? c.text('Enter the secret first.', 401) : c.redirect('/login', 303)
  })
  app.use('/api/*', requireJson)

  app.get('/', (c) => c.html(files.shell))
  app.get('/api/state', async (c) =>
    c.json({ people: await people.list(), channels: await messages.channels() } satisfies WebState),
  )
  app.get('/api/messages', async (c) => {
    const { channel, thread, person } = parseRequest(MessagesQuery, c.req.query())
    return c.json(await messages.list(channel, thread, person))
  })
  app.get('/api/events', (c) => streamEvents(c, messages, parseRequest(EventsQuery, c.req.query()).person))

  app.post('/api/call', async (c) => {
    const request = parseRequest(CallRequest, await c.req.json())
    const caller = await readCaller(request, people, messages)
    return c.json(
      'call' in request
        ? await respondToCall(request.call, caller)
        : await respondToText(request.text, caller),
    )
  })
  app.post('/api/suggest', async (c) => {
    const request = parseRequest(SuggestRequest, await c.req.json())
    return c.json(await suggest(request.text, await readCaller(request, people, messages)))
  })
  app.post('/api/people', async (c) => {
    const { name, rank } = parseRequest(NewPersonRequest, await c.req.json())
    const person = await people.add(name, rank)
    messages.emit({ kind: 'people' })
    return c.json(person)
  })
  app.post('/api/channels', async (c) => {
    const { name } = parseRequest(NewChannelRequest, await c.req.json())
    await messages.addChannel(name)
    return c.json({ name })
  })
  return app

  /** What was typed: to the bot, or else to everyone in the place. */
  async function respondToText(text: string, caller: Caller): Promise<Reply> {
    const words = readWordsToBot(text)
    if (words !== undefined) return respondToCall(readWords(words, bot().commands), caller, text)
    const { id } = await messages.add(caller.place, { author: caller.person.id, text })
    return { kind: 'posted', id }
  }

  /** Answers for everyone become messages, after the words that asked for them; the rest goes to who asked. */
  async function respondToCall(typedCall: Call, caller: Caller, typed?: string): Promise<Reply> {
    const call = await resolvePeople(typedCall, bot().find(typedCall)?.hints ?? {}, people)
    const answer = await bot().handle(call, caller)
    if (answer.kind !== 'shown' || bot().audienceOf(call) !== 'everyone') return answer
    if (typed !== undefined) await messages.add(caller.place, { author: caller.person.id, text: typed })
    const { id } = await messages.add(caller.place, { view: answer.view })
    if (answer.board !== undefined) await bot().onPosted(answer.board, { place: caller.place, id })
    return { kind: 'posted', id }
  }

  async function suggest(text: string, caller: Caller): Promise<readonly WebSuggestion[]> {
    if (text.startsWith('/') && '/grid'.startsWith(text))
      return [{ insert: '/grid ', label: '/grid', help: 'Ask Cruxgrid' }]
    const words = readWordsToBot(text)
    if (words === undefined) return []
    const found = await findCompletions(words, bot(), caller)
    return found.map((one) => ({ ...one, insert: `/grid ${one.insert}` }))
  }
}
