import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { pino } from 'pino'
import { loadCommands } from '../commands/index.ts'
import { createApp } from '../src/app.ts'
import type { Command } from '../src/bot/command.ts'
import type { Adapter } from '../src/bot/platform.ts'
import { asMentioned, handleTyped, readTypedCall } from '../src/bot/typed-call.ts'
import { type Answer, type Form, refusalOf } from '../src/chat/answer.ts'
import type { AudienceId } from '../src/chat/audience.ts'
import { type Call, encodeCall } from '../src/chat/call.ts'
import { type Caller, PersonId, type Place, type Rank, SpaceId } from '../src/chat/caller.ts'
import { type CommandInfo, commandsWith, findCommand } from '../src/chat/command-info.ts'
import type { Message } from '../src/chat/message.ts'
import type {
  AudiencePort,
  ChatPort,
  ConversationState,
  EventPort,
  TalkChannelKind,
  UpcomingEntry,
} from '../src/chat/port.ts'
import { UserError } from '../src/chat/user-error.ts'
import type { View } from '../src/chat/view.ts'
import { type Config, toLimits } from '../src/config.ts'
import { createMetrics } from '../src/metrics.ts'
import type { Papers } from '../src/paper/papers.ts'
import { openStore, type Store } from '../src/store/store.ts'
import type { Clock } from '../src/time/clock.ts'
import { ownZoneOption } from '../src/time/errors.ts'
import { refusalView } from '../src/views/refusal-view.ts'
import { createFakeClock } from './fake-clock.ts'
import { offlinePapers } from './paper/offline.ts'
import { joinPeople } from './read-run.ts'
import { temporaryDirectory } from './store/temporary-directory.ts'
import { checkView } from './view-rules.ts'
import { buttonsOf, textOf, wordsOfRefusal } from './view-text.ts'

const space = SpaceId.parse('table:round')

/** A message at the table, with every view it ever showed. */
export interface Said {
  readonly message: Message
  readonly key: string
  readonly views: View[]
  /** In ms since 1970. */
  readonly at?: number
}

/** A private message, as it stands now. */
interface Told {
  readonly person: string
  /** What it is about. */
  readonly place: Place
  readonly key: string
  readonly message: Message
  view: View
}

/** Of all tables of a process: what one has left, another doesn't say again under the same id. */
let messages = 0

/**
 * People around a table with the bot: the whole core on a real database, and a chat that is kept in memory.
 * Time stands still until it is moved.
 *
 * @param database The file of a table that was left, to come back to it.
 * @param url As DATABASE_URL, for a database that is not a file.
 * @param before What was said at it.
 */
