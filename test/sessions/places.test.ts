import { expect, test } from 'vitest'
import { withGroup } from '../reading/test-group.ts'
import { createEventDesk } from './event-desk.ts'

/** A group that meets in a voice channel. */
async function inLounge() {
  const desk = createEventDesk()
  desk.talkChannels.set('lounge', 'voice')
  const group = await withGroup({ at: '2026-11-26T12:00:00Z', calendar: desk.calendar })
  await group.ada.type('reading schedule where:<#lounge>')
  await group.ben.type('reading add AI Control')
  return Object.assign(group, { desk })
}

test('a place whose channel was deleted says so, the event leaves it, and organisers hear of it once', async () => {
  await using group = await inLounge()
  const { ada, desk, goTo, read, post, told, table } = group
  await goTo('2026-11-30T17:05:00Z')
  expect(read(post('Reading group: next session'))).toContain('Where: #lounge\n')
  expect(desk.kinds()).toEqual(['voice'])
  desk.talkChannels.delete('lounge')
  await table.app.bot.membership.onDeleted({ ...ada.caller.place, channel: 'lounge' }, 'for-all')
  await goTo('2026-11-30T17:30:00Z')
  const gone = '#lounge was deleted. Set another place: /grid reading next where:…'
  expect(read(post('Reading group: next session'))).toContain(`Where: ${gone}`)
  expect(read(group.board)).toContain(gone)
  expect(desk.kinds()).toEqual(['external'])
  await goTo('2026-12-03T18:00:00Z')
  expect(told('ada').filter((words) => words.includes(gone))).toHaveLength(1)
  await ada.type('reading schedule where:Room 4.12')
  await goTo('2026-12-03T18:30:00Z')
  expect(read(group.board)).toContain('Where: Room 4.12')
})

test('a channel that can’t be looked up counts as there', async () => {
  await using group = await inLounge()
  const { desk, goTo, read, post, told } = group
  desk.isDeaf = true
  await goTo('2026-11-30T17:05:00Z')
  expect(read(post('Reading group: next session'))).toContain('Where: #lounge')
  expect(told('ada').filter((words) => words.includes('was deleted'))).toEqual([])
})

test('who leads a session, and organisers, can say that its place is wrong, in a form with the place alone', async () => {
  await using group = await inLounge()
  const { ada, ben, cleo, goTo, read, post, wordsOf } = group
  await ada.type('reading facilitators order:table:ben')
  await goTo('2026-11-30T17:05:00Z')
  expect(wordsOf(await cleo.type('reading next'))).not.toContain('Where is wrong…')
  const form = await ada.press(await ada.type('reading next'), 'Where is wrong…')
  if (form.kind !== 'form') throw new Error('There is no form')
  expect(form.fields.map(({ name, value }) => [name, value])).toEqual([['where', '<#lounge>']])
  await ada.submit(form, { where: 'Room 5' })
  await goTo('2026-11-30T17:30:00Z')
  expect(read(post('Reading group: next session'))).toContain('Where: Room 5')
  const leading = group.table.told.findLast(({ person }) => person === 'table:ben')
  if (leading === undefined) throw new Error('Ben was not told')
  expect((await ben.press(leading.view, 'Where is wrong…')).kind).toBe('form')
  const { view } = leading
  expect(wordsOf(await cleo.press(view, 'Where is wrong…'))).toContain('Only')
})

test('a session takes 15 minutes at least and 6 hours at most', async () => {
  await using group = await inLounge()
  const isTaken = async (length: string) => {
    const answer = group.wordsOf(await group.ada.type(`reading schedule wed 17:00 UTC for ${length}`))
    return !answer.includes('A session takes between 15 minutes and 6 hours.')
  }
  const lengths = ['14m', '15m', '6h', '361m']
  expect(await Promise.all(lengths.map(isTaken))).toEqual([false, true, true, false])
})

test('who is coming to a session that moves gets its new file, once calendars have it', async () => {
  const group = await withGroup({ at: '2026-11-26T12:00:00Z' })
  await using _ = group
  const { ada, ben, cleo, goTo, post, table } = group
  await ben.type('reading add AI Control')
  await goTo('2026-11-30T17:05:00Z')
  const announcement = post('Reading group: next session')
  await ben.press(announcement, 'Coming')
  await ada.type('reading schedule expect:table:cleo')
  const moveTo = (day: string) => ada.type(`reading schedule move:${day}`)
  const lastFor = (name: string) =>
    table.told.findLast(({ person }) => person === `table:${name}`)?.view.parts
  await moveTo('2026-12-02 to:2026-12-03 18:00')
  expect(lastFor('ben')?.map(({ kind }) => kind)).toEqual(['text'])
  await cleo.press(announcement, 'Add to calendar')
  await moveTo('2026-12-03 to:2026-12-04 18:00')
  expect(lastFor('cleo')?.map(({ kind }) => kind)).toEqual(['text'])
  const parts = lastFor('ben')
  expect(parts?.map(({ kind }) => kind)).toEqual(['text', 'text', 'file'])
  const file = parts?.find((part) => part.kind === 'file')
  expect(JSON.stringify(file)).toContain('DTSTART:20261204T180000Z')
})
