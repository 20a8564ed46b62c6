import type { PersonId, SpaceId } from '../chat/caller.ts'
import type { Message } from '../chat/message.ts'
import type { ChatPort } from '../chat/port.ts'
import type { View } from '../chat/view.ts'
import type { Logger } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { skipCorrupt } from '../store/collection.ts'
import type { Store } from '../store/store.ts'
import { backoff } from '../time/backoff.ts'
import type { Clock } from '../time/clock.ts'
import { createWorkQueue } from '../work-queue.ts'
import { boardNames, digestOf, shownMessages, unknownRevision } from './board-records.ts'
import { type BroughtUpToDate, bringUpToDate, isBehind } from './bring-up-to-date.ts'
import { countedEdit } from './counted-edit.ts'
import { expectEdit } from './expect-edit.ts'
import { keepShown } from './keep-shown.ts'
import { createLagging } from './lagging.ts'
import { leastPause } from './least-pause.ts'
import { leaseMessage, noteObstacle, recordShown, runWithLease } from './message-lease.ts'
import { type Touch, touchWhere } from './touch-where.ts'
import { areNamesKnown } from './unknown-names.ts'

const maxPauseMs = 60_000
/** The most edits in flight. Each needs a picture, of which the renderer makes one at a time. */
const maxEdits = 32
/** Every board that is behind; no board is called so. */
const everyBoard = '*'
/** The pause after a failure of the database, when the paces of the messages are unknown. */
const unknownPaceMs = 1000

/** The present state of a board. Without a revision it is the final one: the message is not edited again. */
export interface Rendered {
  readonly view: View
  readonly revision?: number
  /** The people whom it may name and whose names are looked up. */
  readonly people?: readonly PersonId[]
}

/** A board by its name, and the view that it is posted with. */
export interface Board {
  readonly name: string
  readonly view: View
  /** The revision that the view shows; without it, the message is edited once. */
  readonly revision?: number
}

interface Deps {
  readonly store: Store
  readonly ports: readonly ChatPort[]
  readonly clock: Clock
  readonly log: Logger
  readonly metrics: Metrics
  readonly render: (board: string, message: Message) => Promise<Rendered>
  /** The revision that `render` would give, at little cost. */
  readonly revisionOf: (board: string, message: Message) => Promise<number | undefined>
  /** Whether people vote on it at this moment. */
  readonly takesVotes: (board: string, message: Message) => Promise<boolean>
  /** The least time between two edits of it, in ms, where the platform asks for less. */
  readonly paceOf?: (board: string, message: Message) => Promise<number>
  /** Uniform in 0 … 1; spreads the pauses after failures. */
  readonly random?: () => number
}

/**
 * Messages that are kept true. Which message shows which board, and at which revision, is stored: after a restart only
 * the messages that are behind are edited. Several processes may share the store: a message is leased for each edit.
 */
