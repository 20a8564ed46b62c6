import { randomUUID } from 'node:crypto'
import { createBoards } from './board/boards.ts'
import { createPollBoards, pollBoard, quotingBoards } from './board/poll-board.ts'
import { createPollThreads } from './board/poll-threads.ts'
import { type Bot, createBot } from './bot/bot.ts'
import { createCallLimit } from './bot/call-limit.ts'
import type { Command } from './bot/command.ts'
import type { Context } from './bot/context.ts'
import { createContexts } from './bot/contexts.ts'
import { renderPage } from './bot/pages.ts'
import type { Adapter } from './bot/platform.ts'
import type { PersonId, Place } from './chat/caller.ts'
import { findPerson } from './chat/find-person.ts'
import type { Message } from './chat/message.ts'
import type { ChatPort } from './chat/port.ts'
import { sendPrivately } from './chat/send-privately.ts'
import { askRank, createSight, type RankIn } from './chat/sight.ts'
import type { View } from './chat/view.ts'
import { sidesIn } from './disagreement/sides.ts'
import { createExportLimit } from './export/export-limit.ts'
import { createTaskRunner } from './jobs/handlers.ts'
import { createScheduler } from './jobs/scheduler.ts'
import { readTask } from './jobs/tasks.ts'
import type { Limits } from './limits.ts'
import type { Logger } from './log.ts'
import { createLookUpLimit } from './paper/look-up-limit.ts'
import type { Papers } from './paper/papers.ts'
import { createAudit } from './poll/audit.ts'
import { createDenyLists } from './poll/deny-list.ts'
import { createPersonalData } from './poll/personal-data.ts'
import type { Poll, PollId } from './poll/poll.ts'
import { createPollParts } from './poll/poll-parts.ts'
import { createPolls, type Polls } from './poll/polls.ts'
import { preparePolls } from './poll/prepare-polls.ts'
import { createSettingsStore } from './poll/settings-store.ts'
import { createReadingGroups } from './sessions/reading-groups.ts'
import { createEraser } from './store/eraser.ts'
import { createJobStore } from './store/job-store.ts'
import type { Store } from './store/store.ts'
import { createSweeper } from './store/sweeper.ts'
import { createUseCounter } from './store/use-counter.ts'
import type { Clock } from './time/clock.ts'
import { keyLostView } from './views/key-lost-view.ts'

interface Deps {
  readonly store: Store
  readonly ports: readonly Adapter[]
  readonly commands: readonly Command[]
  readonly clock: Clock
  readonly log: Logger
  readonly papers: Papers
  readonly pageOf: Context['pageOf']
  readonly limits: Limits
  /** Uniform in 0 … 1; spreads the pauses after failures. */
  readonly random?: () => number
}

/** Cruxgrid without its adapters. */
export interface App {
  readonly bot: Bot
  /** Starts the ports, edits every board that is behind, and starts the jobs, those that fell due meanwhile first. */
  start(): Promise<void>
  /** Finishes what is in flight. The store stays open. */
  stop(): Promise<void>
}

