import { loadCommands } from '../../commands/index.ts'
import type { Answer } from '../../src/chat/answer.ts'
import type { Call } from '../../src/chat/call.ts'
import { createPollStore } from '../../src/poll/poll-store.ts'
import type { Group, Past } from '../../src/reading/group.ts'
import { createGroupStore } from '../../src/reading/group-store.ts'
import { openStore } from '../../src/store/store.ts'
import { publicUrl } from '../pages/open-pages.ts'
import { readRun } from '../read-run.ts'
import { fileIn } from '../reading/held-session.ts'
import { actAskedAbout, buttonsIn, wordsOf } from '../test-bot.ts'
import { createTimeAdvancer } from './advance-time.ts'
import { startInstance } from './instance.ts'
import type { ReadingWorld } from './reading-world.ts'
import type { YearClock } from './year-clock.ts'
import { createFeedReader, type SeenFeeds } from './year-feeds.ts'
import { type Crash, type Deed, firstTitles, type Week, type Year, zone } from './year-plan.ts'

const minuteMs = 60_000
const longestWaitMs = 6 * 3_600_000

/** When the bot was without power, in ms since 1970. */
export interface Outage {
  readonly kind: 'crash' | 'down'
  readonly from: number
  readonly until: number
}

/** What is left of a year. */
export interface YearRun extends SeenFeeds {
  readonly group: Group
  readonly history: readonly Past[]
  readonly outages: readonly Outage[]
  /** What was answered to what people said, by their words. */
  readonly answers: ReadonlyMap<string, string>
  readonly logged: readonly string[]
  /** The files of posts, by their week. */
  readonly posts: readonly Post[]
  /** How often each thing that needs something to press was pressed. */
  readonly pressed: ReadonlyMap<string, number>
}

export interface Post {
  readonly week: Week
  readonly text: string
}

interface Where {
  readonly world: ReadingWorld
  /** Options of the group's schedule. */
  readonly options?: string
  readonly clock: YearClock
  readonly database: string
  /** Whether there are pages and feeds. */
  readonly hasPages?: boolean
}

