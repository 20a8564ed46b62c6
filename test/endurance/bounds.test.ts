import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createPayloads } from '../../adapters/discord/format/payloads.ts'
import { createServer } from '../../adapters/server.ts'
import { createProfileStore } from '../../adapters/slack/client/profile-store.ts'
import { createProfiles } from '../../adapters/slack/client/profiles.ts'
import { createHomeUpdates } from '../../adapters/slack/handling/home-updates.ts'
import { createLatePictures } from '../../adapters/slack/sending/late-pictures.ts'
import { createLagging } from '../../src/board/lagging.ts'
import { type PersonId, SpaceId } from '../../src/chat/caller.ts'
import type { View } from '../../src/chat/view.ts'
import { createScheduler } from '../../src/jobs/scheduler.ts'
import { readTask } from '../../src/jobs/tasks.ts'
import { maxConnections, maxPending } from '../../src/limits.ts'
import { createLog } from '../../src/log.ts'
import { createMetrics } from '../../src/metrics.ts'
import { createKnownPapers } from '../../src/paper/known-papers.ts'
import { createLookup } from '../../src/paper/lookup.ts'
import { PaperId } from '../../src/paper/paper.ts'
import type { PaperMetadata, Source } from '../../src/paper/source.ts'
import { GroupId } from '../../src/reading/group.ts'
import { createJobStore, jobKey, type NewJob, putJob } from '../../src/store/job-store.ts'
import type { Store } from '../../src/store/store.ts'
import { createFakeClock } from '../fake-clock.ts'
import { temporaryStore } from '../store/stored.ts'
import { until } from '../until.ts'

const at = '2026-11-30T12:00:00Z'
const log = createLog('silent', false)
/** A message with a picture. */
const pictureView: View = {
  summary: 'A poll',
  parts: [
    {
      kind: 'picture',
      picture: {
        key: 'key',
        drawing: { tag: 'svg', attributes: {}, children: [] },
        width: 1,
        height: 1,
        alt: 'A grid',
        details: [],
      },
    },
  ],
}
const person = (number: number) => `slack:T0HOME.U${number}` as PersonId

test('1,000 papers are looked up at a time; another one is not, and is once there is room', async () => {
  await using temporary = await temporaryStore()
  const { promise: held, resolve: answer } = Promise.withResolvers<PaperMetadata | undefined>()
  let asked = 0
  const source: Source = {
    ...{ name: 'slow', kinds: ['doi'], own: ['doi'] },
    read: () => [],
    open: () => () => {
      asked += 1
      return held
    },
  }
  const lookup = createLookup({
    known: createKnownPapers(temporary.store),
    sources: [source],
    settings: { bases: {} },
    clock: createFakeClock(at),
    log,
    metrics: createMetrics(),
    web: { send: () => Promise.reject(new Error('Nothing is sent')) },
    documents: { read: async () => [] },
  })
  const find = (number: number) => lookup.find(PaperId.parse(`doi:10.1000/${number}`))
  const finding = Array.from({ length: maxPending.papers }, (_, number) => find(number))
  await until(() => asked === maxPending.papers)
  expect(await find(-1)).toEqual({ kind: 'unavailable' })
  // Who asks for one of them shares its answer.
  const again = find(0)
  answer(undefined)
  expect(new Set((await Promise.all([...finding, again])).map(({ kind }) => kind))).toEqual(
    new Set(['unknown']),
  )
  expect(await find(-1)).toEqual({ kind: 'unknown' })
})

test('the names of 10,000 people are learned at a time, and another one’s once there is room', async () => {
  await using temporary = await temporaryStore()
  const asked: ((value: undefined) => void)[] = []
  const profiles = createProfiles({
    store: temporary.store,
    workspaces: {
      find: () => new Promise<undefined>((resolve) => asked.push(resolve)),
      isRemoved: async () => false,
      forget: async () => {},
      check: async () => {},
    },
    accounts: {
      find: () => Promise.reject(new Error('Nobody is asked')),
      findAnew: () => Promise.reject(new Error('Nobody is asked')),
      ...{ forgetTeam() {}, raise() {}, stop() {} },
    },
    clock: createFakeClock(at),
    log,
  })
  const people = Array.from({ length: maxPending.names }, (_, number) => person(number))
  let hasRoom = false
  void profiles.learn(people, 'rest')
  void profiles.learn([person(-1)], 'rest')?.then(() => {
    hasRoom = true
  })
  while (asked.length < maxPending.names) await setImmediate()
  await setImmediate()
  expect([asked.length, hasRoom]).toEqual([maxPending.names, false])
  asked[0]?.(undefined)
  while (!hasRoom) await setImmediate()
  void profiles.learn([person(-1)], 'rest')
  while (asked.length === maxPending.names) await setImmediate()
  await profiles.stop()
})

