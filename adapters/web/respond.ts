import { Hono } from 'hono'
import type { Answer } from '../../src/chat/answer.ts'
import { type Bot, refusalOf } from '../../src/chat/bot.ts'
import type { Call } from '../../src/chat/call.ts'
import type { Caller } from '../../src/chat/caller.ts'
import { completions } from '../../src/chat/words.ts'
import { UserError } from '../../src/user-error.ts'
import { streamHappenings } from './events.ts'
import { createDoor, jsonOnly, knownHostOnly, pageHeaders, sameOriginOnly } from './guard.ts'
import type { Messages } from './messages.ts'
import type { PageFiles } from './page-files.ts'
import type { People } from './people.ts'
import {
  Called,
  Looked,
  NewChannel,
  NewPerson,
  readAs,
  readCaller,
  readTyped,
  Said,
  wordsToBot,
} from './read.ts'
import type { WebSettings } from './settings.ts'
import type { Reply, WebState, WebSuggestion } from './wire.ts'

interface Needs {
  readonly settings: WebSettings
  readonly files: PageFiles
  readonly messages: Messages
  readonly people: People
  /** The bot; there once the port was started. */
  readonly bot: () => Bot
}

/** Every web request of the playground. */
export function createRoutes({ settings, files, messages, people, bot }: Needs): Hono {
  const app = new Hono()
  const door = createDoor(settings, Date.now)

  /** Answers for everyone become messages; the rest goes back to who asked. */
  async function answer(call: Call, caller: Caller, typed?: string): Promise<Reply> {
    const isForEveryone = bot().audienceOf(call) === 'everyone'
    const given = await bot().handle(call, caller)
    if (given.kind !== 'shown' || !isForEveryone) return given
    if (typed !== undefined) await messages.add(caller.place, { author: caller.person.id, text: typed })
    const { id } = await messages.add(caller.place, { view: given.view })
    if (given.board !== undefined) await bot().posted(given.board, { place: caller.place, id })
    return { kind: 'posted', id }
  }

  app.use(pageHeaders, knownHostOnly(settings), sameOriginOnly)
  app.onError((fault, c) => {
    if (fault instanceof UserError) return c.json(refusalOf(fault), 400)
    if (fault instanceof SyntaxError)
      return c.json(refusalOf(new UserError("That isn't JSON.", 'Reload the page.')), 400)
    throw fault
  })

  app.get('/app.js', (c) => c.body(files.script, 200, { 'content-type': 'text/javascript; charset=utf-8' }))
  app.get('/app.css', (c) => c.body(files.style, 200, { 'content-type': 'text/css; charset=utf-8' }))
  app.get('/fonts/:name', (c) => {
    const font = files.fonts.get(c.req.param('name'))
    const headers = { 'content-type': 'font/ttf', 'cache-control': 'public, max-age=31536000, immutable' }
    return font === undefined ? c.notFound() : c.body(font, 200, headers)
  })
  app.get('/p/:id', (c) => c.html(files.shell))
  app.get('/api/page/:id', async (c) => {
    const view = await bot().page(c.req.param('id'))
    return view === undefined ? c.json({ kind: 'unknown' }, 404) : c.json(view)
  })
  app.get('/login', (c) => c.html(files.login))
  app.post('/login', door.enter)

  app.use(async (c, next) => {
    if (door.isOpenTo(c)) return next()
    return c.req.path.startsWith('/api/') ? c.text('Enter the secret first.', 401) : c.redirect('/login', 303)
  })

  app.get('/', (c) => c.html(files.shell))
  app.get('/api/state', async (c) =>
    c.json({ people: await people.list(), channels: await messages.channels() }),
  )
  app.get('/api/messages', async (c) => {
    const { channel, thread, person } = readAs(Looked, c.req.query())
    return c.json(await messages.list(channel, thread, person))
  })
  app.get('/api/events', (c) => streamHappenings(c, messages, readAs(PersonId, c.req.query('person'))))

  app.post('/api/say', async (c) => {
    const said = readAs(Said, await c.req.json())
    const caller = await readCaller(said, people)
    const words = wordsToBot(said.text)
    if (words === undefined) {
      const { id } = await messages.add(caller.place, { author: caller.person.id, text: said.text })
      return c.json({ kind: 'posted', id } satisfies Reply)
    }
    return c.json(await answer(await readTyped(words, bot().commands, people), caller, said.text))
  })
  app.post('/api/call', async (c) => {
    const called = readAs(Called, await c.req.json())
    return c.json(await answer(called.call, await readCaller(called, people)))
  })
  app.post('/api/suggest', async (c) => {
    const said = readAs(Said, await c.req.json())
    const words = wordsToBot(said.text)
    const found = words === undefined ? [] : await completions(words, bot(), await readCaller(said, people))
    return c.json(found.map((one) => ({ ...one, insert: `/grid ${one.insert}` })))
  })
  app.post('/api/people', async (c) => {
    const { name, rank } = readAs(NewPerson, await c.req.json())
    const person = await people.add(name, rank)
    messages.tell({ kind: 'people' })
    return c.json(person)
  })
  app.post('/api/channels', async (c) => {
    const { name } = readAs(NewChannel, await c.req.json())
    await messages.addChannel(name)
    return c.json({ name })
  })
  return app
}
