import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Message } from '../chat/message.ts'
import type { ChatPort } from '../chat/port.ts'
import type { View } from '../chat/view.ts'
import type { Logger } from '../log.ts'
import { skipCorrupt } from '../store/collection.ts'
import { type Kind, put } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import type { Clock } from '../time/clock.ts'
import { keepShown } from './keep-shown.ts'

const ShownOn = z
  .object({
    v: z.literal(1),
    message: Message,
    /** The revision that the message shows; −1 while that isn't known. */
    revision: z.int(),
    /** Somebody is editing it, or has edited it a moment ago, until then; in ms since 1970. */
    freeAt: z.int().optional(),
  })
  .readonly()

const shownOn: Kind<z.infer<typeof ShownOn>> = { name: 'board', schema: ShownOn }
const names: Kind<string> = { name: 'boards', schema: z.string() }

const maxPauseMs = 60_000

/** What a board has to show now. Without a revision it is the last thing, and the message is let go after it. */
export interface Rendered {
  readonly view: View
  readonly revision?: number
}

interface Deps {
  readonly store: Store
  readonly ports: readonly ChatPort[]
  readonly clock: Clock
  readonly log: Logger
  readonly render: (board: string, message: Message) => Promise<Rendered>
  /** The revision that `render` would give, at little cost. */
  readonly revisionOf: (board: string, message: Message) => Promise<number | undefined>
}

/**
 * Messages that are kept true. Which message shows what, and at which revision, is stored: after a restart only
 * those that are behind are edited.
 */
