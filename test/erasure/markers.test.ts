import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { wordsOf } from '../test-bot.ts'
import { everywhere, markers, words } from './everywhere.ts'

test('what a person has left anywhere is in my-data, and nowhere once they are forgotten', async () => {
  await using chat = await everywhere()
  const said = chat.messages().join('\n')
  for (const key of ['/recap:', '/season/', 'Facilitators: ', 'passed/', 'swap/']) expect(said).toContain(key)
  const data = wordsOf(await chat.mark.type('my-data'))
  for (const text of ['why', 'note', 'moved', 'nominated', 'noted', 'again', 'skipped', 'amended'])
    expect(data).toContain(`${words} ${text}`)
  const { groups: found, polls: opened } = JSON.parse(data)
  const inChannel = (channel: string) =>
    found.find((group: { place: { channel: string } }) => group.place.channel === channel)
  const [first, second] = [inChannel('main'), inChannel('second')]
  const place = { platform: 'table', space: 'table:round', channel: 'main' }
  expect(first).toMatchObject({
    place,
    leads: true,
    away: [{ from: '2027-03-01', to: '2027-03-05' }],
    pinned: [{ title: expect.any(String), date: '2026-12-09' }],
    removed: [{ title: expect.any(String), at: expect.stringContaining('2026-11-27') }],
    mentions: expect.arrayContaining([
      expect.stringContaining('gave up your turn'),
      expect.stringContaining('swapped turns with you'),
    ]),
  })
  expect(first.wantsMissed).toBe(true)
  expect(first.sessions).toContainEqual(
    expect.objectContaining({
      attached: ['https://example.org/talk'],
      worth: 'worth',
      quote: { askedAt: expect.stringContaining('2026-11-27') },
    }),
  )
  expect(JSON.stringify(first.sessions)).toContain('"steps":[{"step":"announce","at":"2026-11-27')
  expect(second).toMatchObject({ place: { ...place, channel: 'second' }, organises: true })
  expect(opened.length).toBeGreaterThan(3)
  for (const poll of opened) expect(poll).toMatchObject({ place: { space: 'table:round' } })
  expect(data).toContain('managed')
  await chat.mark.type('forget-me sure votes words')
  for (let turn = 0; turn < 30 && chat.messages().length > 0; turn += 1) {
    await chat.table.quiet()
    chat.table.clock.advance(2000)
  }
  expect(chat.messages()).toEqual([])
  expect(await chat.files()).toEqual([])
  // Nor in a backup that is made afterwards, in what managers export, or in their own file.
  const db = new DatabaseSync(join(chat.directory.path, 'x.db'))
  db.exec(`vacuum into '${join(chat.directory.path, 'backup.db')}'`)
  db.close()
  expect(await chat.files()).toEqual([])
  for (const asked of [chat.ada.type('export json all'), chat.ada.type('export csv all')])
    expect(JSON.stringify(await asked)).not.toMatch(markers)
  const { polls, groups } = JSON.parse(wordsOf(await chat.mark.type('my-data')))
  expect({ polls, groups }).toEqual({ polls: [], groups: [] })
  // And at no level of the log, before or after.
  expect(chat.table.logged.length).toBeGreaterThan(0)
  expect(chat.table.logged.filter((line) => line.match(markers))).toEqual([])
})
