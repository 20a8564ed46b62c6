import { expect, test } from 'vitest'
import { PersonId, SpaceId } from '../../src/chat/caller.ts'
import { withGroup } from '../reading/test-group.ts'
import { createEventDesk } from './event-desk.ts'

const space = SpaceId.parse('table:round')
const [ben, cleo] = [PersonId.parse('table:ben'), PersonId.parse('table:cleo')]

async function announced() {
  const desk = createEventDesk()
  const group = await withGroup({ at: '2026-11-26T12:00:00Z', calendar: desk.calendar })
  await group.ben.type('reading add AI Control')
  await group.goTo('2026-11-30T17:05:00Z')
  const { bot } = group.table.app
  const said = () => group.read(group.post('Reading group: next session'))
  const press = async (person: PersonId, isInterested: boolean, id = 'e1') => {
    await bot.onInterest({ space, id }, person, isInterested)
    await group.goTo(new Date(group.table.clock.now() + 10_000).toISOString())
  }
  return Object.assign(group, { desk, said, press })
}

test('whoever is interested in the event is coming, and is not if they take that back', async () => {
  await using group = await announced()
  await group.press(ben, true)
  expect(group.said()).toContain('1 person is coming.')
  await group.press(cleo, true)
  expect(group.said()).toContain('2 people are coming.')
  await group.press(ben, false)
  expect(group.said()).toContain('1 person is coming.')
})

test('people who don’t see the group’s channel, and events of others, are not counted', async () => {
  await using group = await announced()
  group.table.hide('main', 'cleo')
  await group.press(cleo, true)
  await group.press(ben, true, 'e2')
  expect(group.said()).not.toContain('coming.')
})

test('who is interested is read again before reminders and the opening, also of those who take it back', async () => {
  await using group = await announced()
  await group.ada.type('reading schedule expect:table:ben,table:cleo')
  group.desk.interested = [ben]
  await group.goTo('2026-12-01T17:05:00Z')
  expect(group.said()).toContain('1 person is coming.')
  const reminded = (name: string) => group.told(name).filter((words) => words.includes('Are you coming?'))
  expect([reminded('ben'), reminded('cleo')].map(({ length }) => length)).toEqual([0, 1])
  group.desk.interested = [cleo]
  await group.goTo('2026-12-02T15:05:00Z')
  expect(group.said()).toContain('1 person is coming.')
  expect([reminded('ben'), reminded('cleo')].map(({ length }) => length)).toEqual([1, 1])
  group.desk.fault = new Error('The platform is down')
  await group.goTo('2026-12-02T17:05:00Z')
  expect(group.posts("today's session has started")).toHaveLength(1)
})