test('10,000 profiles wait while the database stands still, and the others are looked up again', async () => {
  await using temporary = await temporaryStore()
  const { store } = temporary
  const { promise: held, resolve: release } = Promise.withResolvers<void>()
  const standing: Store = { ...store, transact: (...given) => held.then(() => store.transact(...given)) }
  const profiles = createProfileStore(standing, log)
  for (let number = 0; number <= 10_000; number += 1)
    profiles.set(person(number), { v: 1, kind: 'member', at: 1 })
  release()
  await profiles.saved()
  expect(await profiles.read(person(9999))).toBeDefined()
  expect(await profiles.read(person(10_000))).toBeUndefined()
})

test('1,000 slow jobs run beside the others, and one more when one of them ends', async () => {
  await using temporary = await temporaryStore()
  const { store } = temporary
  const slow = Array.from(
    { length: maxPending.slowJobs + 1 },
    (_, i): NewJob => ({
      ...{ id: `reading/${i}`, due: Date.parse(at) },
      task: { kind: 'reading', space: SpaceId.parse('chat:place'), group: GroupId.parse('g_0123456789') },
    }),
  )
  await store.transact('jobs', slow.map(jobKey), () => ({
    changes: slow.map((job) => putJob(job, 'jobs')),
    result: undefined,
  }))
  const { promise: held, resolve: release } = Promise.withResolvers<void>()
  let begun = 0
  const scheduler = createScheduler({
    metrics: createMetrics(),
    jobs: createJobStore(store, readTask, () => {}),
    clock: createFakeClock(at),
    log,
    owner: 'one',
    async runTask() {
      begun += 1
      await held
      return 'done'
    },
    random: () => 1,
  })
  scheduler.start()
  await until(() => begun === maxPending.slowJobs)
  scheduler.poke()
  for (let turn = 0; turn < 10; turn += 1) await setImmediate()
  expect(begun).toBe(maxPending.slowJobs)
  release()
  await until(() => begun > maxPending.slowJobs)
  await scheduler.stop()
})

test('10,000 App Homes wait for their update, each once; another one is left out, and is updated once there is room', async () => {
  const clock = createFakeClock(at)
  const updated: PersonId[] = []
  const { updateSoon, stop } = createHomeUpdates({
    update: async (of) => void updated.push(of),
    freeAt: () => clock.now() + 5000,
    inFlight: { add() {} },
    ...{ clock, log },
  })
  const people = Array.from({ length: maxPending.homes }, (_, number) => person(number))
  for (const one of [...people, person(-1), person(0)]) updateSoon(one)
  clock.advance(5000)
  await until(() => updated.length >= people.length)
  for (let turn = 0; turn < 10; turn += 1) await setImmediate()
  expect(updated).toEqual(people)
  updateSoon(person(-1))
  clock.advance(5000)
  await until(() => updated.length > people.length)
  expect(updated.at(-1)).toBe(person(-1))
  stop()
})

test('10,000 messages wait for their latest picture, each for one try at a time; what is more follows together', async () => {
  const clock = createFakeClock(at)
  const touched: string[] = []
  const { retry } = createLagging({
    ...{ clock, rest: '*', stopping: new AbortController().signal },
    touch: (board) => void touched.push(board),
    pauseMsAfter: () => 3000,
  })
  const boards = Array.from({ length: maxPending.updates }, (_, number) => `board ${number}`)
  for (const board of [...boards, 'one more', 'another', 'board 0']) retry(`message of ${board}`, board, 3000)
  clock.advance(3000)
  await until(() => touched.length > boards.length)
  for (let turn = 0; turn < 10; turn += 1) await setImmediate()
  expect(touched).toEqual([...boards, '*'])
  retry('message of one more', 'one more', 3000)
  clock.advance(3000)
  await until(() => touched.at(-1) === 'one more')
})

