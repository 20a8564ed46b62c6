import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { createBoards } from '../../src/board/boards.ts'
import type { Adapter } from '../../src/bot/platform.ts'
import type { SpaceId } from '../../src/chat/caller.ts'
import type { EditOutcome, Message } from '../../src/chat/message.ts'
import { createLog } from '../../src/log.ts'
import { createMetrics } from '../../src/metrics.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { createFakeClock } from '../fake-clock.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { until } from '../until.ts'

const message: Message = {
  place: { platform: 'chat', space: 'chat:place' as SpaceId, channel: 'general' },
  id: '1',
}

/** A chat with one message in it, which shows a revision. */
function createChat(outcome: () => EditOutcome = () => 'shown') {
  const edits: { readonly at: number; readonly shows: string }[] = []
  const clock = createFakeClock('2026-11-30T17:00:00Z')
  let holding: Promise<void> | undefined
  const port: Adapter = {
    platform: 'chat',
    editEvery: 3000,
    start: async () => {},
    stop: async () => {},
    isConnected: () => true,
    canSee: async () => 'member',
    post: async () => message,
    sendPrivate: () => Promise.reject(new Error('Nobody is told')),
    openThread: async ({ place }) => place,
    async edit(_, { summary }) {
      const held = holding
      holding = undefined
      await held
      edits.push({ at: clock.now(), shows: summary })
      return outcome()
    },
  }
  return {
    port,
    clock,
    edits,
    /** The next edit takes until it is released. */
    holdNextEdit() {
      const { promise, resolve } = Promise.withResolvers<void>()
      holding = promise
      return { isUnderWay: () => holding === undefined, release: resolve }
    },
  }
}

function boardsOn(store: Store, { port, clock }: ReturnType<typeof createChat>, revision: () => number) {
  return createBoards({
    metrics: createMetrics(),
    store,
    ports: [port],
    clock,
    log: createLog('silent', false),
    render: async () => ({
      view: { summary: `revision ${revision()}`, parts: [] },
      revision: revision(),
    }),
    takesVotes: async () => true,
    revisionOf: async () => revision(),
    random: () => 1,
  })
}

async function withStore(run: (store: Store) => Promise<void>): Promise<void> {
  await using directory = await temporaryDirectory()
  const store = await openStore(`sqlite:${join(directory.path, 'boards.db')}`)
  await run(store)
  await store.close()
}

/** Moves the clock bit by bit until it holds; what is being stored meanwhile is stored before it goes on. */
async function moving(
  { clock }: ReturnType<typeof createChat>,
  store: Store,
  holds: () => boolean,
): Promise<void> {
  do {
    clock.advance(100)
    await setImmediate()
    await store.isWorking()
  } while (!holds())
}

describe('a board that several processes keep true', () => {
  test('is edited at most once in its pace by all of them together, and ends with the last state', () =>
    withStore(async (store) => {
      const chat = createChat()
      let revision = 1
      const [one, other] = [boardsOn(store, chat, () => revision), boardsOn(store, chat, () => revision)]
      await one.trackMessage('board', message)
      await until(() => chat.edits.length === 1)
      for (revision = 2; revision < 40; revision += 1) {
        one.touch('board')
        other.touch('board')
        await moving(chat, store, () => true)
      }
      await moving(chat, store, () => chat.edits.at(-1)?.shows === `revision ${revision}`)
      const gaps = chat.edits.slice(1).map(({ at }, i) => at - (chat.edits[i]?.at ?? 0))
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3000)
      await Promise.all([one.stop(), other.stop()])
    }))

  test('is left alone by the others for as long as an edit takes, and then shows the last state', () =>
    withStore(async (store) => {
      const chat = createChat()
      let revision = 1
      const [one, other] = [boardsOn(store, chat, () => revision), boardsOn(store, chat, () => revision)]
      await one.trackMessage('board', message)
      await until(() => chat.edits.length === 1)
      revision = 2
      const held = chat.holdNextEdit()
      one.touch('board')
      await moving(chat, store, held.isUnderWay)
      const until30s = chat.clock.now() + 30_000
      revision = 3
      other.touch('board')
      await moving(chat, store, () => chat.clock.now() > until30s)
      expect(chat.edits).toHaveLength(1)
      held.release()
      await moving(chat, store, () => chat.edits.at(-1)?.shows === 'revision 3')
      await Promise.all([one.stop(), other.stop()])
    }))

  test('shows the last state also where a process stood still in the middle of an edit', () =>
    withStore(async (store) => {
      const chat = createChat()
      let revision = 1
      const still = createFakeClock('2026-11-30T17:00:00Z')
      const one = boardsOn(store, { ...chat, clock: still }, () => revision)
      const other = boardsOn(store, chat, () => revision)
      await one.trackMessage('board', message)
      await until(() => chat.edits.length === 1)
      revision = 2
      still.advance(3000)
      const held = chat.holdNextEdit()
      one.touch('board')
      await until(held.isUnderWay)
      revision = 3
      other.touch('board')
      await moving(chat, store, () => chat.edits.at(-1)?.shows === 'revision 3')
      held.release()
      await until(() => chat.edits.at(-1)?.shows === 'revision 2')
      await until(() => {
        still.advance(100)
        chat.clock.advance(100)
        return chat.edits.at(-1)?.shows === 'revision 3'
      })
      await Promise.all([one.stop(), other.stop()])
    }))
})

