import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createProfileStore } from '../../adapters/slack/client/profile-store.ts'
import { createProfiles } from '../../adapters/slack/client/profiles.ts'
import { type PersonId, SpaceId } from '../../src/chat/caller.ts'
import { createScheduler } from '../../src/jobs/scheduler.ts'
import { readTask } from '../../src/jobs/tasks.ts'
import { maxPending } from '../../src/limits.ts'
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