export async function startTestBot({
  database,
  url,
  at = '2026-11-23T12:00:00Z',
  papersFor = offlinePapers,
  before = [],
  calendar,
  logLevel = 'warn',
  limits = 'off',
  makesOffers = false,
  namesManagers = true,
  contact,
  linkTo,
  audiences,
  publicUrl,
  hasGuests = true,
}: {
  database?: string
  url?: string
  at?: string
  papersFor?: (store: Store, clock: Clock) => Papers
  before?: readonly Said[]
  /** What the chat shows of what is to come; without it there is no such place. */
  calendar?: Calendar
  logLevel?: string
  /** As `LIMITS`. Off, because at this table time stands still. */
  limits?: Config['LIMITS']
  /** Whether the chat offers people to place the papers that they link. */
  makesOffers?: boolean
  /** Without it, only the platform says who manages a channel. */
  namesManagers?: boolean
  /** As `CONTACT`. */
  contact?: string
  /** The addresses of messages; without it they have none. */
  linkTo?: (message: Message) => Promise<string>
  /** Without it, everyone is named. */
  audiences?: AudiencePort
  /** As `PUBLIC_URL`. */
  publicUrl?: string
  /** Whether people from outside may be let into a channel. */
  hasGuests?: boolean
} = {}) {
  const directory = database === undefined ? await temporaryDirectory() : undefined
  const file = database ?? join(directory?.path ?? '', 'table.db')
  const clock = createFakeClock(at)
  const store = await openStore(url ?? `sqlite:${file}`, { keyFile: file.replace(/\.db$/, '.keys') })
  const said: Said[] = [...before]
  messages = Math.max(messages, before.length)
  const told: Told[] = []
  const logged: string[] = []
  const shut = new Set<string>()
  const unreachable = new Set<string>()
  const absent = new Set<string>()
  /** By channel and person. */
  const ranks = new Map<string, Rank>()
  /** By channel or private thread, and person. */
  const unseen = new Set<string>()
  const privateThreads = new Set<string>()
  /** Calls that the bot itself would refuse, of buttons and forms that it has shown. */
  const misfits = new Set<string>()
  /** By channel or private thread. */
  const conversations = new Map<string, ConversationState>()
  /** Who runs the whole space. */
  const admins = new Set<string>()
  const lost = new Set<string>()
  const files = new Map<string, Iterable<Uint8Array>>()
  let blindness: Error | 'silence' | undefined
  let failures = 0
  let meanwhile: { readonly about: string; readonly happens: () => Promise<void> } | undefined
  let unanswered: string | undefined
  let refusal: { readonly fault: Error; readonly about: string } | undefined

  function check(calls: readonly Call[]): void {
    for (const call of calls) if (!fits(call, commands)) misfits.add(encodeCall(call))
  }

  function say(place: Place, view: View, key: string): Message {
    check(buttonsOf(view).map(({ call }) => call))
    checkView(view)
    const known = said.find((one) => one.key === key)
    if (known !== undefined) return known.message
    messages += 1
    const message = { place, id: `m${messages}` }
    said.push({ message, key, views: [view], at: clock.now() })
    return message
  }

  const port: Adapter = {
    platform: 'table',
    editEvery: 2000,
    hasGuests,
    makesOffers,
    start: async () => {},
    stop: async () => {},
    isConnected: () => true,
    async *openFile(name) {
      yield* files.get(name) ?? []
    },
    async canSee(person, { channel, thread = channel }) {
      if (blindness === 'silence') return new Promise(() => {})
      if (blindness !== undefined) throw blindness
      const isHidden = [channel, thread].some((place) => unseen.has(`${place} ${person}`))
      return !isHidden && (ranks.get(`${channel} ${person}`) ?? 'member')
    },
    isPrivateThread: async ({ thread = '' }) => privateThreads.has(thread),
    stateOf: async ({ channel, thread }) =>
      conversations.get(thread ?? channel) ??
      (thread === undefined ? 'for-all' : privateThreads.has(thread) ? 'for-some' : 'as-channel'),
    isSpaceAdmin: async (person) => admins.has(person),
    async post(place, view, key) {
      if (refusal !== undefined && textOf(view).includes(refusal.about)) throw refusal.fault
      if (meanwhile !== undefined && textOf(view).includes(meanwhile.about)) {
        const { happens } = meanwhile
        meanwhile = undefined
        await happens()
      }
      const message = say(place, view, key)
      if (unanswered === undefined || !textOf(view).includes(unanswered)) return message
      unanswered = undefined
      throw new Error('The answer was lost')
    },
    postedAt: ({ id }) => said.find(({ message }) => message.id === id)?.at,
    async edit({ id, place }, view) {
      if (lost.has(place.channel)) return 'unreachable'
      if (failures > 0) {
        failures -= 1
        throw new Error('The chat is down')
      }
      check(buttonsOf(view).map(({ call }) => call))
      checkView(view)
      const note = told.find(({ message }) => message.id === id)
      if (note !== undefined) note.view = view
      const one = said.find(({ message }) => message.id === id)
      one?.views.push(view)
      return (one ?? note) === undefined ? 'gone' : 'shown'
    },
    async sendPrivate(person, place, view, key): Promise<Message> {
      if (shut.has(person)) throw new UserError('They take no messages.', 'Open them to me.')
      if (unreachable.has(person)) throw new Error('The chat is down')
      check(buttonsOf(view).map(({ call }) => call))
      checkView(view)
      const known = told.find((one) => one.key === key)
      if (known !== undefined) return known.message
      messages += 1
      const message = { place: { ...place, channel: `with ${person}` }, id: `m${messages}` }
      told.push({ person, place, view, key, message })
      return message
    },
    openThread: async ({ place, id }) => ({ ...place, thread: place.thread ?? id }),
    isAbsent: async (person) => absent.has(person),
    channelNameOf: async ({ channel }) => (channel.startsWith('direct') ? undefined : channel),
    ...(namesManagers && { isIn: async (person: PersonId) => !absent.has(person) }),
    ...(calendar && calendarPort(calendar)),
    ...(linkTo && { linkTo }),
    ...(audiences && { audiences }),
  }

  const commands = commandsWith(await loadCommands(), publicUrl !== undefined)
  const typable = commands.map(withConfirming)
  const app = createApp({
    metrics: createMetrics(),
    store,
    papers: papersFor(store, clock),
    ports: [port],
    commands,
    clock,
    log: pino({ level: logLevel }, { write: (line) => logged.push(line) }),
    pageOf: (poll) => (publicUrl === undefined ? `https://table.example/p/${poll}` : undefined),
    limits: toLimits({ LIMITS: limits }),
    ...(contact !== undefined && { contact }),
    publicUrl,
    random: () => 1,
  })
  await app.start()

  async function handle(call: Call, caller: Caller): Promise<Answer> {
    const answering = app.bot.handle(call, caller)
    if (call.command === 'forget-me') await lettingTimePass(answering)
    const answer = await answering
    check(answer.kind === 'form' ? [answer.submit] : buttonsIn(answer).map(({ call }) => call))
    if (answer.kind !== 'form') checkView(answer.kind === 'shown' ? answer.view : refusalView(answer))
    if (answer.kind === 'shown' && !answer.isPrivate && app.bot.audienceOf(call) === 'everyone') {
      // Whoever asked in a message, its thread is where an answer to it belongs.
      const place = answer.thread === undefined ? caller.place : { ...caller.place, thread: answer.thread }
      const message = say(place, answer.view, `answer ${said.length}`)
      if (answer.board !== undefined) await app.bot.onPosted(answer.board, message, answer.revision)
    }
    return answer
  }

  /** Until that is done: whoever is forgotten waits for messages to be edited, which has a pace. */
  async function lettingTimePass(running: Promise<unknown>): Promise<void> {
    let isDone = false
    const end = () => {
      isDone = true
    }
    running.then(end, end)
    for (await quiet(); !isDone; await quiet()) clock.advance(500)
  }

  function as(
    name: string,
    rank: Rank = 'member',
    {
      zone = 'UTC',
      audiences,
      ...where
    }: {
      channel?: string
      thread?: string
      space?: SpaceId /** Unknown: the chat doesn't tell it. */
      zone?: string
      /** Unknown without them. */
      audiences?: readonly AudienceId[]
    } = {},
  ) {
    const place: Place = { platform: 'table', space, channel: 'main', ...where }
    const caller: Caller = {
      person: { id: PersonId.parse(`table:${name.toLowerCase()}`), name },
      place,
      rank,
      ...(zone !== 'unknown' && { zone }),
      ...(audiences && { audiences }),
    }
    ranks.set(`${place.channel} ${caller.person.id}`, rank)
    /** As a person who says yes to what is asked before an act. */
    const ask = async (call: Call) => {
      const answer = await handle(call, caller)
      const act = actAskedAbout(answer)
      return act === undefined ? answer : handle(act, caller)
    }
    async function type(
      words: string,
      ask: (call: Call) => Promise<Answer>,
      toCall = (call: Call) => call,
    ): Promise<Answer> {
      try {
        const call = await readTypedCall(words, typable, (call) => joinPeople(call, commands))
        return (await handleTyped(app.bot.formFor(call) ?? toCall(call), typable, ask)).answer
      } catch (fault) {
        return refuseWords(fault)
      }
    }
    return {
      caller,
      ask,
      type: (words: string) => type(words, ask),
      /** As `type`, in a message to everyone that mentions the bot. */
      mention: (words: string) => type(words, ask, (call) => asMentioned(call, commands)),
      /** As `type`, for the question before an act. */
      typeToBeAsked: (words: string) => type(words, (call) => handle(call, caller)),
      /** Presses the button with that label in something that was shown. */
      async press(where: View | Said | Answer, label: string): Promise<Answer> {
        const buttons = 'views' in where ? buttonsOf(latest(where)) : buttonsIn(where)
        const button = buttons.find((button) => button.label === label)
        if (button === undefined)
          throw new Error(`No button ${label} among ${buttons.map(({ label }) => label)}`)
        return ask(button.call)
      },
      /** Sends a form as it is filled in, with these values instead. */
      submit: (answer: Answer, values: Readonly<Record<string, string>>) => {
        const form = formOf(answer)
        const filled = Object.fromEntries(form.fields.map(({ name, value }) => [name, value ?? '']))
        return ask({ command: form.submit.command, args: { ...form.submit.args, ...filled, ...values } })
      },
    }
  }

  return {
    as,
    app,
    store,
    clock,
    said,
    told,
    /** Every warning and fault, as a line of JSON. */
    logged,
    file,
    /** The last message that was posted. */
    last: (): Said => {
      const one = said.at(-1)
      if (one === undefined) throw new Error('Nothing was said')
      return one
    },
    /** Lets everything happen that can happen without time going on. */
    quiet,
    /** The next edits fail. */
    failEdits(times: number): void {
      failures = times
    },
    /** From now on nothing can be posted that says so, until that is taken back with nothing. */
    refusePosts(fault: Error | undefined, about = ''): void {
      refusal = fault && { fault, about }
    },
    /** The next message that says so is posted, and nobody hears of it. */
    loseAnswer(about: string): void {
      unanswered = about
    },
    /** Something happens while the next message that says so is on its way. */
    whilePosting(about: string, happens: () => Promise<void>): void {
      meanwhile = { about, happens }
    },
    conversations,
    admins,
    /** What people can give to forms, by name. */
    files,
    /** The platform reports that a conversation was deleted. */
    deleted: (where: { channel: string; thread?: string }, state: 'for-all' | 'for-some' | 'as-channel') =>
      app.bot.membership.onDeleted({ platform: 'table', space, ...where }, state),
    /** From now on, that channel or private thread is not for them. */
    hide(place: string, person: string): void {
      unseen.add(`${place} table:${person.toLowerCase()}`)
    },
    showAgain(place: string, person: string): void {
      unseen.delete(`${place} table:${person.toLowerCase()}`)
    },
    /** That channel is gone. */
    loseChannel(channel: string): void {
      lost.add(channel)
    },
    /** That thread is for fewer people than its channel. */
    openPrivate(thread: string): void {
      privateThreads.add(thread)
    },
    /** From now on the platform can't say who sees what, or doesn't answer, until that is taken back with nothing. */
    loseSight(how: Error | 'silence' | undefined): void {
      blindness = how
    },
    /** They are not among the people any more. */
    left(person: string): void {
      absent.add(person)
    },
    /** Nobody can write to them. */
    shutOut(person: string): void {
      shut.add(person)
    },
    /** Messages to them fail for another reason, until that is taken back. */
    cutOff(person: string, isCutOff = true): void {
      if (isCutOff) unreachable.add(person)
      else unreachable.delete(person)
    },
    letIn(person: string): void {
      shut.delete(person)
    },
    /** Resolves when a message reads like this; time goes on meanwhile, for edits have a pace. */
    async until(one: Said, words: string): Promise<void> {
      while (!textOf(latest(one)).includes(words)) {
        await quiet()
        clock.advance(500)
      }
    },
    async leave(): Promise<void> {
      await app.stop()
      await store.close()
    },
    async [Symbol.asyncDispose]() {
      await app.stop()
      await store.close()
      await directory?.[Symbol.asyncDispose]()
      if (misfits.size > 0) throw new Error(`These would be refused: ${[...misfits].join(', ')}`)
    },
  }
}

