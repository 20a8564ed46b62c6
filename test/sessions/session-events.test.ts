import { expect, test } from 'vitest'
import { Session } from '../../src/reading/group.ts'
import { announced } from './announced-event.ts'
import { createEventDesk } from './event-desk.ts'

test('a session’s event in a channel is started at the start, and ended an hour after the end', async () => {
  const desk = createEventDesk()
  await using group = await announced(desk)
  await group.goTo('2026-12-02T16:30:00Z')
  expect(desk.acts).toEqual([])
  await group.goTo('2026-12-02T17:00:00Z')
  expect(desk.acts).toEqual(['start e1'])
  await group.goTo('2026-12-02T18:30:00Z')
  expect(desk.acts).toEqual(['start e1'])
  await group.goTo('2026-12-02T19:30:00Z')
  expect(desk.acts).toEqual(['start e1', 'end e1'])
  await group.goTo('2026-12-03T18:00:00Z')
  expect(desk.acts).toEqual(['start e1', 'end e1'])
})

test('an event that people outside would see is made once an organiser says so, and says nothing of where, why and who', async () => {
  const desk = createEventDesk()
  for (const kind of ['voice', 'external'] as const) desk.open.add(kind)
  await using group = await announced(desk, '<#lounge> https://meet.example.org/abc')
  const { ada, goTo } = group
  const question = '(and, in a public server, others too)'
  const note = group.table.told.findLast(({ view }) => JSON.stringify(view).includes(question))?.view
  if (note === undefined) throw new Error('Nobody was asked')
  expect(desk.kinds()).toEqual([])
  expect(group.wordsOf(await group.ben.press(note, 'Make an event'))).toContain('Only an organiser')
  await ada.press(note, 'Make an event')
  await goTo('2026-11-30T18:00:00Z')
  expect(desk.kinds()).toEqual(['voice'])
  const [entry] = [...desk.entries.values()]
  expect(entry).toMatchObject({
    title: 'Reading group: AI Control',
    description: 'AI Control',
    isSeenByOthers: true,
  })
  expect(entry).not.toHaveProperty('where')
  expect(entry).not.toHaveProperty('link')
  await ada.press(note, 'No event')
  await goTo('2026-11-30T19:00:00Z')
  expect(desk.kinds()).toEqual([])
})

test('a session that an earlier version put in the calendar has an external event', () => {
  const session = {
    ...{
      id: 's_0000000000',
      start: 0,
      date: '2026-12-02',
      steps: {},
      coming: [],
      notComing: [],
      reminded: {},
    },
    mark: { id: 'e1', start: 0, title: 'Reading group: AI Control' },
  }
  const { event, ...rest } = Session.parse(session)
  expect(event).toEqual({ id: 'e1', kind: 'external', digest: '' })
  expect(rest).not.toHaveProperty('mark')
})
