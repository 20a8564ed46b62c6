import { expect, test } from 'vitest'
import { withGroup } from '../reading/test-group.ts'

/** A group with a call, whose session on 2 December is announced. Its chat adds nobody to threads. */
async function announced() {
  const linkTo = async ({ id }: { readonly id: string }) => `https://chat.example.org/${id}`
  const group = await withGroup({ at: '2026-11-26T12:00:00Z', linkTo })
  await group.ada.type('reading schedule where:https://meet.example.org/abc')
  await group.ben.type('reading add AI Control')
  await group.goTo('2026-11-30T17:05:00Z')
  const announcement = group.post('Reading group: next session')
  const starting = (name: string) => group.told(name).filter((words) => words.startsWith("It's starting: "))
  return Object.assign(group, { announcement, starting })
}

test('who is coming gets one private message when the session starts, with the thread and the call', async () => {
  await using group = await announced()
  const { ben, cleo, announcement, goTo, starting } = group
  await ben.press(announcement, 'Coming')
  await cleo.press(announcement, 'Not this time')
  await goTo('2026-12-02T17:05:00Z')
  expect(starting('ben')).toEqual([
    expect.stringMatching(/^It's starting: Reading group, “AI Control” in #main\./),
  ])
  const note = group.table.told.findLast(({ person }) => person === 'table:ben')
  const [buttons] = note?.view.parts.filter((part) => part.kind === 'buttons') ?? []
  const opening = group.post("today's session has started")
  expect(buttons?.buttons).toMatchObject([
    { label: 'Open the thread', url: `https://chat.example.org/${opening.message.id}` },
    { label: 'Join', url: 'https://meet.example.org/abc' },
    { label: 'Stop reminding me' },
  ])
  expect(starting('cleo')).toEqual([])
  // Who decides late gets it then, once.
  await cleo.press(announcement, 'Coming')
  await cleo.press(announcement, 'Coming')
  await ben.press(announcement, 'Coming')
  expect([starting('cleo').length, starting('ben').length]).toEqual([1, 1])
})

test('nobody gets more than two private messages of a session, and who takes no reminders gets none', async () => {
  await using group = await announced()
  const { ada, ben, cleo, announcement, goTo, starting, told } = group
  await ada.type('reading schedule expect:table:ben,table:cleo,table:ada')
  await ada.press(announcement, 'Coming')
  await ada.ask({ command: 'reading mute', args: {} })
  await goTo('2026-12-01T17:05:00Z')
  await cleo.press(announcement, 'Coming')
  await goTo('2026-12-02T15:05:00Z')
  await ben.press(announcement, 'Coming')
  const reminders = (name: string) => told(name).filter((words) => words.includes('Are you coming?')).length
  expect([reminders('ben'), reminders('cleo'), reminders('ada')]).toEqual([2, 1, 0])
  await goTo('2026-12-02T17:05:00Z')
  expect([starting('ben'), starting('cleo'), starting('ada')].map(({ length }) => length)).toEqual([0, 1, 0])
})

test('a message that may have been sent before a crash is not sent again', async () => {
  await using group = await announced()
  const { ben, announcement, goTo, starting, table } = group
  await ben.press(announcement, 'Coming')
  table.shutOut('table:ben')
  await goTo('2026-12-02T17:05:00Z')
  expect(group.posts("today's session has started")).toHaveLength(1)
  table.letIn('table:ben')
  await ben.press(announcement, 'Coming')
  expect(starting('ben')).toEqual([])
})
