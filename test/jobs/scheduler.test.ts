import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { SpaceId } from '../../src/chat/caller.ts'
import { createScheduler } from '../../src/jobs/scheduler.ts'
import { readTask, type Task } from '../../src/jobs/tasks.ts'
import { createLog } from '../../src/log.ts'
import { createMetrics } from '../../src/metrics.ts'
import { PollId } from '../../src/poll/poll.ts'
import { GroupId } from '../../src/reading/group.ts'
import { createJobStore, jobKey, type NewJob, putJob } from '../../src/store/job-store.ts'
import type { Store } from '../../src/store/store.ts'
import { createFakeClock } from '../fake-clock.ts'
import { temporaryStore } from '../store/stored.ts'
import { until } from '../until.ts'

const space = SpaceId.parse('chat:place')
const due = Date.parse('2026-11-30T17:00:00Z')
const closing: NewJob = {
  id: 'close/1',
  due,
  task: { kind: 'close', space, poll: PollId.parse('p_0123456789'), round: 1 },
}
const ofGroup: NewJob = {
  id: 'reading/1',
  due,
  task: { kind: 'reading', space, group: GroupId.parse('g_0123456789') },
}

const jobsOn = (store: Store) => createJobStore(store, readTask, () => {})

const storeJob = (store: Store, job: NewJob) =>
  store.transact('jobs', [jobKey(job)], () => ({ changes: [putJob(job, 'jobs')], result: undefined }))

const isStored = (store: Store, job: NewJob) =>
  store.transact('jobs', [jobKey(job)], ([stored]) => ({ changes: [], result: stored !== undefined }))

function schedulerOn(store: Store, runTask: (task: Task) => Promise<'done' | 'postponed'>) {
  const clock = createFakeClock('2026-11-30T17:00:00Z')
  const log = createLog('silent', false)
  const metrics = createMetrics()
  const scheduler = createScheduler({
    metrics,
    jobs: jobsOn(store),
    clock,
    log,
    owner: 'one',
    runTask,
    random: () => 1,
  })
  return { clock, scheduler, metrics }
}

test('a job whose lease has passed to another process is not finished by the one that was too slow', async () => {
  await using temporary = await temporaryStore()
  const { store } = temporary
  const [one, other] = [jobsOn(store), jobsOn(store)]
  await storeJob(store, closing)
  const [job] = await one.dueJobs(due)
  const slow = job && (await one.lease(job, 'one', due, due + 1000))
  const quick = job && (await other.lease(job, 'other', due + 2000, due + 3000))
  if (slow === undefined || quick === undefined) throw new Error('It was not leased')
  await one.finish(slow)
  expect(await isStored(store, closing)).toBe(true)
  await one.reschedule(slow, due + 60_000)
  expect(await other.lease(quick, 'third', due + 3000, due + 4000)).toBeDefined()
})

describe('a job that fails again and again', () => {
  test.each([
    { job: closing, isKept: false },
    { job: ofGroup, isKept: true },
  ])('is $job.id: kept for ever: $isKept', async ({ job, isKept }) => {
    await using temporary = await temporaryStore()
    const { store } = temporary
    await storeJob(store, job)
    let tries = 0
    const { clock, scheduler } = schedulerOn(store, async () => {
      tries += 1
      throw new Error('It failed')
    })
    scheduler.start()
    await until(async () => {
      clock.advance(600_000)
      await setImmediate()
      return isKept ? tries > 30 : tries >= 25 && !(await isStored(store, job))
    })
    expect(await isStored(store, job)).toBe(isKept)
    expect(tries > 25).toBe(isKept)
    await scheduler.stop()
  })
})

test('a job that a stop interrupts is due again at once', async () => {
  await using temporary = await temporaryStore()
  const { store } = temporary
  await storeJob(store, closing)
  const started = Promise.withResolvers<void>()
  const interrupted = Promise.withResolvers<void>()
  const { scheduler } = schedulerOn(store, async () => {
    started.resolve()
    await interrupted.promise
    return 'done'
  })
  scheduler.start()
  await started.promise
  const stopped = scheduler.stop()
  interrupted.reject(new Error('It was interrupted'))
  await stopped
  const jobs = jobsOn(store)
  const [job] = await jobs.dueJobs(due)
  expect(job && (await jobs.lease(job, 'two', due, due + 1000))).toBeDefined()
})

test('a job that failed is tried again when its pause is over, and not at the next look', async () => {
  await using temporary = await temporaryStore()
  const { store } = temporary
  await storeJob(store, closing)
  const failed = Promise.withResolvers<void>()
  const triedAt: number[] = []
  const { clock, scheduler } = schedulerOn(store, async () => {
    triedAt.push(clock.now() - due)
    if (triedAt.length > 1) return 'done'
    failed.resolve()
    throw new Error('It failed')
  })
  scheduler.start()
  await failed.promise
  await until(async () => {
    clock.advance(100)
    await setImmediate()
    return !(await isStored(store, closing))
  })
  expect(triedAt[1]).toBeLessThan(10_000)
  await scheduler.stop()
})

test('a job that is stored just after its hour was looked at is found', async () => {
  await using temporary = await temporaryStore()
  const { store } = temporary
  const jobs = jobsOn(store)
  expect(await jobs.dueJobs(due + 5)).toEqual([])
  const late = { ...closing, due: due - 5 }
  await storeJob(store, late)
  expect((await jobs.dueJobs(due + 10)).map(({ id }) => id)).toEqual([late.id])
})