test('a board whose picture lags behind goes on with its words at its pace, and the picture follows', () =>
  withStore(async (store) => {
    let outcome: EditOutcome = 'lagging'
    const chat = createChat(() => outcome)
    let revision = 1
    const boards = boardsOn(store, chat, () => revision)
    await boards.trackMessage('board', message)
    await until(() => chat.edits.length === 1)
    for (revision = 2; revision < 8; revision += 1) {
      const before = chat.clock.now()
      boards.touch('board')
      await moving(chat, store, () => chat.edits.at(-1)?.shows === `revision ${revision}`)
      expect(chat.clock.now() - before).toBeLessThan(2 * chat.port.editEvery)
    }
    // Nothing changes any more: it is for the picture alone that the message is edited again.
    revision = 7
    const behind = chat.edits.length
    outcome = 'shown'
    await moving(chat, store, () => chat.edits.length > behind)
    await boards.stop()
  }))

test('of a message that is gone nothing is kept: if it comes back, a picture that lags behind is soon tried again', () =>
  withStore(async (store) => {
    let outcome: EditOutcome = 'lagging'
    const chat = createChat(() => outcome)
    const boards = boardsOn(store, chat, () => 1)
    await boards.trackMessage('board', message)
    await moving(chat, store, () => chat.edits.length === 5)
    outcome = 'gone'
    await moving(chat, store, () => chat.edits.length === 6)
    outcome = 'lagging'
    await boards.trackMessage('board', message)
    await moving(chat, store, () => chat.edits.length === 8)
    const [before = 0, again = 0] = chat.edits.slice(-2).map(({ at }) => at)
    expect(again - before).toBeLessThanOrEqual(2 * chat.port.editEvery)
    await boards.stop()
  }))

test('a board that can’t be edited is tried again more and more rarely, and at least once a minute', () =>
  withStore(async (store) => {
    const chat = createChat(() => {
      throw new Error('The chat is down')
    })
    const boards = boardsOn(store, chat, () => 1)
    await boards.trackMessage('board', message)
    await moving(chat, store, () => chat.edits.length === 7)
    const gaps = chat.edits.slice(1).map(({ at }, i) => at - (chat.edits[i]?.at ?? 0))
    const pauses = [6, 12, 24, 48, 60, 60].map((seconds) => seconds * 1000)
    for (const [i, pause] of pauses.entries()) {
      expect(gaps[i]).toBeGreaterThanOrEqual(pause)
      expect(gaps[i]).toBeLessThan(pause + chat.port.editEvery + 1000)
    }
    await boards.stop()
  }))

test('a message that was deleted is not edited again', () =>
  withStore(async (store) => {
    const chat = createChat(() => 'gone')
    let revision = 1
    const boards = boardsOn(store, chat, () => revision)
    await boards.trackMessage('board', message)
    await until(async () => (await boards.messagesOf('board')).length === 0)
    revision = 2
    boards.touch('board')
    const end = chat.clock.now() + 60_000
    await moving(chat, store, () => chat.clock.now() > end)
    expect(chat.edits).toHaveLength(1)
    await boards.stop()
  }))

