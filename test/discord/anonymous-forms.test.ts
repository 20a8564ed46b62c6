import { expect, test } from 'vitest'
import { joinedRows } from '../anonymity/joined-rows.ts'
import { rowsOf } from '../store/rows.ts'
import { connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

test('no record joins a person and an anonymous ballot: pressed, filled in, changed, or half filled in', async () => {
  await using table = await connectedInProcess()
  const { people, ada, ben } = table.discord
  const story = storyOf(table)
  const joined = () => joinedRows(table.database, ben.id)
  const forms = () => rowsOf(table.database).filter((row) => row.startsWith('discord-form '))
  await people.answered(people.slash(ada, 'poll', { paper: 'A poll to vote on', visibility: 'anonymous' }))
  const [poll] = story.posted()
  if (poll === undefined) throw new Error('Nothing was posted')
  const openForm = async (label: string, message = poll) => {
    const form = people.press(ben, label, message)
    await people.answered(form)
    return form
  }

  expect(await story.told(people.press(ben, 'Cog · Worst', poll))).toContain('Cognitivist')
  expect(joined()).toEqual([])

  const form = await openForm('Full ballot…')
  expect(joined()).toEqual([])
  const given = { approach: '0', case: '2', confidence: '4' }
  expect(await story.told(people.submit(ben, form, given))).toContain('4 of 5')
  const next = await openForm('More questions…', story.note(ben))
  const why = 'Zq7words of a length that stands out'.padEnd(499, '.')
  expect(await story.told(people.submit(ben, next, { why }))).toContain(why)
  // What has been cast is no longer kept as a form.
  expect(forms()).toEqual([])

  // Filled in with what was cast; and no longer than one with nothing in it.
  const again = await openForm('Full ballot…')
  expect(JSON.stringify(again.form)).toContain('"default":true')
  expect(joined()).toEqual([])
  await people.answered(people.press(ada, 'Full ballot…', poll))
  const [one = '', other = ''] = forms()
  expect(Math.abs(one.length - other.length)).toBeLessThan(50)

  // Refused, given back, and mended.
  expect(await story.told(people.submit(ben, again, { case: '' }))).toContain(
    'Not saved: case focus is missing.',
  )
  expect(joined()).toEqual([])
  const mended = await openForm('Fix and resend…', story.note(ben))
  expect(joined()).toEqual([])
  expect(await story.told(people.submit(ben, mended, { case: '1' }))).toContain('Pessimistic-case')
  const rest = await openForm('More questions…', story.note(ben))
  expect(JSON.stringify(rest.form)).toContain(why)
  expect(joined()).toEqual([])
  const changing = await openForm('Change reason', story.note(ben))
  expect(joined()).toEqual([])
  expect(await story.told(people.submit(ben, changing, { why: 'Zq7words, other ones' }))).toContain(
    'Zq7words',
  )
  expect(joined()).toEqual([])
  expect(rowsOf(table.database).some((row) => row.startsWith('ballot/') && row.includes('Zq7words'))).toBe(
    true,
  )
  story.isClean()
})

test('the buttons of a receipt in direct messages do not say who voted, or changed their vote', async () => {
  await using table = await connectedInProcess()
  const { people, rest, ada, ben } = table.discord
  const story = storyOf(table)
  const expected = { visibility: 'anonymous', expect: `<@${ben.id}>` }
  await people.answered(people.slash(ada, 'poll', { paper: 'Expected votes', ...expected }))
  await people.answered(people.press(ada, 'Open anyway', story.note(ada)))
  await story.appears('Expected')
  await story.told(people.slash(ada, 'remind', { paper: 'Expected' }))
  const direct = [...rest.directs].find(([, person]) => person === ben.id)?.[0] ?? ''
  const reminder = await story.appears('Expected', direct)
  const vote = async (given: Readonly<Record<string, string>>) => {
    const form = people.press(ben, 'Full ballot…', reminder)
    await people.answered(form)
    return story.told(people.submit(ben, form, given))
  }
  const kept = () =>
    rowsOf(table.database).filter((row) => row.startsWith('discord-') && row.includes(ben.id))
  const told = () =>
    kept().filter((row) => /\bp_\w{10}\b|ask=|withdraw|Zq7words/.test(row.replace(/"secretUnder":"\w+"/, '')))

  expect(kept().length).toBeGreaterThan(0)
  expect(await vote({ approach: '2', case: '0' })).toContain('[Add a reason]')
  await story.confirms(ada, people.slash(ada, 'close'), 'Close round 1')
  await story.told(people.slash(ada, 'revote'))
  expect(await vote({ approach: '0', case: '0' })).toContain('[What moved you?]')
  expect(told()).toEqual([])
  // They work all the same.
  const form = people.press(ben, 'What moved you?', story.note(ben))
  await people.answered(form)
  expect(await story.told(people.submit(ben, form, { moved: 'Zq7words' }))).toContain('Zq7words')
  expect(told()).toEqual([])
  story.isClean()
})
