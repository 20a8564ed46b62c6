import { expect, test } from 'vitest'
import { UserError } from '../../src/chat/user-error.ts'
import type { Group, Session } from '../../src/reading/group.ts'
import { eventDescription } from '../../src/views/reading/event-words.ts'
import { withGroup } from '../reading/test-group.ts'
import type { Calendar } from '../test-bot.ts'

async function announced(calendar: Calendar, rule = 'wed 17:00 UTC') {
  const group = await withGroup({ at: '2026-11-26T12:00:00Z', calendar, rule })
  await group.ben.type('reading add AI Control why:because')
  await group.goTo('2026-11-30T17:05:00Z')
  return group
}

const shownIn = ({ entries }: Calendar) =>
  [...entries.values()].map(({ title, start }) => `${new Date(start).toISOString().slice(0, 16)} ${title}`)

test('an announced session is in the calendar, moves with its time, and leaves it when it is over', async () => {
  const calendar: Calendar = { entries: new Map() }
  await using group = await announced(calendar)
  expect(shownIn(calendar)).toEqual(['2026-12-02T17:00 Reading group: AI Control'])
  await group.ada.type('reading schedule move:2026-12-02 to:2026-12-04 18:00')
  await group.goTo('2026-11-30T17:30:00Z')
  expect(shownIn(calendar)).toEqual(['2026-12-04T18:00 Reading group: AI Control'])
  await group.goTo('2026-12-05T18:30:00Z')
  expect(group.posts('Recap: AI Control')).toHaveLength(1)
  expect(shownIn(calendar)).toEqual([])
})

test('a session in the calendar has the title of its paper as its cover, and none while that is only an id', async () => {
  const calendar: Calendar = { entries: new Map() }
  await using group = await withGroup({ at: '2026-11-26T12:00:00Z', calendar, rule: 'wed 17:00 UTC' })
  await group.ben.type('reading add AI Control why:because')
  await group.goTo('2026-11-30T17:05:00Z')
  const covers = () => [...calendar.entries.values()].map(({ cover }) => cover?.alt)
  expect(covers()).toEqual(['AI Control'])
  await group.ben.type('reading add arXiv:2204.05863 why:because')
  await group.goTo('2026-12-07T17:05:00Z')
  expect(covers()).toEqual([undefined])
})

test.each([
  ['wed 17:00 UTC', 60],
  ['wed 5-7pm UTC', 120],
  ['wed 17:00 UTC for 45m', 45],
])('a session of “%s” takes %i minutes in the calendar', async (rule, minutes) => {
  const calendar: Calendar = { entries: new Map() }
  await using _ = await announced(calendar, rule)
  expect([...calendar.entries.values()].map(({ start, end }) => (end - start) / 60_000)).toEqual([minutes])
})

test('a session that is skipped leaves the calendar', async () => {
  const calendar: Calendar = { entries: new Map() }
  await using group = await announced(calendar)
  await group.ada.type('reading skip why:holidays')
  await group.goTo('2026-11-30T17:30:00Z')
  expect(shownIn(calendar)).toEqual([])
})

test('a calendar that is refused holds nothing up, and is told of once a season', async () => {
  const fault = new UserError("I can't put sessions in the calendar.", 'Give me Create Events.')
  const calendar: Calendar = { entries: new Map(), fault }
  await using group = await announced(calendar)
  await group.ben.type('reading add Another one why:because')
  await group.goTo('2026-12-10T17:30:00Z')
  expect(group.posts("Reading group: today's session has started")).toHaveLength(2)
  expect(group.posts('Recap: ')).toHaveLength(2)
  const notes = group.told('ada').filter((words) => words.includes("I can't put sessions in the calendar."))
  expect(notes).toHaveLength(1)
  expect(shownIn(calendar)).toEqual([])
})

test('a session in the calendar says where it is and who leads it, and follows when that changes', async () => {
  const calendar: Calendar = { entries: new Map() }
  await using group = await announced(calendar)
  const { ada, goTo } = group
  const [entry] = [...calendar.entries.values()]
  expect(entry?.description).toBe('AI Control\nWhy: because – Ben')
  expect(entry).not.toHaveProperty('where')
  await ada.type('reading next where:Room 4.12 and https://meet.example.org/abc')
  await goTo('2026-11-30T17:30:00Z')
  const [changed, ...others] = [...calendar.entries.values()]
  expect(others).toEqual([])
  expect(changed).toMatchObject({ where: 'Room 4.12', link: 'https://meet.example.org/abc', zone: 'UTC' })
  expect(changed?.description).toBe('AI Control\nWhy: because – Ben\nJoin: https://meet.example.org/abc')
})

test('a bookmark that somebody has removed is left alone until the session is elsewhere', async () => {
  const calendar: Calendar = { entries: new Map(), leavesRemoved: true }
  await using group = await announced(calendar)
  const { ada, goTo } = group
  calendar.entries.clear()
  await ada.type('reading schedule move:2026-12-02 to:2026-12-02 18:00')
  await goTo('2026-11-30T17:30:00Z')
  await ada.type('reading schedule move:2026-12-02 to:2026-12-03 17:00')
  await goTo('2026-11-30T18:00:00Z')
  expect(shownIn(calendar)).toEqual([])
  await ada.type('reading next where:Room 4.12')
  await goTo('2026-11-30T18:30:00Z')
  expect(shownIn(calendar)).toEqual(['2026-12-03T17:00 Reading group: AI Control'])
  // Removed again, and seen only once the place changes.
  calendar.entries.clear()
  await ada.type('reading next where:https://meet.example.org/abc')
  await goTo('2026-11-30T19:00:00Z')
  expect(shownIn(calendar)).toEqual(['2026-12-03T17:00 Reading group: AI Control'])
})

test('the description of a session keeps its links whole: the reason gives way', () => {
  const long = (length: number) => 'x'.repeat(length)
  const link = `https://meet.example.org/${long(475)}`
  const session = { id: 's_0000000000', paper: 'p', where: { link } }
  const entry = {
    paper: { id: 'p', title: long(300), authors: [], url: 'https://arxiv.org/abs/1' },
    why: long(300),
  }
  const group = { entries: [entry], sessions: [session] } as unknown as Group
  const description = eventDescription(group, session as unknown as Session)
  expect(description.length).toBeLessThanOrEqual(850)
  expect(description.split('\n').at(-1)).toBe(`Join: ${link}`)
  expect(description).toContain('https://arxiv.org/abs/1\n')
  expect(description).toMatch(/^Why: x+…$/m)
})