/** Ties store, services, boards, scheduler and bot together; the only place that knows them all. */
export function createApp(deps: Deps): App {
  const { store, ports, commands, clock, log, papers, pageOf, limits, random = Math.random } = deps
  const { now } = clock
  const portFor = (platform: string) => findPort(ports, platform)

  const settings = createSettingsStore(store)
  const pollParts = createPollParts(store, sidesIn, (poll, space) =>
    log.warn({ poll, space }, 'a poll of another space was asked for'),
  )
  const messagesOf = (poll: PollId) => boards.messagesOf(pollBoard(poll))
  function onPollChange(poll: PollId): void {
    boards.touch(pollBoard(poll))
    reading.onPollChange(poll)
  }
  const sweeper = createSweeper({ store, clock, log })
  const eraser = createEraser({ store, clock, log })
  const rankIn = createSight({ portFor, clock, log })
  const pollDeps = {
    ...pollParts,
    rankIn,
    limits,
    uses: createUseCounter(store, now),
    mayLookUp: createLookUpLimit(limits, now),
    now,
    settingsOf: settings.get,
    onChange: onPollChange,
    onEdit(poll: Poll) {
      onPollChange(poll.id)
      quotingBoards(poll).forEach(boards.touch)
    },
    onErased: () => void eraser.clear(),
    notifyScheduler: () => scheduler.poke(),
  }
  const polls = createPolls({ ...pollDeps, messagesOf })
  const personalData = createPersonalData(pollDeps)
  const oversight = createOversight(deps, rankIn, portFor)
  const reading = createReadingGroups({
    store,
    polls,
    rankIn,
    settings,
    mayLookUp: pollDeps.mayLookUp,
    clock,
    log,
    portFor,
    touch: (board) => boards.touch(board),
    onBoardPosted: (...posted) => boards.trackMessage(...posted),
    notifyScheduler: pollDeps.notifyScheduler,
    pageOf,
    boardOf: pollBoard,
  })

  const pollBoards = createPollBoards({ polls, pageOf })
  const kindOf = (board: string) => (reading.boards.isOurs(board) ? reading.boards : pollBoards)
  const boards = createBoards({
    store,
    ports,
    clock,
    log,
    render: (board, { place }) => kindOf(board).render(board, place.space),
    revisionOf: (board, { place }) => kindOf(board).revisionOf(board, place.space),
    random,
  })
  const threads = createPollThreads({ polls, settings, messagesOf, portFor, log })

  const taskDeps = { pollStore: pollParts.store, portFor, pageOf, now, trackMessage: boards.trackMessage }
  const scheduler = createScheduler({
    jobs: createJobStore(store, readTask, (job) => log.error({ job }, 'no handler for the task of a job')),
    clock,
    log,
    owner: randomUUID(),
    runTask: createTaskRunner({ ...taskDeps, polls, onErased: pollDeps.onErased, reading, papers, threads }),
    random,
  })

  const send = createSend(portFor, log)
  const exports = createExportLimit(limits.exports, now)
  const services = {
    polls,
    settings,
    personalData,
    ...oversight,
    clearErased: eraser.clear,
    reading,
    exports,
  }
  const contextFor = createContexts({ ...deps, portFor, send }, services)

  async function onPosted(board: string, message: Message, revision?: number): Promise<void> {
    await boards.trackMessage(board, message, revision)
    if (reading.boards.isOurs(board)) await reading.pin(message)
    else await threads.openWithPoll(board, message.place)
  }

  const callLimit = createCallLimit(limits, now)
  const renderPollPage = createPageRenderer(polls)
  const bot = createBot({ commands, onPosted, renderPage: renderPollPage, log, callLimit, contextFor })

  return {
    bot,
    async start() {
      // Before anybody can vote. The boards follow once they catch up.
      const lost = await preparePolls({ ...pollDeps, keys: store.keys, onEdit() {} }, store.compact, log)
      await Promise.all(ports.map((port) => port.start(bot)))
      for (const { id, place, opener, paper } of lost)
        await send(place, [opener.id], keyLostView(paper), `key-lost/${id}`)
      await boards.catchUp()
      await reading.catchUp()
      scheduler.start()
      sweeper.start()
    },
    async stop() {
      papers.stop()
      for (const part of [scheduler, reading, sweeper, boards, eraser]) await part.stop()
      await Promise.all(ports.map((port) => port.stop()))
    },
  }
}

/** Renders the pages of polls. */
const createPageRenderer =
  (polls: Polls): Bot['renderPage'] =>
  (...page) =>
    renderPage(polls, ...page)

/** Sends a private message to each of several people. @returns the number of people it reached. */
const createSend =
  (portFor: (platform: string) => ChatPort, log: Logger) =>
  (place: Place, people: readonly PersonId[], view: View, key: string): Promise<number> =>
    sendPrivately(portFor(place.platform), people, { place, view, key }, (fault) =>
      log.warn({ fault }, 'a person could not be told'),
    )

/** The audit of managers' acts, and the people who may only look. */
function createOversight(
  { store, clock, log }: Deps,
  rankIn: RankIn,
  portFor: (platform: string) => ChatPort,
): Pick<Context, 'audit' | 'denyLists'> {
  return {
    audit: createAudit({ store, rankIn }),
    denyLists: createDenyLists({
      store,
      now: clock.now,
      nameOf: (person, place) => findPerson(portFor(place.platform), person, place),
      rankOf: (person, place) =>
        askRank((...asked) => portFor(place.platform).canSee(...asked), person, place, { clock, log }),
    }),
  }
}

/** @throws Error if the platform is not configured. */
function findPort(ports: readonly Adapter[], platform: string): ChatPort {
  const port = ports.find((port) => port.platform === platform)
  if (port === undefined) throw new Error(`${platform} is not configured`)
  return port
}
