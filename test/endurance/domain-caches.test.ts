import { describe, expect, test, vi } from 'vitest'
import { createAgreement } from '../../src/atlas/group-agreement.ts'
import type { PolledPaper } from '../../src/atlas/polled-papers.ts'
import { createLagging } from '../../src/board/lagging.ts'
import { maxPending } from '../../src/limits.ts'
import { label } from '../../src/picture/drawing.ts'
import { outlineText } from '../../src/picture/outlines.ts'
import { createPngRenderer } from '../../src/picture/png.ts'
import { fontOf } from '../../src/picture/text/fonts.ts'
import { shape } from '../../src/picture/text/shape.ts'
import { createBallotQueue } from '../../src/poll/ballot-queue.ts'
import { PollId } from '../../src/poll/poll.ts'
import { upcomingSessions } from '../../src/reading/plan.ts'
import type { Schedule } from '../../src/reading/schedule/schedule.ts'
import { createJobStore, jobKey, type NewJob, putJob } from '../../src/store/job-store.ts'
import type { Store } from '../../src/store/store.ts'
import { usesName } from '../../src/time/words/zone-names.ts'
import { createFakeClock } from '../fake-clock.ts'
import { temporaryStore } from '../store/stored.ts'
import { withItsMaps } from './made-maps.ts'

const at = Date.parse('2026-12-01T12:00:00Z')

describe('what is computed or read again when it is gone is bounded', () => {
  test('polls that are voted in: 1,000', async () => {
    let reads = 0
    const head = { id: 'p', place: {}, visibility: 'named', rounds: [{ number: 1 }] }
    const get = async () => {
      reads += 1
      return head
    }
    const queue = createBallotQueue({ collection: () => ({ get }) } as unknown as Store)
    const find = (number: number) => queue.findToVote(PollId.parse(`p_${String(number).padStart(10, '0')}`))
    for (let number = 0; number <= 1000; number += 1) await find(number)
    expect(reads).toBe(1001)
    await find(1000)
    expect(reads).toBe(1001)
    await find(0)
    expect(reads).toBe(1002)
  })

  test('upcoming sessions of schedules: 200', () => {
    const schedule = { zone: 'UTC', time: '17:00' } as unknown as Schedule
    const upcoming = (number: number) => upcomingSessions({ schedule, plannedUntil: at + number }, 1)
    const [first] = Array.from({ length: 201 }, (_, number) => upcoming(number))
    const last = upcoming(200)
    expect(upcoming(200)).toBe(last)
    expect(upcoming(0)).not.toBe(first)
  })

  test('agreement of groups on an axis: 200', async () => {
    const { made: agreement, sizes } = withItsMaps(createAgreement)
    const papers: readonly PolledPaper[] = []
    for (let number = 0; number <= 200; number += 1) await agreement.find(papers, `group ${number}`)
    expect(sizes()).toEqual([200])
  })

  test('jobs that this version can’t run: of 1,000 it is said once, of more now and then', async () => {
    await using temporary = await temporaryStore()
    const { store } = temporary
    const put = (from: number, to: number) => {
      const added = Array.from({ length: to - from }, (_, i): NewJob => {
        const id = `later/${from + i}`
        return { id, due: at, task: { kind: 'of a later version' } }
      })
      return store.transact('jobs', added.map(jobKey), () => ({
        changes: added.map((job) => putJob(job, 'jobs')),
        result: undefined,
      }))
    }
    let said = 0
    const jobs = createJobStore(
      store,
      () => undefined,
      () => {
        said += 1
      },
    )
    await put(0, 1000)
    for (let times = 0; times < 2; times += 1) await jobs.dueJobs(at)
    expect(said).toBe(1000)
    await put(1000, 1001)
    await jobs.dueJobs(at)
    expect(said).toBe(1001)
    await jobs.dueJobs(at)
    expect(said).toBeGreaterThan(1001)
  })

  test('names of time zones: 300', () => {
    const zones = Intl.supportedValuesOf('timeZone').slice(0, 301)
    expect(zones).toHaveLength(301)
    const [first = '', last = ''] = [zones[0], zones.at(-1)]
    const made = vi.spyOn(Intl, 'DateTimeFormat')
    const timesMade = (zone: string) => {
      const before = made.mock.calls.length
      usesName(zone, [])
      return made.mock.calls.length - before
    }
    for (const zone of zones) usesName(zone, [])
    expect([timesMade(last), timesMade(first)]).toEqual([0, 1])
    made.mockRestore()
  })

  test('failures of pictures that lag behind: of 10,000 messages', () => {
    const clock = createFakeClock('2026-12-01T12:00:00Z')
    const failures: number[] = []
    const { retry } = createLagging({
      ...{ clock, touch: () => {}, rest: '*', stopping: new AbortController().signal },
      pauseMsAfter(count) {
        failures.push(count)
        return 1000
      },
    })
    for (let number = 0; number <= maxPending.updates; number += 1) retry(`message ${number}`, 'board', 0)
    clock.advance(1000)
    // Each is tried again in the next turn.
    return new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      failures.length = 0
      retry(`message ${maxPending.updates}`, 'board', 0)
      retry('message 0', 'board', 0)
      expect(failures).toEqual([1, 0])
    })
  })
})

describe('what pictures are made of is bounded', () => {
  test('lines of text: 50,000 glyphs', () => {
    const line = (number: number) => shape(`${number} `.padEnd(100, 'x'), { weight: 400 })
    const first = line(0)
    // A glyph more for each line.
    for (let number = 1; number < 495; number += 1) line(number)
    expect(line(0)).toBe(first)
    line(495)
    expect(line(0)).not.toBe(first)
  })

  test('outlines: 3,000, and with more of them fonts are opened anew', () => {
    const face = 'inter-400'
    const outline = (text: string) => void outlineText(label(text, { x: 0, y: 0, size: 20 }))
    // Each character of the common ones has a glyph of its own.
    const common = String.fromCodePoint(...Array.from({ length: 6000 }, (_, i) => 0x4e00 + i))
    outline('x')
    const opened = fontOf(face)
    outline(common.slice(0, 1500))
    expect(fontOf(face)).toBe(opened)
    outline(common)
    expect(fontOf(face)).not.toBe(opened)
  })

  test('pictures: 64', async () => {
    const renderer = createPngRenderer()
    const drawing = { tag: 'svg', attributes: { viewBox: '0 0 1 1' }, children: [] }
    const png = (number: number) =>
      renderer.png({ key: `${number}`, drawing, width: 1, height: 1, alt: '', details: [] }, 'light')
    const made = Array.from({ length: 65 }, (_, number) => png(number))
    expect(png(64)).toBe(made[64])
    expect(png(0)).not.toBe(made[0])
    await Promise.all([...made, png(0)])
    await renderer.close()
  })
})
