import { createKeptCounts } from './atlas/kept-counts.ts'
import { createSharedAnswers } from './atlas/shared-answers.ts'
import { createSharedAtlases } from './atlas/shared-atlases.ts'
import { answerBoard, createAnswerBoards } from './board/answer-board.ts'
import { atlasBoard, createAtlasBoards } from './board/atlas-board.ts'
import { createEveryBoard } from './board/every-board.ts'
import { createExplainedBoards } from './board/explained-board.ts'
import { createLinkBoards, linkLineBoard } from './board/link-board.ts'
import { createMentioning } from './board/mentioning.ts'
import { createPollBoards, pollBoard, quotingBoards } from './board/poll-board.ts'
import { createPollLinks } from './board/poll-links.ts'
import { createPollThreads } from './board/poll-threads.ts'
import { type Bot, createBot } from './bot/bot.ts'
import { createCallLimit } from './bot/call-limit.ts'
import type { Command } from './bot/command.ts'
import type { Context } from './bot/context.ts'
import { createContexts } from './bot/contexts.ts'
import { createLinkPreviews } from './bot/link-previews.ts'
import { createLinkedPages, type LinkedPages } from './bot/linked-pages.ts'
import { renderPage } from './bot/pages.ts'
import type { Adapter } from './bot/platform.ts'
import { createAudiences } from './chat/audiences.ts'
import type { Caller, PersonId, Place, SpaceId } from './chat/caller.ts'
import type { ChatPort } from './chat/port.ts'
import { createSend } from './chat/send-privately.ts'
import { findSharedCrux } from './disagreement/shared-crux.ts'
import { reasonSidesIn, sidesIn } from './disagreement/sides.ts'
import { createFileServices } from './export/file-services.ts'
import { createActs } from './jobs/acts.ts'
import { createJobScheduler } from './jobs/job-scheduler.ts'
import { createReturns } from './jobs/returns.ts'
import type { Limits } from './limits.ts'
import type { Logger } from './log.ts'
import type { Metrics } from './metrics.ts'
import { createLookUpLimit } from './paper/look-up-limit.ts'
import type { Papers } from './paper/papers.ts'
import { createBackgroundIndexing } from './poll/index-in-background.ts'
import { createOversight } from './poll/oversight.ts'
import { createOwnSettings } from './poll/own-settings.ts'
import { createPersonalData } from './poll/personal-data.ts'
import type { PlaceLink } from './poll/place-link.ts'
import type { Poll, PollId } from './poll/poll.ts'
import { createPollParts } from './poll/poll-parts.ts'
import { createPolls, type Polls } from './poll/polls.ts'
import { preparePolls } from './poll/prepare-polls.ts'
import { createSettingsStore } from './poll/settings-store.ts'
import { createForgetting } from './retention/forgetting.ts'
import { joinSpaces } from './retention/join-spaces.ts'
import { createRetention } from './retention/retention.ts'
import { createOnPosted } from './sessions/on-posted.ts'
import { createReadingGroups } from './sessions/reading-groups.ts'
import { createEraser } from './store/eraser.ts'
import type { Store } from './store/store.ts'
import { createSweeper } from './store/sweeper.ts'
import { createUseCounter } from './store/use-counter.ts'
import { createSharedExplanations } from './taxonomy/shared-explanations.ts'
import type { Clock } from './time/clock.ts'
import { keyLostView } from './views/key-lost-view.ts'

interface Deps {
  readonly store: Store
  readonly ports: readonly Adapter[]
  readonly commands: readonly Command[]
  readonly clock: Clock
  readonly log: Logger
  readonly metrics: Metrics
  readonly papers: Papers
  /** The address of a poll's page for people of the playground alone. */
  readonly pageOf: (poll: PollId) => string | undefined
  readonly limits: Limits
  /** The address under which people elsewhere reach pages. Without it, pages can't be linked. */
  readonly publicUrl?: string | undefined
  /** How long a platform may take to say who sees a conversation, in ms; 1.5 s by default. */
  readonly askMs?: number
  readonly contact?: string
  /** Uniform in 0 … 1; spreads the pauses after failures. */
  readonly random?: () => number
}

