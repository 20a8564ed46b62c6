import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Answer } from '../../src/chat/answer.ts'
import { settingsKind } from '../../src/poll/settings-store.ts'
import { latest, startTestBot, wordsOf } from '../test-bot.ts'
import { textOf } from '../view-text.ts'

const labelsOf = (answer: Answer) =>
  answer.kind === 'refusal' ? answer.buttons.map(({ label }) => label) : []

/** A chat that doesn't tell anyone's zone. */
const untold = { zone: 'unknown' }

test('the zones of other channels are offered first', async () => {
  await using table = await startTestBot()
  const mona = table.as('Mona', 'manager', { ...untold, channel: 'theory' })
  const settings = { visibility: 'names', closers: 'opener', language: 'en-GB', zone: 'Asia/Tokyo' }
  await mona.ask({ command: 'settings-save', args: { ...settings, closes: 'never' } })
  const asked = await table.as('Ada', 'member', untold).type('poll arXiv:2312.06942 closes:fri 17:00')
  expect(labelsOf(asked).at(0)).toBe('Tokyo')
  expect(labelsOf(asked)).toContain('Another…')
})

test.each([
  ['edit closes:fri 17:00', 'It closes Fri 27 Nov, 17:00 (London).'],
  ['reading schedule wed 17:00', 'every Wednesday at 17:00 (Europe/London)'],
  ['reading add arXiv:2204.05862 why:a classic on:tomorrow', 'There is no session on'],
])('%s asks for the zone and goes on', async (words, then) => {
  await using table = await startTestBot()
  await table.as('Ben').type('poll arXiv:2312.06942')
  await table.as('Ben', 'manager').type('reading add arXiv:1906.01820 why:a classic')
  const ada = table.as('Ada', 'manager', untold)
  const first = await ada.type(words)
  const asked = first.kind === 'form' ? await ada.submit(first, {}) : first
  expect(wordsOf(asked)).toContain('I need your time zone.')
  expect(wordsOf(await ada.press(asked, 'London'))).toContain(then)
})

test('a place with several zones is a question, too', async () => {
  await using table = await startTestBot()
  const ada = table.as('Ada', 'member', untold)
  const asked = await ada.type('poll arXiv:2312.06942 closes:fri 17:00')
  const which = await ada.submit(await ada.press(asked, 'Another…'), { 'own-zone': 'Cambridge' })
  expect(labelsOf(which)).toEqual(['London', 'New York'])
  await ada.press(which, 'New York')
  expect(textOf(latest(table.last()))).toContain('closes Fri 27 Nov, 17:00 (New York)')
})

test('the channel’s default for closing is read in the zone of the opener where the channel has none', async () => {
  await using table = await startTestBot()
  const mona = table.as('Mona', 'manager', untold)
  const settings = { visibility: 'names', closers: 'opener', language: 'en-GB', zone: '' }
  const saved = await mona.ask({ command: 'settings-save', args: { ...settings, closes: 'fri 17:00' } })
  expect(wordsOf(saved)).toContain('Times are read: in the time zone of the person who typed them')
  const ada = table.as('Ada', 'member', untold)
  const asked = await ada.type('poll arXiv:2312.06942')
  await ada.press(asked, 'London')
  expect(textOf(latest(table.last()))).toContain('closes Fri 27 Nov, 17:00 (London)')
})

test('the channel’s zone is named by a city, too', async () => {
  await using table = await startTestBot()
  const mona = table.as('Mona', 'manager')
  for (const [words, zone] of [
    ['berlin', 'Europe/Berlin'],
    ['Europe/Paris', 'Europe/Paris'],
    ['new york', 'America/New_York'],
  ]) {
    await mona.submit(await mona.type(`settings zone:${words}`), {})
    expect(wordsOf(await mona.ask({ command: 'settings-form', args: {} }))).toContain(`zone=${zone}`)
  }
  expect(wordsOf(await mona.type('settings zone:Atlantis'))).toContain(
    "I don't know the time zone “Atlantis”.",
  )
})

test('the zone is in my-data, and goes with forget-me', async () => {
  await using table = await startTestBot()
  const ada = table.as('Ada', 'member', untold)
  const poll = 'poll arXiv:2312.06942 closes:fri 17:00'
  await ada.press(await ada.type(poll), 'London')
  const found = await ada.type('my-data')
  expect(wordsOf(found)).toContain('"zone": "Europe/London"')
  const form = await ada.press(found, 'Set your time zone…')
  expect(wordsOf(form)).toContain('own-zone=Europe/London')
  expect(wordsOf(await ada.submit(form, { 'own-zone': 'Tokyo' }))).toContain('in the time zone of Tokyo')
  await ada.type('forget-me sure')
  expect(wordsOf(await ada.type('my-data'))).not.toContain('Tokyo')
  expect(wordsOf(await ada.type('poll arXiv:1906.01820 closes:fri 17:00'))).toContain(
    'I need your time zone.',
  )
})

test('a channel whose settings were stored with the zone that the form had filled in has none', async () => {
  await using table = await startTestBot()
  const old = { v: 1, visibility: 'names', blind: false, closers: 'opener', language: 'en-GB', zone: 'UTC' }
  const stored = z.custom<object>()
  await table.store.collection({ name: settingsKind.name, schema: stored }, 'table:round').set('main', old)
  const asked = await table.as('Ada', 'member', untold).type('poll arXiv:2312.06942 closes:fri 17:00')
  expect(wordsOf(asked)).toContain('I need your time zone.')
})