export function createBoards({ store, ports, clock, log, render, revisionOf }: Deps) {
  const known = store.collection(names)
  const stopping = new AbortController()
  /** How often in a row a message was left behind with its picture. */
  const lagging = new Map<string, number>()

  const messagesOf = (board: string) => store.collection(shownOn, board)
  const portOf = ({ place }: Message) => ports.find(({ platform }) => platform === place.platform)

  /** Brings every message of a board that is behind up to what is stored now. */
  async function show(board: string): Promise<void> {
    for await (const [id, { message }] of messagesOf(board).entries(skipCorrupt)) {
      const port = portOf(message)
      if (port === undefined || !(await acquireLease(board, id, port))) continue
      await withLease(board, id, port, () => edit(board, id, message, port))
    }
  }

  async function edit(board: string, id: string, message: Message, port: ChatPort): Promise<void> {
    const now = await render(board, message)
    const outcome = await port.edit(message, now.view)
    if (outcome === 'gone' || now.revision === undefined) {
      await messagesOf(board).delete(id)
      return
    }
    const revision = outcome === 'lagging' ? -1 : now.revision
    await messagesOf(board).set(id, { v: 1, message, revision, freeAt: clock.now() + port.editEvery })
    if (outcome === 'lagging') retryLater(id, board, port.editEvery)
    else lagging.delete(id)
    // Somebody else may have shown less, later.
    if ((await revisionOf(board, message)) !== now.revision) updates.touch(board)
  }

  /** Waits until nobody else edits the message. @returns false when it needs no edit any more. */
  async function acquireLease(board: string, id: string, { editEvery }: ChatPort): Promise<boolean> {
    while (!stopping.signal.aborted) {
      const stored = await messagesOf(board).get(id)
      if (stored === undefined || (await revisionOf(board, stored.message)) === stored.revision) return false
      const busyUntil = await leaseMessage(board, id, editEvery)
      if (busyUntil === undefined) return true
      // A clock that was set back must not hold a board up.
      await clock.pause(Math.min(busyUntil - clock.now(), editEvery), stopping.signal)
    }
    return false
  }

  /**
   * Takes a message for so long.
   *
   * @param isRenewal Whether it is ours already.
   * @returns until when somebody else has it; nothing where it is ours now, or gone.
   */
  function leaseMessage(
    board: string,
    id: string,
    ms: number,
    isRenewal = false,
  ): Promise<number | undefined> {
    const key = { kind: shownOn, scope: board, id }
    const now = clock.now()
    return store.transact(`board:${id}`, [key], ([known]) => {
      const leasedUntil = known?.freeAt ?? 0
      if (known === undefined) return { changes: [], result: undefined }
      if (leasedUntil > now && !isRenewal) return { changes: [], result: leasedUntil }
      return { changes: [put(key, { ...known, freeAt: now + ms })], result: undefined }
    })
  }

  /** Keeps a message for as long as an edit takes; after a crash it is free a moment later. */
  async function withLease(
    board: string,
    id: string,
    { editEvery }: ChatPort,
    run: () => Promise<void>,
  ): Promise<void> {
    const done = new AbortController()
    async function renewLease(): Promise<void> {
      await clock.pause(editEvery / 2, done.signal)
      while (!done.signal.aborted) {
        await leaseMessage(board, id, editEvery, true)
        await clock.pause(editEvery / 2, done.signal)
      }
    }
    const renewing = renewLease().catch((fault: unknown) => report(fault, board))
    try {
      await run()
    } catch (fault) {
      // It may have been shown all the same.
      await leaseMessage(board, id, editEvery, true)
      throw fault
    } finally {
      done.abort()
      await renewing
    }
  }

  /** A picture that could not be shown is tried again, more and more slowly; what is said in words goes on. */
  function retryLater(id: string, board: string, intervalMs: number): void {
    const tries = lagging.get(id) ?? 0
    lagging.set(id, tries + 1)
    void clock
      .pause(Math.min(intervalMs * 2 ** tries, maxPauseMs), stopping.signal)
      .then(() => (stopping.signal.aborted ? undefined : updates.touch(board)))
  }

  async function pause(board: string, failures: number): Promise<void> {
    let intervalMs = 0
    try {
      for await (const [, { message }] of messagesOf(board).entries(skipCorrupt))
        intervalMs = Math.max(intervalMs, portOf(message)?.editEvery ?? 0)
    } catch (fault) {
      report(fault, board)
      intervalMs = 1000
    }
    await clock.pause(Math.min(intervalMs * 2 ** failures, maxPauseMs), stopping.signal)
  }

  async function isBehind(board: string): Promise<boolean> {
    for await (const [, { message, revision }] of messagesOf(board).entries(skipCorrupt))
      if ((await revisionOf(board, message)) !== revision) return true
    return false
  }

  function report(fault: unknown, board: string): void {
    log.error({ fault, board }, 'a board could not be brought up to date')
  }

  const updates = keepShown(show, pause, report)

  return {
    /** To be called when what a board shows has changed. */
    touch: updates.touch,

    /** Remembers that a message shows a board. What it shows may have changed while it was sent. */
    async trackMessage(board: string, message: Message): Promise<void> {
      await known.set(board, board)
      await messagesOf(board).set(idOf(message), { v: 1, message, revision: -1 })
      updates.touch(board)
    },

    /** The messages that show a board. */
    async messagesOf(board: string): Promise<readonly Message[]> {
      const found: Message[] = []
      for await (const [, { message }] of messagesOf(board).entries(skipCorrupt)) found.push(message)
      return found
    },

    /** Touches every board that is behind what is stored. One that can't be read doesn't hold up the others. */
    async catchUp(): Promise<void> {
      for await (const [board] of known.entries(skipCorrupt))
        if (await isBehind(board).catch((fault: unknown) => report(fault, board))) updates.touch(board)
    },

    /** Finishes the edits under way; what is still behind then is caught up with at the next start. */
    async stop(): Promise<void> {
      stopping.abort()
      await updates.stop()
    },
  }
}

const idOf = ({ place, id }: Message): string =>
  createHash('sha256')
    .update(JSON.stringify([place.platform, place.space, place.channel, place.thread ?? '', id]))
    .digest('base64url')
