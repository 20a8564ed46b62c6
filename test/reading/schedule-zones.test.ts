import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { weekdays } from '../../src/reading/schedule/rule.ts'
import { nextSessions } from '../../src/reading/schedule/schedule.ts'
import { repeats } from '../repeats.ts'
import { seeded } from '../seeded.ts'
import { before, dayMs, millisecondsOf, start } from './schedule-days.ts'
import { expectedOf, firstShown, schedulesOf, stretches, zones } from './schedule-reference.ts'

describe.each(zones)('in %s', (zone) => {
  const schedules = schedulesOf(zone, repeats(3, 8))

  test('sessions are when its clocks first show the time, and later by the gap where they never do', () => {
    for (const schedule of schedules) {
      const since = firstShown(start, zone) - 1
      const expected = expectedOf(schedule).filter((at) => at > since)
      const found = nextSessions(schedule, Temporal.Instant.fromEpochMilliseconds(since), expected.length)
      expect(millisecondsOf(found), JSON.stringify(schedule)).toEqual(expected)
    }
  })

  test('each change of its clocks moves only what it skips, and repeats nothing', () => {
    const all = stretches.get(zone) ?? []
    for (const [index, { until, offset }] of all.slice(0, -1).entries()) {
      const change = (all[index + 1]?.offset ?? 0) - offset
      // The middle of what is skipped, or of what is shown twice.
      const local = new Date(until + offset + change / 2)
      const time = local.toISOString().slice(11, 16)
      const rule = { every: 1, on: weekdays, from: '2025-12-01' }
      const since = Temporal.Instant.fromEpochMilliseconds(until - 1.5 * dayMs)
      const [early = 0, moved = 0, late = 0] = millisecondsOf(nextSessions({ zone, time, rule }, since, 3))
      expect.soft(moved, `${time}, ${local}`).toBe(until + change / 2)
      expect.soft(moved - early, `before ${local}`).toBe(dayMs)
      expect.soft(late - moved, `after ${local}`).toBe(dayMs - change)
    }
  })

  test('sessions ascend, there are as many as asked for, and fewer are the first of more', () => {
    for (const schedule of schedules.filter(
      ({ pausedFrom, pausedTo }) => pausedFrom === undefined || pausedTo,
    )) {
      const many = millisecondsOf(nextSessions(schedule, before, 60))
      expect(many).toHaveLength(60)
      expect(many).toEqual([...new Set(many)].sort((a, b) => a - b))
      for (const count of [0, 1, 2, 7, 59])
        expect(millisecondsOf(nextSessions(schedule, before, count))).toEqual(many.slice(0, count))
    }
  })

  test('asking again from any session goes on after it, wherever the clock has jumped meanwhile', () => {
    for (const [seed, schedule] of schedules.entries()) {
      const random = seeded(seed + 1)
      const all = nextSessions(schedule, before, 60)
      for (let jump = 0; jump < repeats(5, 15); jump++) {
        const index = Math.floor(random() * all.length)
        const from = all[index]
        if (from === undefined) continue
        expect(nextSessions(schedule, from, 60 - index - 1).map(String)).toEqual(
          all.slice(index + 1).map(String),
        )
        const justBefore = from.subtract({ nanoseconds: 1 })
        expect(nextSessions(schedule, justBefore, 60 - index).map(String)).toEqual(
          all.slice(index).map(String),
        )
      }
    }
  })
})

test('those zones have hundreds of gaps and of doubled hours', () => {
  const changes = [...stretches.values()].flatMap((all) =>
    all.slice(1).map(({ offset }, index) => offset - (all[index]?.offset ?? 0)),
  )
  expect(changes.filter((change) => change > 0).length).toBeGreaterThan(100)
  expect(changes.filter((change) => change < 0).length).toBeGreaterThan(100)
})