/** Cruxgrid without its adapters. */
export interface App {
  readonly bot: Bot
  readonly readLinked: Polls['readLinked']
  readonly pages: LinkedPages
  /** Starts the ports, edits every board that is behind, and starts the jobs, those that fell due meanwhile first. */
  start(): Promise<void>
  /** Finishes what is in flight. The store stays open. */
  stop(): Promise<void>
}

/** Ties store, services, boards, scheduler and bot together; the only place that knows them all. */
export function createApp(deps: Deps): App {
  const { store, ports, commands, clock, log, metrics, papers, limits, random = Math.random } = deps
  const { now } = clock
  const portFor = (platform: string) => findPort(ports, platform)

  const [settings, ownSettings] = [createSettingsStore(store), createOwnSettings(store)]
  const pollParts = createPollParts(store, reasonSidesIn, (poll, space) =>
    log.warn({ poll, space }, 'ignored a request for a poll of another workspace'),
  )
  const messagesOf = (poll: PollId) => boards.messagesOf(pollBoard(poll))
  const links = createPollLinks({ portFor, log, messagesOf: (board) => boards.messagesOf(board) })
  function onPollChange({ id, hasNoGroup }: Poll): void {
    boards.touch(pollBoard(id))
    if (hasNoGroup === undefined) reading.onPollChange(id)
  }
  const [sweeper, eraser] = [createSweeper({ store, clock, log }), createEraser({ store, clock, log })]
  const indexing = createBackgroundIndexing({ store: pollParts.store, clock, log })
  const isKept = (place: Place) => retention.deletedPlaces.isKept(place)
  const { sight, ...oversight } = createOversight({ ...deps, portFor, isKept })
  const audiences = createAudiences({ portFor, clock, log })
  const pollDeps = {
    ...{ ...pollParts, ...sight, ...links, audiences, limits, now, publicUrl: deps.publicUrl },
    uses: createUseCounter(store, now),
    mayLookUp: createLookUpLimit(limits, now),
    ...{ settingsOf: settings.get, cruxSidesIn: sidesIn, findSharedCrux },
    onChange: onPollChange,
    onVote: (caller: Caller) => noteVote(metrics, portFor, caller),
    onEdit(poll: Poll) {
      onPollChange(poll)
      quotingBoards(poll).forEach(boards.touch)
    },
    onRemoving: async (space: SpaceId, gone: readonly PollId[]) =>
      (await shared.sharedAtlases.removePolls(space, gone))
        .map(({ id, isAtlas }) => (isAtlas ? atlasBoard(id) : answerBoard(id)))
        .forEach(boards.touch),
    onErased: () => void eraser.clear(),
    onLinkGone: ({ link }: PlaceLink) => boards.touch(linkLineBoard(link.id)),
    leadsPoll: (person: PersonId, poll: Poll) => reading.leadsPoll(person, poll),
    leadsIn: (person: PersonId, place: Place) => reading.leadsIn(person, place),
    notifyScheduler: () => scheduler.poke(),
  }
  const polls = createPolls({ ...pollDeps, messagesOf, portFor, isKept, keys: store.keys })
  const pageOf: Context['pageOf'] = async (poll) => deps.pageOf(poll) ?? polls.openPageOf(poll)
  const personalData = createPersonalData({ ...pollDeps, ...polls })
  const reading = createReadingGroups({
    ...{ store, polls, settings, limits, clock, log, portFor, audiences },
    ...{ rankIn: sight.rankIn, mayLookUp: pollDeps.mayLookUp },
    touch: (board) => boards.touch(board),
    onBoardPosted: (...posted) => boards.trackMessage(...posted),
    ...{ notifyScheduler: pollDeps.notifyScheduler, onErased: pollDeps.onErased },
    ...{ pageOf, ...links, boardOf: pollBoard, messagesOf: (board: string) => boards.messagesOf(board) },
  })

  const shared = createShared(store)
  const boards = createEveryBoard({ ...deps, random }, [
    createPollBoards({ polls, pageOf, ...links }),
    reading.boards,
    createExplainedBoards(shared.explained),
    createAtlasBoards(shared.sharedAtlases),
    createAnswerBoards(shared.sharedAnswers),
    createLinkBoards(pollParts),
  ])
  const acts = createActs({ settings, portFor, clock, retryJobs: (isMeant) => scheduler.resume(isMeant) })
  const threads = createPollThreads({ polls, settings, messagesOf, portFor, log })

  const returns = createReturns(boards, (isMeant) => scheduler.resume(isMeant))
  const { housekeeping, membership, ...retention } = createRetention({
    ...deps,
    ...pollDeps,
    ...{ store, polls: pollParts.store, settings, reading, portFor, ...returns },
  })
  const scheduler = createJobScheduler({
    ...{ ...deps, ...pollDeps, ...links, pageOf },
    ...{ store, random, polls, pollStore: pollParts.store, reading, threads, acts, settings, portFor },
    ...retention,
    ...{ messagesOf: boards.messagesOf, trackMessage: boards.trackMessage },
  })

  const forget = createForgetting({
    ...{ ...deps, ...oversight, personalData, ownSettings, ...shared, portFor },
    eraseFromGroups: reading.erasePerson,
    bringUpToDate: boards.bringUpToDate,
    clearErased: eraser.clearAtOnce,
  })
  const send = createSend({ portFor, ...sight, log })
  const people = { ownSettings, personalData, ...shared, ...oversight, forget, ...createKeptCounts() }
  const pages = createLinkedPages({ polls, papers, ...people, ...reading, ...links, now })
  const services = {
    ...{ polls, settings, ...people, ...createFileServices(limits, now), reading, pages, acts, audiences },
    mentioning: createMentioning({ polls, threads, portFor, ...links }),
  }
  const contextFor = createContexts({ ...deps, ...sight, ...{ pageOf, portFor, send }, ...links }, services)
  const bot = createBot({
    ...{ commands, membership, log, metrics, now, contextFor, onInterest: reading.onInterest },
    onPosted: createOnPosted({ boards, reading, threads }),
    renderPage: (...page) => renderPage({ polls, now }, ...page),
    findPreview: createLinkPreviews({ ...deps, ...polls, pages, publicUrl: deps.publicUrl }),
    callLimit: createCallLimit(limits, now),
  })

  return {
    ...{ bot, pages, readLinked: polls.readLinked },
    async start() {
      await joinSpaces({ store, ports, log })
      // Before anybody can vote. The boards follow once they catch up.
      const lost = await preparePolls({ ...pollDeps, keys: store.keys, onEdit() {} }, store.compact, log)
      await Promise.all(ports.map((port) => port.start(bot)))
      for (const poll of lost) await tellOfLostKey(poll, send)
      await boards.catchUp()
      await reading.catchUp()
      for (const part of [scheduler, sweeper, indexing, housekeeping]) part.start()
    },
    async stop() {
      papers.stop()
      for (const part of [scheduler, reading, sweeper, indexing, housekeeping, boards, eraser])
        await part.stop()
      await Promise.all(ports.map((port) => port.stop()))
    },
  }
}

/** Notifies the opener of an anonymous poll that its key is lost. */
const tellOfLostKey = ({ id, place, opener, paper }: Poll, send: ReturnType<typeof createSend>) =>
  send(place, [opener.id], keyLostView(paper), `key-lost/${id}`)

/** Counts a vote that was stored, and brings the home of who cast it up to date. */
function noteVote(
  metrics: Metrics,
  portFor: (platform: string) => ChatPort,
  { person, place }: Caller,
): void {
  metrics.votes.inc({ platform: place.platform })
  portFor(place.platform).updateHome?.(person.id)
}

/** @throws Error if the platform is not configured. */
function findPort(ports: readonly Adapter[], platform: string): ChatPort {
  const port = ports.find((port) => port.platform === platform)
  if (port === undefined) throw new Error(`${platform} is not configured`)
  return port
}

/** The answers that people posted for everyone. */
const createShared = (store: Store) => ({
  explained: createSharedExplanations(store),
  sharedAtlases: createSharedAtlases(store),
  sharedAnswers: createSharedAnswers(store),
})
