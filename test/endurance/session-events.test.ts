import { describe, expect, test } from 'vitest'
import { UserError } from '../../src/chat/user-error.ts'
import { withGroup } from '../reading/test-group.ts'
import { announced, noticesOf } from '../sessions/announced-event.ts'
import { createEventDesk } from '../sessions/event-desk.ts'

describe('a session’s event', () => {
  test.each([
    ['<#lounge>', 'voice'],
    ['<#hall>', 'stage'],
    ['Room 4.12', 'external'],
  ])('in %s is of kind %s', async (where, kind) => {
    const desk = createEventDesk()
    await using _ = await announced(desk, where)
    expect(desk.kinds()).toEqual([kind])
  })

  test.each([
    ['<#hall>', ['stage'], ['external']],
    ['<#lounge>', ['voice'], ['external']],
    ['<#lounge>', ['voice', 'external'], []],
    ['Room 4.12', ['external'], []],
  ] as const)(
    'in %s without the right to %j is %j, with one notice a season',
    async (where, refused, kinds) => {
      const desk = createEventDesk()
      for (const kind of refused) desk.refused.add(kind)
      await using group = await announced(desk, where)
      await group.ben.type('reading add Another one why:because')
      await group.goTo('2026-12-09T17:30:00Z')
      expect(desk.kinds()).toEqual(kinds)
      expect(noticesOf(group, 'I may not make a')).toHaveLength(1)
      expect(noticesOf(group, `I may not make a ${refused[0]} event. Let me.`)).toHaveLength(1)
      expect(group.posts("Reading group: today's session has started")).toHaveLength(2)
    },
  )

  test('follows when the session meets in another kind of place', async () => {
    const desk = createEventDesk()
    await using group = await announced(desk)
    await group.ada.type('reading next where:<#hall>')
    await group.goTo('2026-11-30T18:00:00Z')
    expect(desk.kinds()).toEqual(['stage'])
    await group.ada.type('reading next where:Room 4.12')
    await group.goTo('2026-11-30T19:00:00Z')
    expect(desk.kinds()).toEqual(['external'])
    expect([...desk.entries.keys()]).toEqual(['e1'])
  })

  test('outside of channels starts and ends by itself', async () => {
    const desk = createEventDesk()
    await using group = await announced(desk, 'Room 4.12')
    await group.goTo('2026-12-02T19:30:00Z')
    expect(desk.acts).toEqual([])
  })

  test('that is over when it would be started is left alone', async () => {
    const desk = createEventDesk()
    await using group = await announced(desk)
    desk.over.add('e1')
    await group.goTo('2026-12-02T19:30:00Z')
    expect(desk.acts).toEqual(['start e1'])
  })

  test('that can’t be started is one notice, and is not tried again', async () => {
    const desk = createEventDesk()
    await using group = await announced(desk)
    desk.fault = new UserError("Discord doesn't let me.", 'Do it yourself.')
    await group.goTo('2026-12-02T17:30:00Z')
    desk.fault = undefined
    await group.goTo('2026-12-02T20:00:00Z')
    expect(desk.acts).toEqual([])
    expect(noticesOf(group, "Discord doesn't let me.")).toHaveLength(1)
  })

  test('is tried again later while the platform doesn’t answer, and holds nothing up', async () => {
    const desk = createEventDesk()
    desk.fault = new Error('The platform is down')
    await using group = await announced(desk)
    expect(group.posts('Reading group: next session')).toHaveLength(1)
    expect(desk.kinds()).toEqual([])
    desk.fault = undefined
    await group.goTo('2026-11-30T18:00:00Z')
    expect(desk.kinds()).toEqual(['voice'])
  })

  test('is given up after six tries', async () => {
    const desk = createEventDesk()
    desk.fault = new Error('The platform is down')
    await using group = await announced(desk)
    await group.goTo('2026-12-01T17:00:00Z')
    desk.fault = undefined
    await group.goTo('2026-12-02T16:00:00Z')
    expect(desk.kinds()).toEqual([])
  })
})

describe('an event that people outside the group’s channel would see', () => {
  const question =
    "Everyone in this server (and, in a public server, others too) would see the session's title and time."

  async function asked() {
    const desk = createEventDesk()
    for (const kind of ['voice', 'external'] as const) desk.open.add(kind)
    const group = await announced(desk, '<#lounge> https://meet.example.org/abc')
    const note = () => group.table.told.findLast(({ view }) => JSON.stringify(view).includes(question))?.view
    return Object.assign(group, { desk, note })
  }

  test('is not made before an organiser says so, who is asked once', async () => {
    await using group = await asked()
    expect(group.desk.kinds()).toEqual([])
    await group.ben.type('reading add Another one why:because')
    await group.goTo('2026-12-09T17:30:00Z')
    expect(noticesOf(group, question)).toHaveLength(1)
    expect(group.desk.kinds()).toEqual([])
  })

  test('is asked about at their next command if no organiser could be reached', async () => {
    const desk = createEventDesk()
    desk.open.add('external')
    desk.talkChannels.set('lounge', 'voice')
    const { calendar } = desk
    await using group = await withGroup({ at: '2026-11-26T12:00:00Z', calendar })
    group.table.shutOut('table:ada')
    await group.ben.type('reading add AI Control why:because')
    await group.goTo('2026-11-30T17:05:00Z')
    const shown = await group.ada.type('reading next')
    expect(group.wordsOf(shown)).toContain(question)
    await group.ada.press(shown, 'Make an event')
    await group.goTo('2026-11-30T18:00:00Z')
    expect(desk.kinds()).toEqual(['external'])
  })

  test('is taken away when its channel was open to all and is hidden later', async () => {
    const desk = createEventDesk()
    await using group = await announced(desk)
    expect(desk.kinds()).toEqual(['voice'])
    desk.open.add('voice')
    await group.ada.type('reading schedule move:2026-12-02 to:2026-12-02 18:00')
    await group.goTo('2026-11-30T18:00:00Z')
    expect(desk.kinds()).toEqual([])
    expect(noticesOf(group, question)).toHaveLength(1)
  })
})
