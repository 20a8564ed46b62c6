import { describe, expect, test } from 'vitest'
import type { Answer } from '../../src/chat/answer.ts'
import { latest, startTestBot, wordsOf } from '../test-bot.ts'
import { textOf } from '../view-text.ts'

const paper = 'https://arxiv.org/abs/2204.05862'

describe('a closing time that is no use', () => {
  test.each([
    [
      'soonish',
      'I can’t read “soonish” as a time.',
      'Write it like 24h, tomorrow 5pm, fri 17:00 or 1 Dec 17:00.',
    ],
    ['2025-01-01', '“2025-01-01” is in the past.', 'Choose a time in the future.'],
    ['2029-01-01', '“2029-01-01” is more than a year away.', 'Choose a time within a year.'],
    [
      'fri 17:00 blue',
      'I can’t read “fri 17:00 blue” as a time.',
      'Write it like 24h, tomorrow 5pm, fri 17:00 or 1 Dec 17:00.',
    ],
    ['now', 'That would close it at once.', 'To close it now, press Close.'],
    ['every friday', 'A poll closes once.', 'For a weekly session: /grid reading schedule every friday'],
  ])('(%s) is refused at its own field', async (closes, happened, remedy) => {
    await using table = await startTestBot()
    const answer = await table.as('Ada').ask({ command: 'poll', args: { paper, closes } })
    const said = happened.replace('’', "'")
    expect(answer).toMatchObject({ kind: 'refusal', fields: { closes: `${said} ${remedy}` } })
    expect(wordsOf(answer)).toBe(`${said} ${remedy}`)
  })
})

describe('a closing time with two meanings, typed on Mon 23 Nov at 12:00', () => {
  const labelsOf = (answer: Answer) =>
    answer.kind === 'refusal' ? answer.buttons.map(({ label }) => label) : []

  test.each([
    ['12/01', ['Tue 12 Jan 2027', 'Tue 1 Dec'], 'Tue 1 Dec', '2026-12-01 23:59 UTC'],
    ['next friday 17:00', ['Fri 27 Nov', 'Fri 4 Dec'], 'Fri 4 Dec', '2026-12-04 17:00 UTC'],
    ['fri 5', ['05:00', '17:00'], '17:00', '2026-11-27 17:00 UTC'],
    ['fri 5 dec 9:00', ['Fri 4 Dec', 'Sat 5 Dec'], 'Fri 4 Dec', '2026-12-04 09:00 UTC'],
    [
      'friday midnight',
      ['Fri 27 Nov, 00:00', 'Sat 28 Nov, 00:00'],
      'Sat 28 Nov, 00:00',
      '2026-11-28 00:00 UTC',
    ],
    ['fri 17:00 Europe/Berln', ['Berlin'], 'Berlin', '2026-11-27 17:00 Europe/Berlin'],
    ['fri 17:00 CST', ['Chicago', 'Shanghai'], 'Shanghai', '2026-11-27 17:00 Asia/Shanghai'],
    [
      'fri 17:00-18:30 Berlin',
      ['Fri 27 Nov, 17:00 (Berlin)', 'Fri 27 Nov, 18:30 (Berlin)'],
      'Fri 27 Nov, 18:30 (Berlin)',
      '2026-11-27 18:30 Europe/Berlin',
    ],
  ])('(%s) is asked about, and the rest of what was typed is kept', async (closes, labels, label, at) => {
    await using table = await startTestBot()
    const ada = table.as('Ada')
    const asked = await ada.ask({ command: 'poll', args: { paper, closes, blind: 'yes', note: 'Section 3' } })
    expect(labelsOf(asked)).toEqual(labels)
    await ada.press(asked, label)
    const poll = table.last()
    const form = await ada.type('edit')
    const values = Object.fromEntries(
      form.kind === 'form' ? form.fields.map(({ name, value }) => [name, value]) : [],
    )
    expect(poll.views[0]?.parts).toContainEqual(expect.objectContaining({ kind: 'quote', text: 'Section 3' }))
    expect(values.closes).toBe(at)
  })
})