/** What only controls say, by the command: it is not among the hints. */
const pressed: Readonly<Record<string, readonly string[]>> = {
  'link-page': ['poll', 'group', 'season', 'sure'],
  explain: ['public', 'private'],
  atlas: ['table', 'share'],
  contested: ['page', 'share'],
  agreement: ['share'],
  paper: ['share'],
  find: ['page'],
  'reading list': ['page'],
  'reading calendar': ['session'],
  'reading ask': ['session'],
  'reading order': ['page'],
  'reading questions': ['vote', 'remove', 'page'],
  'reading recap': ['session'],
  'reading attach': ['session'],
  poll: ['sure', 'meant', 'second', 'second-paper'],
  close: ['sure', 'round'],
  reveal: ['sure', 'round'],
  export: ['sure'],
  delete: ['sure'],
  seal: ['sure'],
  edit: ['left', 'faults'],
  fill: ['left', 'faults'],
  remind: ['add'],
  settings: ['left', 'faults'],
  'settings move-memory': ['sure'],
  'remove-reason': ['sure'],
  link: ['sure'],
  links: ['poll', 'withdraw'],
  import: ['left'],
  'undo-import': ['sure'],
  reading: ['group'],
  'reading add': ['again', 'meant'],
  'reading remove': ['sure', 'undo'],
  'reading skip': ['sure'],
  'reading facilitators': ['take'],
  'reading pause': ['replace'],
  'reading next': ['session'],
  'forget-me': ['sure', 'votes', 'words'],
}

