import { randomUUID } from 'node:crypto'
import pLimit from 'p-limit'
import { createBoards } from './board/boards.ts'
import { type Bot, createBot } from './bot/bot.ts'
import type { Command } from './bot/command.ts'
import type { Context } from './bot/context.ts'
import type { Adapter } from './bot/platform.ts'
import type { Caller, Person, Place, SpaceId } from './chat/caller.ts'
import type { Message } from './chat/message.ts'
import type { ChatPort } from './chat/port.ts'
import { UserError } from './chat/user-error.ts'
import type { View } from './chat/view.ts'
import { csvHeader, csvRows } from './export/poll-csv.ts'
import { pollJson } from './export/poll-json.ts'
import { createScheduler } from './jobs/scheduler.ts'
import { readTask, type Task } from './jobs/tasks.ts'
import type { Logger } from './log.ts'
import type { Papers } from './paper/papers.ts'
import { type Disclosure, selectRound } from './poll/disclose.ts'
import { createPersonalData } from './poll/personal-data.ts'
import { PollId } from './poll/poll.ts'
import { createPollStore } from './poll/poll-store.ts'
import type { OutcomeTask, TitleTask } from './poll/poll-tasks.ts'
import { createPolls } from './poll/polls.ts'
import { createSettingsStore } from './poll/settings-store.ts'
import { createReadingGroups } from './sessions/reading-groups.ts'
import { createJobStore, type Job } from './store/job-store.ts'
import type { Store } from './store/store.ts'
import { createSweeper } from './store/sweeper.ts'
import type { Clock } from './time/clock.ts'
import { filePart } from './views/file-view.ts'
import { deletedView, pollView } from './views/poll/poll-view.ts'
import { outcomeView, pageView } from './views/poll/result-view.ts'

interface Deps {
  readonly store: Store
  readonly ports: readonly Adapter[]
  readonly commands: readonly Command[]
  readonly clock: Clock
  readonly log: Logger
  readonly papers: Papers
  readonly pageOf: Context['pageOf']
}

/** Cruxgrid without its adapters. */
export interface App {
  readonly bot: Bot
  /** Starts the ports, brings every board up to date and attends to what fell due meanwhile. */
  start(): Promise<void>
  /** Finishes what is under way. The store stays open. */
  stop(): Promise<void>
}

const boardOf = (poll: PollId): string => `poll:${poll}`
/** Sources of papers are asked at their own pace; a group has many to tell. */
const isSlow = ({ kind }: Task): boolean => kind === 'name' || kind === 'entry' || kind === 'reading'
/** So many groups are attended to at once. */
const maxRunningGroups = 16
const toPollId = (board: string): PollId => PollId.parse(board.slice('poll:'.length))

