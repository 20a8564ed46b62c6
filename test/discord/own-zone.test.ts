// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { expect, test } from 'vitest'
import { createFakeClock } from '../fake-clock.ts'
import { connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

const paper = 'arXiv:2312.06942'

/** A loopback Discord on Monday, 23 November 2026. */
async function onMonday() {
  const clock = createFakeClock('2026-11-23T12:00:00Z')
  const table = await connectedInProcess({}, clock)
  return { table, story: storyOf(table), ...table.discord.people, ...table.discord }
}

test('a person is asked once for their time zone, alone, and the answer goes on with all that was typed', async () => {
  const { table, story, people, ada, ben, textOf } = await onMonday()
  await using _ = table
  ada.locale = 'de'
  const asked = await story.told(
    people.slash(ada, 'poll', { paper, closes: 'fri 17:00', blind: true, note: 'Section 3' }),
  )
  expect(asked).toContain('To read “fri 17:00” I need your time zone.')
  expect(story.posted()).toEqual([])
  await people.answered(people.press(ada, 'Berlin', story.note(ada)))
  const [poll] = story.posted()
  if (poll === undefined) throw new Error('No poll was opened')
  expect(textOf(poll)).toContain('closes Fri 27 Nov, 17:00 (Berlin)')
  expect(textOf(poll)).toContain('Section 3')
  // Kept: not asked again, here or elsewhere.
  await people.answered(people.slash(ada, 'poll', { paper: 'arXiv:1906.01820', closes: 'sat 9:00' }))
  expect(story.posted().map(textOf).at(-1)).toContain('closes Sat 28 Nov, 09:00 (Berlin)')
  // Only hers.
  expect(
    await story.told(people.slash(ben, 'poll', { paper: 'arXiv:2204.05862', closes: 'fri 17:00' })),
  ).toContain('I need your time zone.')
  story.isClean()
})

test('another time zone is typed in a form, which goes on too', async () => {
  const { table, story, people, ada, textOf } = await onMonday()
  await using _ = table
  await people.answered(people.slash(ada, 'poll', { paper, closes: 'fri 17:00' }))
  const form = people.press(ada, 'Another…', story.note(ada))
  await people.answered(form)
  expect(JSON.stringify(form.form)).toContain('Your time zone')
  const unknown = await story.told(people.submit(ada, form, { 'own-zone': 'Atlantis' }))
  expect(unknown).toContain("I don't know the time zone “Atlantis”.")
  const again = people.press(ada, 'Fix and resend…', story.note(ada))
  await people.answered(again)
  await people.answered(people.submit(ada, again, { 'own-zone': 'Kolkata' }))
  expect(story.posted().map(textOf).at(-1)).toContain('closes Fri 27 Nov, 17:00 (Kolkata)')
  story.isClean()
})

test('no one is asked where the time is the same in every zone', async () => {
  const { table, story, people, ada, textOf } = await onMonday()
  await using _ = table
  for (const closes of ['in 2 hours', '3d', 'fri 17:00 Tokyo', 'fri 17:00 EST', 'never'])
    await people.answered(people.slash(ada, 'poll', { paper: `A paper until ${closes}`, closes }))
  expect(story.posted().filter((message) => textOf(message).includes('A paper until'))).toHaveLength(5)
  story.isClean()
})

test('the channel’s zone is used where it is set, and the person’s own comes first', async () => {
  const { table, story, people, ada, textOf } = await onMonday()
  await using _ = table
  const settings = people.slash(ada, 'settings')
  await people.answered(settings)
  const first = people.press(ada, 'Change…', story.note(ada))
  await people.answered(first)
  await people.answered(people.submit(ada, first, {}))
  const second = people.press(ada, 'More questions…', story.note(ada))
  await people.answered(second)
  await people.answered(people.submit(ada, second, { zone: 'Asia/Tokyo' }))
  await people.answered(people.slash(ada, 'poll', { paper, closes: 'fri 17:00' }))
  expect(story.posted().map(textOf).at(-1)).toContain('closes Fri 27 Nov, 17:00 (Tokyo)')
  await people.answered(people.slash(ada, 'my-data'))
  const form = people.press(ada, 'Set your time zone…', story.note(ada))
  await people.answered(form)
  expect(await story.told(people.submit(ada, form, { 'own-zone': 'Berlin' }))).toContain(
    'From now on I read the times you type in the time zone of Berlin.',
  )
  await people.answered(people.slash(ada, 'poll', { paper: 'arXiv:1906.01820', closes: 'fri 17:00' }))
  expect(story.posted().map(textOf).at(-1)).toContain('closes Fri 27 Nov, 17:00 (Berlin)')
  story.isClean()
})