test.each(['unreachable', 'refused', 'away'] as const)(
  'a message that can’t be edited (%s) is named, and follows once it can be',
  (obstacle) =>
    withStore(async (store) => {
      let outcome: EditOutcome = 'shown'
      const chat = createChat(() => outcome)
      let revision = 1
      const boards = boardsOn(store, chat, () => revision)
      await boards.trackMessage('board', message)
      await until(async () => (await boards.bringUpToDate(['board'], 1000)).behind === 0)

      outcome = obstacle
      revision = 2
      boards.touch('board')
      let brought = { blocked: [] as readonly Message[], behind: -1 }
      void boards.bringUpToDate(['board', 'another'], 60_000).then((found) => {
        brought = found
      })
      await moving(chat, store, () => brought.behind === 0)
      expect(brought.blocked).toEqual([message])
      // Whoever wants to link to it doesn't find it where it can't be.
      expect(await boards.messagesOf('board')).toEqual(obstacle === 'unreachable' ? [] : [message])

      outcome = 'shown'
      revision = 3
      boards.touch('board')
      await moving(chat, store, () => chat.edits.at(-1)?.shows === 'revision 3')
      await until(async () => (await boards.bringUpToDate(['board'], 1000)).blocked.length === 0)
      await boards.stop()
    }),
)

test('a message that can’t be edited doesn’t hold up the others of its board', () =>
  withStore(async (store) => {
    let revision = 1
    const chat = createChat()
    const edited = new Set<string>()
    const edit = async ({ id }: Message): Promise<EditOutcome> => {
      if (id === '1') return 'refused'
      edited.add(`${id} at ${revision}`)
      return 'shown'
    }
    const boards = boardsOn(store, { ...chat, port: { ...chat.port, edit } }, () => revision)
    for (const id of ['1', '2', '3']) await boards.trackMessage('board', { ...message, id }, 1)
    revision = 2
    boards.touch('board')
    await moving(chat, store, () => edited.size === 2)
    expect([...edited].toSorted()).toEqual(['2 at 2', '3 at 2'])
    await boards.stop()
  }))

test('of many boards that change at once, 32 are edited at a time, and each shows its last state', () =>
  withStore(async (store) => {
    const chat = createChat()
    const { promise: mayEdit, resolve: release } = Promise.withResolvers<void>()
    const begun: string[] = []
    const edit = async ({ id }: Message): Promise<EditOutcome> => {
      begun.push(id)
      await mayEdit
      return 'shown'
    }
    const boards = boardsOn(store, { ...chat, port: { ...chat.port, edit } }, () => 1)
    const ids = Array.from({ length: 40 }, (_, i) => String(i))
    for (const id of ids) await boards.trackMessage(`board ${id}`, { ...message, id })
    await until(() => begun.length >= 32)
    for (let turn = 0; turn < 100; turn += 1) await setImmediate()
    expect(begun).toHaveLength(32)
    release()
    await until(() => begun.length === ids.length)
    expect(begun.toSorted()).toEqual(ids.toSorted())
    await boards.stop()
  }))

test('a board that changed while nothing was running is brought up to date at the start', () =>
  withStore(async (store) => {
    const chat = createChat()
    const before = boardsOn(store, chat, () => 1)
    await before.trackMessage('board', message)
    await until(() => chat.edits.length === 1)
    await before.stop()
    const after = boardsOn(store, chat, () => 2)
    await after.catchUp()
    await moving(chat, store, () => chat.edits.at(-1)?.shows === 'revision 2')
    await after.stop()
  }))

test('a board goes on although the clock was set back by an hour, and after a restart, too', () =>
  withStore(async (store) => {
    const chat = createChat()
    let revision = 1
    const before = boardsOn(store, chat, () => revision)
    await before.trackMessage('board', message)
    await until(() => chat.edits.length === 1)
    chat.clock.setBack(3_600_000)
    const setBackTo = chat.clock.now()
    revision = 2
    before.touch('board')
    await moving(chat, store, () => chat.edits.at(-1)?.shows === 'revision 2')
    await before.stop()
    chat.clock.setBack(3_600_000)
    revision = 3
    const after = boardsOn(store, chat, () => revision)
    await after.catchUp()
    await moving(chat, store, () => chat.edits.at(-1)?.shows === 'revision 3')
    await after.stop()
    expect(chat.clock.now()).toBeLessThan(setBackTo)
  }))