/** Ties store, services, boards, alarms and bot together; the only place that knows them all. */
export function createApp({ store, ports, commands, clock, log, papers, pageOf }: Deps): App {
  const pollStore = createPollStore(store, (poll, space) =>
    log.warn({ poll, space }, 'a poll of another space was asked for'),
  )
  const settings = createSettingsStore(store)
  function onPollChange(poll: PollId): void {
    boards.touch(boardOf(poll))
    reading.onPollChange(poll)
  }
  const personalData = createPersonalData(pollStore, onPollChange)
  const polls = createPolls({
    store: pollStore,
    now: clock.now,
    settingsOf: settings.get,
    onChange: onPollChange,
    notifyScheduler: () => scheduler.poke(),
    messagesOf: (poll) => boards.messagesOf(boardOf(poll)),
  })

  const reading = createReadingGroups({
    store,
    polls,
    settings,
    papers,
    clock,
    log,
    portFor,
    touch: (board) => boards.touch(board),
    onBoardPosted: (board, message) => boards.trackMessage(board, message),
    notifyScheduler: () => scheduler.poke(),
    pageOf,
    boardOf,
  })

  const boards = createBoards({
    store,
    ports,
    clock,
    log,
    revisionOf: (board, { place }) =>
      reading.boards.isOurs(board)
        ? reading.boards.revisionOf(board, place.space)
        : polls.revisionOf(place.space, toPollId(board)),
    async render(board, { place }) {
      if (reading.boards.isOurs(board)) return reading.boards.render(board, place.space)
      const found = await polls.readForBoard(place.space, toPollId(board))
      return found === undefined
        ? { view: deletedView }
        : { view: pollView(found.poll), revision: found.revision }
    },
  })

  const scheduler = createScheduler({
    jobs: createJobStore(store, readTask, (job) => log.error({ job }, 'no handler for the task of a job')),
    clock,
    log,
    owner: randomUUID(),
    runTask,
    isSlow,
    isVital: ({ kind }) => kind === 'reading',
  })

  const sweeper = createSweeper({ store, clock, log })
  const limitGroups = pLimit(maxRunningGroups)

  async function runTask(task: Task, job: Job<Task>): Promise<void> {
    switch (task.kind) {
      case 'close':
        return polls.closeDue(task.space, task.poll, task.round, job.due)
      case 'outcome':
        return postOutcome(task, job.id)
      case 'name':
        return lookUpTitle(task)
      case 'shred':
        return pollStore.shred(task.poll, task.rounds)
      case 'reading':
        return limitGroups(() => reading.runDueSteps(task.space, task.group))
      case 'entry':
        return reading.lookUpTitle(task)
    }
  }

  /** A poll opens under what was typed, and is told what its paper is called once a source has said so. */
  async function lookUpTitle({ space, poll, tries }: TitleTask): Promise<void> {
    const paper = await polls.paperOf(space, poll)
    const outcome = paper && (await papers.find(paper.id))
    if (outcome?.kind === 'found') await polls.setPaper(space, poll, outcome.paper)
    if (outcome?.kind === 'unavailable') await polls.lookUpLater(space, poll, tries + 1)
  }

  /** The outcome goes to the poll's thread, one time for each closing; a round reopened meanwhile has none. */
  async function postOutcome({ space, poll: id, round }: OutcomeTask, key: string) {
    const found = await polls.readIn(space, id)
    if (found === undefined) return
    const poll = selectRound(found.poll, round)
    if (poll.state === 'open') return
    const port = portFor(found.place.platform)
    const thread = found.thread ?? (await openThreadIfAllowed(space, poll))
    await port.post(thread ?? found.place, outcomeView(poll, pageOf(id)), key)
  }

  /** Where no thread may be opened, what was to be said there is better said in the channel than not at all. */
  async function openThreadIfAllowed(space: SpaceId, poll: Disclosure): Promise<Place | undefined> {
    try {
      return await openThread(space, poll)
    } catch (fault) {
      if (!(fault instanceof UserError)) throw fault
      log.warn({ fault, poll: poll.id }, 'a thread may not be opened for an outcome')
      return undefined
    }
  }

  /** Opens a thread under the poll's message, and remembers it; nothing where the poll has no message. */
  async function openThread(space: SpaceId, { id, paper }: Disclosure): Promise<Place | undefined> {
    const [message] = await boards.messagesOf(boardOf(id))
    if (message === undefined) return undefined
    const thread = await portFor(message.place.platform).openThread(message, paper.title)
    await polls.setThread(space, id, thread)
    return thread
  }

  function portFor(platform: string): ChatPort {
    const port = ports.find((port) => port.platform === platform)
    if (port === undefined) throw new Error(`${platform} is not configured`)
    return port
  }

  async function sendPrivate(
    caller: Caller,
    people: readonly Person['id'][],
    view: View,
    key: string,
  ): Promise<number> {
    const port = portFor(caller.place.platform)
    const deliveries = await Promise.allSettled(
      people.map((person) => port.sendPrivate(person, caller.place, view, `${key}/${person}`)),
    )
    for (const outcome of deliveries)
      if (outcome.status === 'rejected') log.warn({ fault: outcome.reason }, 'a person could not be told')
    return deliveries.filter(({ status }) => status === 'fulfilled').length
  }

  const contextFor = (caller: Caller): Context => ({
    caller,
    now: clock.now(),
    polls,
    settings,
    personalData,
    papers,
    reading,
    commands,
    sendPrivate: (people, view, key) => sendPrivate(caller, people, view, key),
    pageOf,
    boardOf,
  })

  async function renderPage(words: string): Promise<View | undefined> {
    const id = PollId.safeParse(words)
    const poll = id.success ? await polls.readAnywhere(id.data) : undefined
    if (poll === undefined) return undefined
    const downloads = [
      filePart(`${poll.id}.json`, 'json', pollJson(poll)),
      filePart(`${poll.id}.csv`, 'csv', csvHeader + csvRows(poll)),
    ]
    return pageView(poll, downloads)
  }

  async function onPosted(board: string, message: Message): Promise<void> {
    await boards.trackMessage(board, message)
    if (reading.boards.isOurs(board)) return reading.pin(message)
    try {
      await openThreadWithPoll(board, message.place)
    } catch (fault) {
      // At the latest it is opened with the outcome.
      log.warn({ fault, board }, 'a thread could not be opened with its poll')
    }
  }

  async function openThreadWithPoll(board: string, place: Place): Promise<void> {
    if ((await settings.get(place)).thread !== 'open') return
    const found = await polls.readIn(place.space, toPollId(board))
    if (found !== undefined && found.thread === undefined) await openThread(place.space, found.poll)
  }

  const bot = createBot({ commands, onPosted, renderPage, log, contextFor })

  return {
    bot,
    async start() {
      await Promise.all(ports.map((port) => port.start(bot)))
      await boards.catchUp()
      await reading.catchUp()
      scheduler.start()
      sweeper.start()
    },
    async stop() {
      papers.stop()
      await scheduler.stop()
      await reading.stop()
      await sweeper.stop()
      await boards.stop()
      await Promise.all(ports.map((port) => port.stop()))
    },
  }
}