/** Lets a group live through a year, as fast as the bot does what falls due. */
export async function runYear(
  year: Year,
  { world, clock, database, options = '', hasPages }: Where,
): Promise<YearRun> {
  const [ada] = world.members
  if (ada === undefined) throw new Error('There is nobody')
  const manager = ada
  const commands = await loadCommands()
  const store = await openStore(`sqlite:${database}`)
  const groups = createGroupStore(store, clock.now)
  const polls = createPollStore(store, () => undefined)
  const start = () =>
    startInstance({
      ...{ database, clockOf: clock.of, world, commands },
      publicUrl: hasPages === true ? publicUrl : undefined,
    })
  let instance = await start()
  const outages: Outage[] = []
  const logged: string[] = []
  const answers = new Map<string, string>()
  const gone: { release(): void }[] = []
  const posts: Post[] = []
  const pressed = new Map<string, number>()
  let ahead: readonly Crash[] = []
  /** What people do is not cut off: they would do it again. */
  let isPassing = false
  const time = createTimeAdvancer(clock, database, () => [instance])

  /** Nobody is there until then. */
  async function withoutPower(kind: Outage['kind'], until: number): Promise<void> {
    outages.push({ kind, from: clock.now(), until })
    await instance.cut()
    gone.push(instance)
    logged.push(...instance.logged)
    clock.moveTo(until)
    instance = await start()
  }

  /** Crashes that are ahead come one after another, each counted from the start after the one before. */
  function arm(): void {
    const [next] = ahead
    if (next === undefined) return
    let left = next.changes
    instance.killSwitch.cutAt({ isMade: next.isMade, isLast: () => isPassing && left-- === 0 })
  }

  async function goTo(moment: number): Promise<void> {
    isPassing = true
    while ((await time.goTo(moment)) === 'cut') {
      const [crash, ...rest] = ahead
      ahead = rest
      await withoutPower('crash', clock.now() + (crash?.forMs ?? minuteMs))
      arm()
    }
    isPassing = false
  }

  async function ask(by: number, call: Call, words: string): Promise<Answer> {
    const caller = world.members[by]
    if (caller === undefined) throw new Error(`There is no member ${by}`)
    const answer = await instance.handle(call, caller)
    answers.set(words, wordsOf(answer))
    if (answer.kind === 'refusal') throw new Error(`${words}: ${wordsOf(answer)}`)
    return answer
  }
  const say = (by: number, words: string) => ask(by, readRun(words, commands), words)

  async function theGroup(): Promise<Group> {
    const [group] = await groups.list(manager.place.space)
    if (group === undefined) throw new Error('There is no group')
    return group
  }

  async function vote({ by, week: { date }, round, says }: Extract<Deed, { kind: 'votes' }>): Promise<void> {
    const end = clock.now() + longestWaitMs
    for (;;) {
      const { place, sessions } = await theGroup()
      const id = sessions.find((session) => session.date === date)?.poll
      const poll = id && (await polls.find(place.space, id))
      if (poll !== undefined && poll.rounds.length === round) {
        const cell = (by * 4 + round) % 9
        const placed = { approach: String(Math.floor(cell / 3)), case: String(cell % 3) }
        const call =
          says === undefined
            ? { command: 'vote', args: { poll: poll.id, answer: String(cell) } }
            : { command: 'cast', args: { poll: poll.id, ...placed, ...says } }
        await ask(by, call, `${by} votes, ${date}, ${round}`)
        return
      }
      if (clock.now() > end) throw new Error(`Round ${round} of ${date} can’t be voted in`)
      await goTo(clock.now() + minuteMs)
    }
  }

  async function begin(): Promise<void> {
    const all = world.members.map(({ person }) => person.id)
    const proposal = await say(0, `reading schedule wed 17:00 ${zone} from ${year.weeks[0]?.date} ${options}`)
    const confirm = buttonsIn(proposal).find(({ label }) => label === 'Confirm')
    if (confirm === undefined) throw new Error('Nothing to confirm')
    const begun = await ask(0, confirm.call, 'Confirm')
    if (begun.kind !== 'shown' || begun.board === undefined) throw new Error('No board')
    await instance.bot.onPosted(begun.board, await instance.port.post(manager.place, begun.view, 'board'))
    await say(0, `reading facilitators order:${all.join(',')}`)
    await say(0, `reading schedule expect:${all.join(',')}`)
    for (const [i, title] of firstTitles.entries())
      await say(i % all.length, `reading add "${title}" why:it is a classic`)
  }

  /** Says yes to what is asked before an act. */
  async function sayAndMean(by: number, words: string): Promise<unknown> {
    const act = actAskedAbout(await say(by, words))
    return act === undefined ? undefined : ask(by, act, `${words}, meant`)
  }

  /** A refusal is an answer: somebody else may have been faster, or the moment over. */
  async function press({ week, words, makes }: Extract<Deed, { kind: 'calls' }>): Promise<void> {
    const group = await theGroup()
    const made = makes({
      group,
      session: group.sessions.find(({ date }) => date === week.date),
      past: (await groups.history(group.id)).find(({ session }) => session.date === week.date),
      numberOf(person) {
        const number = world.members.findIndex((one) => one.person.id === person)
        return number < 0 ? undefined : number
      },
    })
    const caller = made && world.members[made.by]
    if (made === undefined || caller === undefined) return
    const answer = await instance.handle(made.call, caller)
    const kind = answer.kind === 'refusal' ? `${words}: refused, ${wordsOf(answer)}` : words
    pressed.set(kind, (pressed.get(kind) ?? 0) + 1)
    if (made.call.command === 'reading recap')
      posts.push({ week, text: answer.kind === 'shown' ? fileIn(answer) : '' })
  }

  function interest(by: number, isInterested: boolean): void {
    const next = world.events?.all().filter(({ isOver, start }) => !isOver && start > clock.now())
    const [soonest] = next?.toSorted((a, b) => a.start - b.start) ?? []
    if (soonest !== undefined) world.events?.interest(soonest.id, by, isInterested)
  }

  async function live(deed: Deed): Promise<unknown> {
    switch (deed.kind) {
      case 'says':
        return sayAndMean(deed.by, deed.words)
      case 'votes':
        return vote(deed)
      case 'calls':
        return press(deed)
      case 'is interested':
        return interest(deed.by, deed.isInterested)
      case 'may make events':
        return world.events?.permit(deed.isPermitted)
      case 'reads feeds':
        return feeds.look()
      case 'fetches the calendar':
        return feeds.fetchCalendar()
      case 'crashes':
        ahead = [...ahead, ...deed.crashes]
        return ahead.length === deed.crashes.length ? arm() : undefined
      case 'is down':
        return withoutPower('down', deed.until)
    }
  }

  const feeds = createFeedReader({
    ...{ clock, world },
    app: () => instance.app,
    askForLink: () => say(1, 'reading calendar'),
  })

  await begin()
  for (const { at, deed } of year.happenings) {
    await goTo(at)
    await live(deed)
  }
  await goTo((year.weeks.at(-1)?.start ?? 0) + 30 * 60 * minuteMs)
  const group = await theGroup()
  const history = await groups.history(group.id)
  logged.push(...instance.logged)
  await instance.stop()
  for (const one of gone) one.release()
  time.close()
  await store.close()
  return { group, history, outages, answers, logged, posts, pressed, ...feeds.seen() }
}