/** Whether its command has all of a call's arguments. */
export const fits = (call: Call, commands: readonly Command[]): boolean => {
  const command = findCommand(commands, call)
  return (
    command !== undefined &&
    Object.keys(call.args).every(
      (name) =>
        name === ownZoneOption || command.hints[name] !== undefined || pressed[command.name]?.includes(name),
    )
  )
}

/** Of what only controls say: the flags of a press that confirms. */
const confirming: readonly string[] = ['sure', 'undo', 'votes', 'words']

/** At this table, what confirms can be typed, too: `delete sure` is the press that does. */
const withConfirming = (command: CommandInfo): CommandInfo => {
  if (meant.includes(command.name)) return command
  const names = (pressed[command.name] ?? []).filter((name) => confirming.includes(name))
  const typed = names.map(
    (name) => [name, { kind: 'flag', label: "Don't ask first", required: false }] as const,
  )
  return { ...command, hints: { ...command.hints, ...Object.fromEntries(typed) } }
}

export type TestBot = Awaited<ReturnType<typeof startTestBot>>

/** What is to come, by what it is called by; a fault where nothing can be put in. */
export interface Calendar {
  readonly entries: Map<string, UpcomingEntry>
  fault?: Error | undefined
  /** Whether an entry that a user has removed is left alone, and not made again. */
  leavesRemoved?: boolean
  /** Of a chat with events. */
  readonly events?: EventPort
  /** Where people talk, by channel. */
  readonly talkChannels?: Pick<ReadonlyMap<string, TalkChannelKind>, 'get'>
}