test('a job of hours ago that is not done yet is found again', async () => {
  await using temporary = await temporaryStore()
  const { store } = temporary
  const hourMs = 3_600_000
  const jobs = jobsOn(store)
  expect(await jobs.dueJobs(due - 2 * hourMs)).toEqual([])
  await storeJob(store, closing)
  const now = due + 2.5 * hourMs
  for (const found of [await jobs.dueJobs(now), await jobs.dueJobs(now)])
    expect(found.map(({ id }) => id)).toEqual([closing.id])
})

test('a job that can’t be run for now is kept however often, and is run when its space is there again', async () => {
  await using temporary = await temporaryStore()
  const { store } = temporary
  await storeJob(store, closing)
  let looks = 0
  let isAway = true
  const { clock, scheduler } = schedulerOn(store, async () => {
    looks += 1
    return isAway ? 'postponed' : 'done'
  })
  scheduler.start()
  await until(async () => {
    clock.advance(600_000)
    await setImmediate()
    return looks > 30
  })
  isAway = false
  const before = looks
  await scheduler.resume(({ kind }) => kind === 'reading')
  await setImmediate()
  expect(looks).toBe(before)
  await scheduler.resume(({ kind }) => kind === 'close')
  await until(async () => !(await isStored(store, closing)))
  expect(looks).toBe(before + 1)
  await scheduler.stop()
})

describe('after the clock was set back by an hour', () => {
  const hourMs = 3_600_000

  test.each([
    { what: 'was being run when its process ended', run: undefined },
    { what: 'has failed', run: () => Promise.reject(new Error('It failed')) },
    { what: 'was postponed', run: async () => 'postponed' as const },
  ])('a job that $what is run as soon as it is due again', async ({ run }) => {
    await using temporary = await temporaryStore()
    const { store } = temporary
    await storeJob(store, { ...closing, due: due - hourMs })
    const [job] = await jobsOn(store).dueJobs(due - hourMs)
    if (run === undefined) {
      const leased = job && (await jobsOn(store).lease(job, 'ended', due, due + 120_000))
      expect(leased).toBeDefined()
    } else {
      let tries = 0
      const before = schedulerOn(store, () => {
        tries += 1
        return run()
      })
      before.scheduler.start()
      await until(() => tries > 0)
      await before.scheduler.stop()
    }
    let runs = 0
    const after = schedulerOn(store, async () => {
      runs += 1
      return 'done'
    })
    after.clock.setBack(hourMs)
    after.scheduler.start()
    await until(async () => !(await isStored(store, { ...closing, due: due - hourMs })))
    await after.scheduler.stop()
    expect(runs).toBe(1)
  })

  test('no job is run early, and none is run again while it is being run', async () => {
    await using temporary = await temporaryStore()
    const { store } = temporary
    const slow: NewJob = {
      ...ofGroup,
      due: due - hourMs,
    }
    await storeJob(store, closing)
    await storeJob(store, slow)
    const ran: string[] = []
    const { promise: ended, resolve: end } = Promise.withResolvers<void>()
    const { clock, scheduler } = schedulerOn(store, async ({ kind }) => {
      ran.push(kind)
      if (kind === 'reading') await ended
      return 'done'
    })
    clock.setBack(1000)
    scheduler.start()
    await until(() => ran.length > 0)
    clock.setBack(hourMs - 1000)
    for (let passed = 0; passed < 600_000; passed += 30_000) {
      clock.advance(30_000)
      scheduler.poke()
      await setImmediate()
      await store.isWorking()
    }
    expect(ran).toEqual(['reading'])
    end()
    await until(async () => {
      clock.advance(60_000)
      return !(await isStored(store, closing))
    })
    expect(ran).toEqual(['reading', 'close'])
    expect(clock.now()).toBeGreaterThanOrEqual(due)
    await scheduler.stop()
  })
})

test('how late a job was begun is measured once, not again for its later tries', async () => {
  await using temporary = await temporaryStore()
  const { store } = temporary
  await storeJob(store, { ...closing, due: due - 90_000 })
  let tries = 0
  const { clock, scheduler, metrics } = schedulerOn(store, async () => {
    tries += 1
    if (tries === 1) throw new Error('not yet')
    return 'done'
  })
  scheduler.start()
  await until(() => {
    clock.advance(1000)
    return tries === 2
  })
  await scheduler.stop()
  const text = await metrics.write()
  expect(text).toContain('cruxgrid_job_late_seconds_count 1')
  expect(text).toContain('cruxgrid_job_late_seconds_bucket{le="60"} 0')
  expect(text).toContain('cruxgrid_job_late_seconds_bucket{le="300"} 1')
})

test('of jobs that this version can’t run, 1,000 are known to have been reported', async () => {
  await using temporary = await temporaryStore()
  const { store } = temporary
  const reported: string[] = []
  const jobs = createJobStore(
    store,
    () => undefined,
    ({ id }) => reported.push(id),
  )
  const later = (count: number) =>
    Array.from({ length: count }, (_, i): NewJob => ({ id: `later/${i}`, due, task: { kind: 'later' } }))
  const storeAll = (all: readonly NewJob[]) =>
    store.transact('jobs', all.map(jobKey), () => ({
      changes: all.map((job) => putJob(job, 'jobs')),
      result: undefined,
    }))
  await storeAll(later(1000))
  await jobs.dueJobs(due)
  await jobs.dueJobs(due)
  expect(reported).toHaveLength(1000)
  await storeAll(later(1001))
  await jobs.dueJobs(due)
  await jobs.dueJobs(due)
  expect(reported.length).toBeGreaterThan(1001)
})