export function createBoards(deps: Deps) {
  const { store, ports, clock, log, metrics, render, revisionOf, random = Math.random } = deps
  const known = store.collection(boardNames)
  const stopping = new AbortController()
  const runLater = createEditQueue(metrics)

  const shownOn = (board: string) => store.collection(shownMessages, board)
  const pauseAfter = (failures: number, minMs: number) =>
    backoff({ minMs, maxMs: maxPauseMs, random })(failures)

  /** Edits every message of a board that is behind what is stored. @throws the first fault, once all were tried. */
  async function show(board: string): Promise<void> {
    if (board === everyBoard) return touchBehind(updates.touchInTurn)
    const faults: unknown[] = []
    for await (const [id, { message }] of shownOn(board).entries(skipCorrupt)) {
      const port = findPort(ports, message)
      const paceMs = await leastPause(deps, port, board, message)
      if (port === undefined || !(await acquireLease(board, id, paceMs))) continue
      const editOnce = () => runLater(() => edit(board, id, { message, port, paceMs }))
      const edited = runWithLease({ store, clock }, { board, id }, paceMs, editOnce, report)
      await edited.catch((fault: unknown) => faults.push(fault))
    }
    if (faults.length > 0) throw faults[0]
  }

  async function edit(board: string, id: string, { message, port, paceMs }: Edited): Promise<void> {
    const { view, revision, people } = await render(board, message)
    const isNamed = areNamesKnown(port, people, () => updates.touch(board))
    const outcome = await countedEdit(metrics, port, message, view)
    if (outcome !== 'lagging') lagging.caughtUp(id)
    if (outcome === 'away' || outcome === 'refused')
      return noteObstacle(store, { board, id }, message, outcome)
    if (outcome === 'gone' || (revision === undefined && isNamed)) {
      await shownOn(board).delete(id)
      return
    }
    if (outcome === 'unreachable') return noteObstacle(store, { board, id }, message, outcome)
    const shown = outcome === 'lagging' || !isNamed ? unknownRevision : (revision ?? unknownRevision)
    await recordShown(store, { board, id }, { v: 1, message, revision: shown, freeAt: clock.now() + paceMs })
    if (outcome === 'lagging') lagging.retry(id, board, port.editEvery)
    // A process that stood still may have shown an older state after this one's.
    if ((await revisionOf(board, message)) !== revision) updates.touch(board)
  }

  /** Waits until no other process edits the message. @returns false if it needs no edit any more. */
  async function acquireLease(board: string, id: string, paceMs: number): Promise<boolean> {
    while (!stopping.signal.aborted) {
      const stored = await shownOn(board).get(id)
      if (stored === undefined || (await revisionOf(board, stored.message)) === stored.revision) return false
      const leasedUntil = await leaseMessage({ store, clock }, { board, id }, paceMs)
      if (leasedUntil === undefined) return true
      await clock.pause(leasedUntil - clock.now(), stopping.signal)
    }
    return false
  }

  async function pause(board: string, failures: number): Promise<void> {
    const paceMs = await paceOf({ store, ports }, board).catch((fault: unknown) => {
      report(fault, board)
      return unknownPaceMs
    })
    await clock.pause(pauseAfter(failures, paceMs), stopping.signal)
  }

  const report = (fault: unknown, board: string): void =>
    log.error({ fault, board }, 'could not update a message')

  const updates = keepShown({ show, pause, report, rest: everyBoard })
  const lagging = createLagging({
    ...{ clock, rest: everyBoard, pauseMsAfter: pauseAfter, stopping: stopping.signal },
    touch: updates.touch,
  })

  const touchBehind = (touch: Touch, isMeant?: (space: SpaceId) => boolean): Promise<void> =>
    touchWhere({ store, report }, (board) => isBehind(deps, board, isMeant), touch)

  return {
    /** To be called when what a board shows has changed. */
    touch: updates.touch,

    /**
     * Stores that a message shows a board, and edits it if the board has changed while the message was sent.
     *
     * @param revision What the message shows; if that is not known, it is edited once.
     */
    async trackMessage(board: string, message: Message, revision = unknownRevision): Promise<void> {
      await known.set(board, board)
      const isNamed = await isPostedWithNames({ ports, render }, board, message, () => updates.touch(board))
      const shown = isNamed ? revision : unknownRevision
      await shownOn(board).set(digestOf(message), { v: 1, message, revision: shown })
      updates.touch(board)
    },

    /** The messages that show a board, as far as they can be found. */
    messagesOf: (board: string): Promise<readonly Message[]> => messagesOf(store, board),

    /** Brings boards up to date, of which each is tried once. @param maxMs How long to wait at most. */
    bringUpToDate: (names: readonly string[], maxMs: number): Promise<BroughtUpToDate> =>
      bringUpToDate({ store, clock, revisionOf, updates, stopping: stopping.signal }, names, maxMs),

    /** Touches every board of some spaces that is behind what is stored. */
    catchUp: (isMeant?: (space: SpaceId) => boolean) => touchBehind(updates.touch, isMeant),

    /** Edits every board of some spaces that takes votes or is behind: what it shows, or its controls, may be lost. */
    showAgain: (isMeant: (space: SpaceId) => boolean): Promise<void> =>
      touchWhere({ store, report }, (board) => expectEdit(deps, board, isMeant), updates.touch),

    /** Finishes the edits in flight; boards that are still behind are edited at the next start. */
    async stop(): Promise<void> {
      stopping.abort()
      await updates.stop()
    },
  }
}

/** A message to edit, and the least time until its next edit, in ms. */
interface Edited {
  readonly message: Message
  readonly port: ChatPort
  readonly paceMs: number
}

/** Where edits wait for each other. */
function createEditQueue(metrics: Metrics) {
  const { run, waiting } = createWorkQueue(maxEdits)
  metrics.watchQueue('edits', waiting)
  return run
}

/** Whether a message that was just posted has the names of everybody on it. @param onLearned Called once it can have them. */
async function isPostedWithNames(
  { ports, render }: Pick<Deps, 'ports' | 'render'>,
  board: string,
  message: Message,
  onLearned: () => void,
): Promise<boolean> {
  const port = findPort(ports, message)
  if (port?.learnNames === undefined) return true
  return areNamesKnown(port, (await render(board, message)).people, onLearned)
}

async function messagesOf(store: Store, board: string): Promise<readonly Message[]> {
  const found: Message[] = []
  for await (const [, { message, obstacle }] of store.collection(shownMessages, board).entries(skipCorrupt))
    if (obstacle !== 'unreachable') found.push(message)
  return found
}

/** The longest pace of a board's messages, in ms. */
async function paceOf({ store, ports }: Pick<Deps, 'store' | 'ports'>, board: string): Promise<number> {
  let paceMs = 0
  for await (const [, { message }] of store.collection(shownMessages, board).entries(skipCorrupt))
    paceMs = Math.max(paceMs, findPort(ports, message)?.editEvery ?? 0)
  return paceMs
}

const findPort = (ports: Deps['ports'], { place }: Message): ChatPort | undefined =>
  ports.find(({ platform }) => platform === place.platform)