test('10,000 messages on Slack wait for the pictures that they were sent without; more are left to their next edit', async () => {
  const { promise: held, resolve: show } = Promise.withResolvers<undefined>()
  let uploads = 0
  const adding: Promise<unknown>[] = []
  const { add } = createLatePictures({
    pictures: {
      uploadForMessage() {
        uploads += 1
        return held
      },
    },
    inFlight: { add: (work: Promise<unknown>) => void adding.push(work) },
    log,
  } as unknown as Parameters<typeof createLatePictures>[0])
  const [workspace] = [{ team: 'T0HOME' }] as unknown as Parameters<typeof add>
  const addTo = (number: number) =>
    add(
      workspace,
      {
        place: { platform: 'slack', space: SpaceId.parse('slack:T0HOME'), channel: 'C0' },
        id: `${number}.0`,
      },
      pictureView,
    )
  for (let number = 0; number <= maxPending.updates; number += 1) addTo(number)
  expect(uploads).toBe(maxPending.updates)
  show(undefined)
  await Promise.all(adding)
  addTo(-1)
  expect(uploads).toBe(maxPending.updates + 1)
})

test('10,000 messages on Discord wait for the pictures that they were sent without; more keep what is said in words', async () => {
  let drawn = 0
  const payloads = createPayloads({
    controlStore: { createWriter: () => ({ encodeControl: () => '', save: async () => {} }) },
    pictures: {
      async png() {
        drawn += 1
        return Buffer.from('png')
      },
    },
    log,
  } as unknown as Parameters<typeof createPayloads>[0])
  const { view, space } = { view: pictureView, space: SpaceId.parse('discord:1') }
  let followed = 0
  const addTo = () => payloads.addPictureLater(view, space, async () => (followed += 1))
  for (let number = 0; number <= maxPending.updates; number += 1) addTo()
  await until(() => followed >= maxPending.updates)
  addTo()
  await until(() => followed > maxPending.updates)
  expect(drawn).toBe(maxPending.updates + 1)
})

/** Asks over a connection of its own, which stays open. @returns it, and whether it was answered or closed. */
async function askOver(port: number) {
  const socket = connect(port, '127.0.0.1')
  const { promise, resolve } = Promise.withResolvers<'answered' | 'closed'>()
  socket.on('data', () => resolve('answered'))
  socket.on('close', () => resolve('closed'))
  socket.on('error', () => resolve('closed'))
  socket.write('GET /healthz HTTP/1.1\r\nhost: here\r\n\r\n')
  return { socket, outcome: await promise }
}

test('2,500 connections are open at a time; more are closed at once, and there is room again when one ends', async () => {
  const warned: string[] = []
  const server = await createServer({
    ...{ host: '127.0.0.1', port: 0, mounts: [] },
    isReady: async () => true,
    log: { ...log, warn: (_: object, message: string) => void warned.push(message) } as typeof log,
  })
  const port = Number(new URL(server.address).port)
  const sockets: Socket[] = []
  while (sockets.length < maxConnections) {
    const asked = await Promise.all(Array.from({ length: 50 }, () => askOver(port)))
    expect(asked.filter(({ outcome }) => outcome !== 'answered')).toEqual([])
    sockets.push(...asked.map(({ socket }) => socket))
  }
  const more = [await askOver(port), await askOver(port)]
  expect(more.map(({ outcome }) => outcome)).toEqual(['closed', 'closed'])
  expect(warned).toEqual(['too many connections: more are closed'])
  // Whoever was there is answered as before.
  const [first, last] = sockets
  first?.write('GET /healthz HTTP/1.1\r\nhost: here\r\n\r\n')
  expect(String(await once(first as Socket, 'data'))).toContain('200 OK')
  last?.destroy()
  await until(async () => {
    const { socket, outcome } = await askOver(port)
    sockets.push(socket)
    return outcome === 'answered'
  })
  for (const socket of sockets) socket.destroy()
  await server.close()
})

test('a request whose headers don’t come is told so and let go', async () => {
  const server = await createServer({
    ...{ host: '127.0.0.1', port: 0, mounts: [], log },
    isReady: async () => true,
  })
  const socket = connect(Number(new URL(server.address).port), '127.0.0.1')
  socket.write('GET /healthz HTTP/1.1\r\nhost: ')
  expect(String(await once(socket, 'data'))).toContain('408')
  await once(socket, 'close')
  await server.close()
})