describe('a closing time', () => {
  test('is on the poll in full, with the zone in which it was typed', async () => {
    await using table = await startTestBot()
    await table.as('Ada').ask({ command: 'poll', args: { paper, closes: 'fri 17:00 Berlin' } })
    expect(textOf(latest(table.last()))).toContain(' · closes Fri 27 Nov, 17:00 (Berlin), ')
  })

  test('is read in the own zone of who typed it; the channel’s default in that of the channel', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada', 'manager')
    const inTokyo = { ...ada.caller, zone: 'Asia/Tokyo' }
    const open = (args: Readonly<Record<string, string>>) =>
      table.app.bot.handle({ command: 'poll', args }, inTokyo)
    expect(wordsOf(await open({ paper, closes: 'fri 17:00' }))).toContain(
      'closes Fri 27 Nov, 17:00 (Tokyo), ',
    )
    const form = await table.app.bot.handle({ command: 'edit', args: {} }, inTokyo)
    expect(wordsOf(form)).toContain('closes=2026-11-27 17:00 Asia/Tokyo')
    const zoned = { visibility: 'names', closers: 'opener', language: 'en-GB', zone: 'Europe/Berlin' }
    await ada.ask({ command: 'settings-save', args: { ...zoned, closes: 'fri 17:00' } })
    expect(wordsOf(await open({ paper: 'arXiv:1906.01820' }))).toContain(
      'closes Fri 27 Nov, 17:00 (Berlin), ',
    )
  })

  test('that is changed is confirmed, with the letters that were read as a place', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada')
    await ada.ask({ command: 'poll', args: { paper, closes: 'fri 17:00' } })
    const poll = table.last()
    const form = await ada.type('edit')
    const changed = await ada.submit(form, { closes: '4 Jan 12:00 EST' })
    expect(wordsOf(changed)).toContain('It closes Mon 4 Jan 2027, 12:00 (New York; you wrote EST).')
    const again = await ada.submit(await ada.type('edit'), { note: 'Section 3' })
    expect(wordsOf(again)).toContain('It closes Mon 4 Jan 2027, 12:00 (New York).')
    await table.until(poll, ' · closes Mon 4 Jan 2027, 12:00 (New York), ')
  })

  test('that the clocks skip is named', async () => {
    await using table = await startTestBot({ at: '2027-03-26T12:00:00Z' })
    const ada = table.as('Ada')
    await ada.ask({ command: 'poll', args: { paper } })
    const changed = await ada.submit(await ada.type('edit'), { closes: 'sun 2:30am Berlin' })
    expect(wordsOf(changed)).toContain(
      "It closes Sun 28 Mar, 03:30 (Berlin), because 02:30 doesn't exist that night.",
    )
    const kept = await ada.submit(await ada.type('edit'), { note: 'Section 3' })
    expect(wordsOf(kept)).toMatch(/It closes Sun 28 Mar, 03:30 \(Berlin\)\.$/)
  })

  test('that the clocks skip is named to who opens the poll', async () => {
    await using table = await startTestBot({ at: '2027-03-26T12:00:00Z' })
    const open = (closes: string) => table.as('Ada').ask({ command: 'poll', args: { paper: closes, closes } })
    expect(await open('sun 2:30am Berlin')).toMatchObject({
      receipt: {
        summary: "The poll closes Sun 28 Mar, 03:30 (Berlin), because 02:30 doesn't exist that night.",
      },
    })
    expect(await open('sun 4:30am Berlin')).not.toHaveProperty('receipt')
  })

  test('stays as it is in the form, whatever its zone is called', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada')
    const zone = 'America/Argentina/ComodRivadavia'
    await ada.ask({ command: 'poll', args: { paper, closes: `2 Dec 17:00 ${zone}` } })
    const changed = await ada.submit(await ada.type('edit'), { note: 'Section 3' })
    expect(wordsOf(changed)).toContain('It closes Wed 2 Dec, 17:00 (ComodRivadavia).')
  })

  test.each(['never', 'none', 'no', 'off'])('may be “%s” by default', async (closes) => {
    await using table = await startTestBot()
    const ada = table.as('Ada', 'manager')
    const others = { visibility: 'names', closers: 'opener', language: 'en-GB', zone: 'UTC' }
    await ada.ask({ command: 'settings-save', args: { ...others, closes } })
    expect(wordsOf(await ada.ask({ command: 'settings-form', args: {} }))).toContain('closes=never')
    expect(wordsOf(await ada.ask({ command: 'poll', args: { paper } }))).not.toContain('closes')
  })

  test('that is taken away leaves no zone behind', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada')
    await ada.ask({ command: 'poll', args: { paper, closes: 'fri 17:00 Berlin' } })
    const poll = table.last()
    const changed = await ada.submit(await ada.type('edit'), { closes: 'none' })
    expect(wordsOf(changed)).toMatch(/now shows your changes\. The announcement is in this channel\.$/)
    await table.until(poll, 'Changed by Ada: closing time')
    expect(textOf(latest(poll))).not.toContain('closes')
  })

  test('loses its zone with the name of who opened the poll', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada')
    await ada.ask({ command: 'poll', args: { paper, closes: 'fri 17:00 Berlin' } })
    await ada.type('forget-me sure')
    const time = '2026-11-27T16:00:00.000Z'
    await table.until(table.last(), ` · closes ${time} (${time})`)
  })
})
