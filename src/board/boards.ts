import { LRUCache } from 'lru-cache'
import type { PersonId, SpaceId } from '../chat/caller.ts'
import type { Message } from '../chat/message.ts'
import type { ChatPort } from '../chat/port.ts'
import type { View } from '../chat/view.ts'
import { maxPending } from '../limits.ts'
import type { Logger } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { skipCorrupt } from '../store/collection.ts'
import type { Store } from '../store/store.ts'
import { backoff } from '../time/backoff.ts'
import type { Clock } from '../time/clock.ts'
import { createWorkQueue } from '../work-queue.ts'
import { boardNames, digestOf, shownMessages } from './board-records.ts'
import { type BroughtUpToDate, bringUpToDate, isBehind } from './bring-up-to-date.ts'
import { countedEdit } from './counted-edit.ts'
import { keepShown } from './keep-shown.ts'
import { leaseMessage, noteObstacle, recordShown, runWithLease } from './message-lease.ts'
import { type Touch, touchWhere } from './touch-where.ts'
import { areNamesKnown } from './unknown-names.ts'

const maxPauseMs = 60_000
/** The most edits in flight. Each needs a picture, of which the renderer makes one at a time. */
const maxEdits = 32
/** No board has it, so that a message of that revision is edited. */
const unknownRevision = -1
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
  /** Message id → how many edits in a row have left it without its latest picture. One that is dropped is tried sooner. */
  const lagging = new LRUCache<string, number>({ max: maxPending.updates })

  const shownOn = (board: string) => store.collection(shownMessages, board)
  const pauseAfter = (failures: number, minMs: number) =>
    backoff({ minMs, maxMs: maxPauseMs, random })(failures)

  /** Edits every message of a board that is behind what is stored. @throws the first fault, once all were tried. */
  async function show(board: string): Promise<void> {
    if (board === everyBoard) return touchBehind(updates.touchInTurn)
    const faults: unknown[] = []
    for await (const [id, { message }] of shownOn(board).entries(skipCorrupt)) {
      const port = findPort(ports, message)
      if (port === undefined || !(await acquireLease(board, id, port))) continue
      const editOnce = () => runLater(() => edit(board, id, message, port))
      const edited = runWithLease({ store, clock }, { board, id }, port.editEvery, editOnce, report)
      await edited.catch((fault: unknown) => faults.push(fault))
    }
    if (faults.length > 0) throw faults[0]
  }

  async function edit(board: string, id: string, message: Message, port: ChatPort): Promise<void> {
    const { view, revision, people } = await render(board, message)
    const isNamed = areNamesKnown(port, people, () => updates.touch(board))
    const outcome = await countedEdit(metrics, port, message, view)
    if (outcome !== 'lagging') lagging.delete(id)
    if (outcome === 'away' || outcome === 'refused')
      return noteObstacle(store, { board, id }, message, outcome)
    if (outcome === 'gone' || (revision === undefined && isNamed)) {
      await shownOn(board).delete(id)
      return
    }
    if (outcome === 'unreachable') return noteObstacle(store, { board, id }, message, outcome)
    const shown = outcome === 'lagging' || !isNamed ? unknownRevision : (revision ?? unknownRevision)
    const freeAt = clock.now() + port.editEvery
    await recordShown(store, { board, id }, { v: 1, message, revision: shown, freeAt })
    if (outcome === 'lagging') retryLater(id, board, port.editEvery)
    // A process that stood still may have shown an older state after this one's.
    if ((await revisionOf(board, message)) !== revision) updates.touch(board)
  }

  /** Waits until no other process edits the message. @returns false if it needs no edit any more. */
  async function acquireLease(board: string, id: string, { editEvery }: ChatPort): Promise<boolean> {
    while (!stopping.signal.aborted) {
      const stored = await shownOn(board).get(id)
      if (stored === undefined || (await revisionOf(board, stored.message)) === stored.revision) return false
      const leasedUntil = await leaseMessage({ store, clock }, { board, id }, editEvery)
      if (leasedUntil === undefined) return true
      await clock.pause(leasedUntil - clock.now(), stopping.signal)
    }
    return false
  }

  /** Tries again, more and more slowly, to show a picture that the platform didn't take; text is not delayed. */
  function retryLater(id: string, board: string, paceMs: number): void {
    const failures = lagging.get(id) ?? 0
    lagging.set(id, failures + 1)
    void clock.pause(pauseAfter(failures, paceMs), stopping.signal).then(() => updates.touch(board))
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
    catchUp: (isMeant?: (space: SpaceId) => boolean): Promise<void> => touchBehind(updates.touch, isMeant),

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

/** Where edits wait for each other. */
function createEditQueue(metrics: Metrics) {
  const { run, waiting } = createWorkQueue(maxEdits)
  metrics.watchQueue('edits', waiting)
  return run
}

/** Marks the messages of a board in some spaces that take votes as behind. @returns whether one of theirs is. */
async function expectEdit(
  { store, revisionOf, takesVotes }: Pick<Deps, 'store' | 'revisionOf' | 'takesVotes'>,
  board: string,
  isMeant: (space: SpaceId) => boolean,
): Promise<boolean> {
  let isExpected = false
  for await (const [id, shown] of store.collection(shownMessages, board).entries(skipCorrupt)) {
    const { message, revision } = shown
    if (!isMeant(message.place.space)) continue
    if (await takesVotes(board, message)) {
      await recordShown(store, { board, id }, { ...shown, revision: unknownRevision })
      isExpected = true
    } else if ((await revisionOf(board, message)) !== revision) isExpected = true
  }
  return isExpected
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