const calendarPort = (
  calendar: Calendar,
): Pick<ChatPort, 'showUpcoming' | 'hideUpcoming' | 'events' | 'talkChannelKind'> => ({
  ...(calendar.events && { events: calendar.events }),
  talkChannelKind: async ({ channel }) => calendar.talkChannels?.get(channel),
  async showUpcoming(mark, id) {
    if (calendar.fault !== undefined) throw calendar.fault
    if (id !== undefined && calendar.leavesRemoved === true && !calendar.entries.has(id)) return undefined
    const known = id ?? `e${calendar.entries.size + 1}`
    calendar.entries.set(known, mark)
    return known
  },
  hideUpcoming: async (_, known) => void calendar.entries.delete(known),
})

async function quiet(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await setImmediate()
}

/** What a message shows now. */
export function latest({ views }: Said): View {
  const view = views.at(-1)
  if (view === undefined) throw new Error('A message without a view')
  return view
}

/** What an answer says, in words. */
export function wordsOf(answer: Answer): string {
  if (answer.kind === 'shown') return textOf(answer.view)
  if (answer.kind === 'refusal') return wordsOfRefusal(answer)
  const fields = answer.fields.map(({ name, value }) => `${name}=${value ?? ''}`)
  return [`${answer.title}:`, ...(answer.intro ?? []), ...fields].join(' ')
}

/** @throws Error when the answer is no form. */
export function formOf(answer: Answer): Form {
  if (answer.kind !== 'form') throw new Error(`No form, but: ${wordsOf(answer)}`)
  return answer
}

/** The answer to words that can't be read as a call. @throws any other fault. */
function refuseWords(fault: unknown): Answer {
  if (fault instanceof UserError) return refusalOf(fault)
  throw fault
}

/** Acts that ask first, and that most tests mean to do. */
const meant: readonly string[] = ['close', 'reveal', 'export', 'reading skip']

/** The act that an answer asks about, if it is one of those. */
export function actAskedAbout(answer: Answer): Call | undefined {
  const calls = buttonsIn(answer).map(({ call }) => call)
  if (!calls.some(({ command }) => command === 'cancel')) return undefined
  return calls.find(({ command, args }) => meant.includes(command) && args.sure === 'yes')
}

/** The buttons of what was answered. */
export function buttonsIn(where: View | Answer) {
  if (!('kind' in where)) return buttonsOf(where)
  if (where.kind === 'shown') return buttonsOf(where.view)
  return where.kind === 'refusal' ? where.buttons : []
}
