// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { expect, test } from 'vitest'
import { labels } from '../../adapters/discord/format/labels.ts'
import { connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

test('the settings say nothing of guests, whom Discord does not have, and are stored without', async () => {
  await using table = await connectedInProcess()
  const story = storyOf(table)
  const { people, ada } = table.discord
  const shown = await story.told(people.slash(ada, 'settings'))
  expect(shown).toContain('Who can close')
  expect(shown).not.toContain('Guests')
  const first = people.press(ada, 'Change…', story.note(ada))
  await people.answered(first)
  expect(await story.told(people.submit(ada, first, { closers: 'everyone' }))).toContain('Everyone')
  const second = people.press(ada, labels.nextPart, story.note(ada))
  await people.answered(second)
  const asked = JSON.stringify([first.form, second.form])
  expect(asked).toContain('Time zone')
  expect(asked).not.toContain('Guests')
  expect(await story.told(people.submit(ada, second, { zone: 'Europe/Berlin' }))).not.toContain('Guests')
  story.isClean()
})
