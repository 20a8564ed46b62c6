import { describe, expect, test } from 'vitest'
import type { Message } from '../../src/chat/message.ts'
import { withGroup } from '../reading/test-group.ts'
import { wordsOf } from '../test-bot.ts'
import { publicUrl, servePages } from './open-pages.ts'

const address = /https:\/\/grid\.example(\/feeds\/[0-9a-z]{26}\/calendar\.ics)/

/** A group that meets on Wednesdays, and the pages of its table. */
async function withCalendar(at = '2026-11-23T09:00:00Z', rule = 'wed 17:00 UTC') {
  const linkTo = async ({ id }: Message) => `https://chat.example/${id}`
  const group = await withGroup({ at, rule, publicUrl, linkTo })
  const pages = servePages(group.table)
  const pathIn = (answer: unknown): string => {
    const [, path = ''] = address.exec(JSON.stringify(answer)) ?? []
    return path
  }
  return {
    ...group,
    get: pages.get,
    pathIn,
    async [Symbol.asyncDispose]() {
      await pages[Symbol.asyncDispose]()
      await group[Symbol.asyncDispose]()
    },
  }
}

interface Event {
  readonly uid: string
  readonly sequence: number
  /** All of its lines but those that say when it changed. */
  readonly shown: string
}

function eventsIn(calendar: string): readonly Event[] {
  const blocks = calendar
    .replaceAll('\r\n ', '')
    .replace('END:VCALENDAR\r\n', '')
    .split('BEGIN:VEVENT\r\n')
    .slice(1)
  return blocks.map((block) => ({
    uid: /^UID:(.*)\r$/m.exec(block)?.[1] ?? '',
    sequence: Number(/^SEQUENCE:(\d+)\r$/m.exec(block)?.[1]),
    shown: block.replaceAll(/^(?:SEQUENCE|DTSTAMP|LAST-MODIFIED):.*\r\n/gm, ''),
  }))
}

describe('the calendar of a group', () => {
  test('is behind a link that everyone in the channel is given, and has its sessions in UTC', async () => {
    await using calendar = await withCalendar()
    const { ada, ben, get, pathIn } = calendar
    const answer = await ben.type('reading calendar')
    expect(wordsOf(answer)).toContain('Subscribe once and every session is in your calendar:')
    const path = pathIn(answer)
    expect(pathIn(await ada.type('reading calendar'))).toBe(path)
    const response = await get(path)
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, max-age=900',
      'referrer-policy': 'no-referrer',
      'last-modified': 'Mon, 23 Nov 2026 09:00:00 GMT',
    })
    expect(response.headers.get('x-robots-tag')).toContain('noindex')
    const text = await response.text()
    const [first, ...others] = eventsIn(text)
    expect(others).toHaveLength(8)
    expect(first?.uid).toMatch(/^2026-11-25\.g_[a-z0-9]{10}@cruxgrid$/)
    expect(first?.shown).toContain('DTSTART:20261125T170000Z\r\nDTEND:20261125T180000Z')
    expect(first?.shown).toContain('SUMMARY:Reading group: paper to be chosen')
    const known = await get(path, { 'if-none-match': response.headers.get('etag') ?? '' })
    expect(known.status).toBe(304)
  })

  test('follows what happens to its sessions: an event keeps its UID, and counts up when it changes', async () => {
    await using calendar = await withCalendar('2026-11-26T12:00:00Z')
    const { ada, ben, goTo, get, pathIn, table } = calendar
    const path = pathIn(await ben.type('reading calendar'))
    const seen = new Map<string, Event>()
    const changed: string[] = []
    /** What has changed in the feed since it was last read, by the date in the UID. */
    const read = async (): Promise<readonly string[]> => {
      await table.quiet()
      const events = eventsIn(await (await get(path)).text())
      expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length)
      for (const uid of seen.keys()) expect(events.map((event) => event.uid)).toContain(uid)
      changed.length = 0
      for (const event of events) {
        const before = seen.get(event.uid)
        const isSame = before?.shown === event.shown
        if (before !== undefined) expect(event.sequence).toBe(before.sequence + (isSame ? 0 : 1))
        else expect(event.sequence).toBe(0)
        if (!isSame) changed.push(event.uid.slice(0, event.uid.indexOf('.')))
        seen.set(event.uid, event)
      }
      return [...changed]
    }
    const shown = (date: string) =>
      [...seen.values()].find(({ uid }) => uid.startsWith(`${date}.`))?.shown.replaceAll('\r', '') ?? ''

    expect(await read()).toHaveLength(8)
    await ben.type('reading add “Paper One” why:“it is short”')
    await goTo('2026-11-26T14:00:00Z')
    expect(await read()).toEqual(['2026-12-02'])
    expect(shown('2026-12-02')).toContain('SUMMARY:Reading group: Paper One')
    expect(shown('2026-12-02')).toContain('DESCRIPTION:Why: it is short\n')
    await goTo('2026-11-30T17:05:00Z')
    // Another one comes into the sixty days that are ahead.
    expect(await read()).toEqual(['2026-12-02', '2027-01-27'])
    // A session that is prepared is moved, and one that isn't.
    await ada.type('reading schedule move:"2 Dec" to:"3 Dec 18:00"')
    expect(await read()).toEqual(['2026-12-02'])
    expect(shown('2026-12-02')).toContain('DTSTART:20261203T180000Z')
    await ada.type('reading schedule move:"16 Dec" to:"17 Dec 18:00"')
    expect(await read()).toEqual(['2026-12-16'])
    await ada.type('reading schedule move:"17 Dec" to:"18 Dec 19:00"')
    expect(await read()).toEqual(['2026-12-16'])
    expect(shown('2026-12-16')).toContain('DTSTART:20261218T190000Z')
    await ada.type('reading skip 23 Dec')
    expect(await read()).toEqual(['2026-12-23'])
    expect(shown('2026-12-23')).toContain('STATUS:CANCELLED')
    expect(shown('2026-12-23')).not.toContain('VALARM')
    await ada.press(await ada.type('reading schedule extra:"23 Dec 17:00"'), 'Confirm')
    expect(await read()).toEqual(['2026-12-23'])
    expect(shown('2026-12-23')).toContain('STATUS:CONFIRMED')
    await ada.press(await ada.type('reading schedule extra:"2027-01-04 18:30"'), 'Confirm')
    expect(await read()).toEqual(['2027-01-04T1830'])
    await ada.type('reading pause from:2027-01-10 to:2027-01-14')
    expect(await read()).toEqual(['2027-01-13'])
    expect(shown('2027-01-13')).toContain('STATUS:CANCELLED')
    await ada.type('reading schedule where:Room 1')
    expect((await read()).length).toBeGreaterThan(5)
    expect(shown('2027-01-06')).toContain('LOCATION:Room 1')
    await ada.type('reading next where:Room 2')
    expect(await read()).toEqual(['2026-12-02'])
    expect(wordsOf(await ada.type('reading next for 90m'))).toBe(
      'The session on Thu 3 Dec now takes 90 minutes.',
    )
    expect(await read()).toEqual(['2026-12-02'])
    expect(shown('2026-12-02')).toContain('DTEND:20261203T193000Z')
    await ada.type('reading skip 3 Dec why:“a storm”')
    expect(await read()).toContain('2026-12-02')
    expect(shown('2026-12-02')).toContain('DESCRIPTION:Cancelled: a storm')
    expect(await read()).toEqual([])
  })

  test('keeps events over a change of the clocks', async () => {
    await using calendar = await withCalendar('2027-03-01T08:00:00Z', 'wed 17:00 Europe/Berlin for 90m')
    const { ada, get, pathIn, table } = calendar
    const path = pathIn(await ada.type('reading calendar'))
    await ada.press(await ada.type('reading schedule extra:"28 Mar 02:30"'), 'Confirm')
    await ada.type('reading schedule move:"24 Mar" to:"25 Mar 18:00"')
    await ada.type('reading skip 31 Mar')
    await ada.type('reading skip 7 Apr')
    await ada.press(await ada.type('reading schedule extra:"7 Apr 17:00"'), 'Confirm')
    await table.quiet()
    const events = eventsIn(await (await get(path)).text()).map(({ uid, sequence, shown }) => [
      uid.slice(0, uid.indexOf('.')),
      sequence,
      /DTSTART:(\w+)/.exec(shown)?.[1],
      /STATUS:(\w+)/.exec(shown)?.[1],
    ])
    expect(events.slice(2, 7)).toEqual([
      ['2027-03-17', 0, '20270317T160000Z', 'CONFIRMED'],
      ['2027-03-24', 1, '20270325T170000Z', 'CONFIRMED'],
      // By the time that was asked for, which doesn't exist.
      ['2027-03-28T0230', 0, '20270328T013000Z', 'CONFIRMED'],
      ['2027-03-31', 1, '20270331T150000Z', 'CANCELLED'],
      ['2027-04-07', 2, '20270407T150000Z', 'CONFIRMED'],
    ])
  })

  test('has another link in the channel that its group is moved to', async () => {
    await using calendar = await withCalendar()
    const { ada, get, pathIn, table } = calendar
    const old = pathIn(await ada.type('reading calendar'))
    const there = table.as('Ada', 'manager', { channel: 'elsewhere' })
    await there.press(await there.type('reading schedule wed 18:00 UTC'), 'Move Reading group here')
    expect((await get(old)).status).toBe(404)
    const path = pathIn(await there.type('reading calendar'))
    expect(path).not.toBe(old)
    expect((await get(path)).status).toBe(200)
  })

  test('names nobody', async () => {
    await using calendar = await withCalendar('2026-11-26T12:00:00Z')
    const { ada, ben, cleo, goTo, get, pathIn, post } = calendar
    const path = pathIn(await ben.type('reading calendar'))
    await ada.type('reading facilitators order:table:ben')
    await cleo.type('reading add “Paper One” why:“it is short”')
    await goTo('2026-11-30T17:05:00Z')
    await cleo.press(post('next session'), 'Coming')
    const text = await (await get(path)).text()
    expect(text).toContain('Paper One')
    for (const name of ['Ada', 'Ben', 'Cleo']) expect(text.toLowerCase()).not.toContain(name.toLowerCase())
  })

  test('has another link once an organiser wants that, and the old one opens nothing', async () => {
    await using calendar = await withCalendar()
    const { ada, ben, get, pathIn } = calendar
    const old = pathIn(await ben.type('reading calendar'))
    expect(wordsOf(await ben.type('reading calendar new-link'))).toContain(
      'Only an organiser or a manager of this channel can replace the calendar link.',
    )
    const answer = await ada.type('reading calendar new-link')
    expect(wordsOf(answer)).toContain('The old one no longer works')
    const path = pathIn(answer)
    expect(path).not.toBe(old)
    expect((await get(path)).status).toBe(200)
    for (const gone of [old, '/feeds/abc/calendar.ics', path.replace('calendar.ics', 'outcomes.atom')]) {
      const response = await get(gone)
      expect(response.status).toBe(404)
      expect(await response.text()).toBe('There is nothing here. The link may have been withdrawn.')
    }
    expect(wordsOf(await ada.type('links'))).toContain('Calendar link')
    expect(wordsOf(await ben.type('links'))).not.toContain('Calendar link')
  })

  test('is asked for 60 times an hour from one address', async () => {
    await using calendar = await withCalendar()
    const path = calendar.pathIn(await calendar.ben.type('reading calendar'))
    for (let i = 0; i < 60; i += 1) {
      if (i % 30 === 0) calendar.table.clock.advance(61_000)
      expect((await calendar.get(path)).status).toBe(200)
    }
    const refused = await calendar.get(path)
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3000)
  })
})

test('the recaps of a group are a feed behind the same link, with counts and no names', async () => {
  await using calendar = await withCalendar('2026-11-26T12:00:00Z')
  const { ada, ben, cleo, goTo, get, pathIn, post } = calendar
  const path = pathIn(await ben.type('reading calendar')).replace('calendar.ics', 'recaps.atom')
  await ada.type('reading schedule where:Room 1')
  await ben.type('reading add “Paper <One>” why:“it is short”')
  await goTo('2026-12-02T17:05:00Z')
  const poll = post('Open, votes hidden')
  for (const voter of [ada, ben, cleo]) await voter.press(poll, 'Cog · Worst')
  expect(await (await get(path)).text()).not.toContain('<entry>')
  await goTo('2026-12-03T17:35:00Z')
  const response = await get(path)
  expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
  const feed = await response.text()
  expect(feed).toMatch(/<entry>\n<id>urn:cruxgrid:s_[a-z0-9]{10}<\/id>\n<title>Paper &lt;One&gt;<\/title>/)
  expect(feed).toMatch(
    /<updated>2026-12-03T17:\d\d:\d\d\.000Z<\/updated>\n<link href="https:\/\/chat\.example\/m\d+"\/>/,
  )
  expect(feed).toContain('3 votes')
  for (const hidden of ['Ada', 'Ben', 'Cleo', 'it is short', 'Room 1', path.slice(7, 33)])
    expect(feed).not.toContain(hidden)
})

test('a recap of a session in which nobody voted is in the feed and says so', async () => {
  await using calendar = await withCalendar('2026-11-26T12:00:00Z')
  const { ben, goTo, get, pathIn } = calendar
  const path = pathIn(await ben.type('reading calendar')).replace('calendar.ics', 'recaps.atom')
  await ben.type('reading add “Paper One”')
  await goTo('2026-12-03T17:35:00Z')
  const feed = await (await get(path)).text()
  expect(feed).toContain('<title>Paper One</title>')
  expect(feed).toContain('<content type="text">Nobody voted.</content>')
})

describe('a session in one’s own calendar', () => {
  test('is a file behind the button of its announcement, beside the link', async () => {
    await using calendar = await withCalendar('2026-11-26T12:00:00Z')
    const { ben, cleo, goTo, pathIn, post } = calendar
    await ben.type('reading add “Paper One”')
    await goTo('2026-11-30T17:05:00Z')
    const answer = await cleo.press(post('next session'), 'Add to calendar')
    expect(JSON.stringify(answer)).toContain('"name":"Reading group 2 Dec 2026.ics","type":"text/calendar"')
    const [only, ...others] = eventsIn(wordsOf(answer))
    expect(others).toEqual([])
    expect(only?.shown).toContain('SUMMARY:Reading group: Paper One')
    expect(pathIn(answer)).not.toBe('')
  })

  test('is a file alone where the bot has no public address', async () => {
    await using group = await withGroup({ at: '2026-11-26T12:00:00Z' })
    const { ben, goTo, post } = group
    await ben.type('reading add “Paper One”')
    await goTo('2026-11-30T17:05:00Z')
    const answer = await ben.press(post('next session'), 'Add to calendar')
    expect(JSON.stringify(answer)).toContain('Reading group 2 Dec 2026.ics')
    expect(wordsOf(answer)).not.toContain('Subscribe')
    const all = await ben.type('reading calendar')
    expect(wordsOf(all)).toContain('The person who runs it can set PUBLIC_URL.')
    expect(JSON.stringify(all)).toContain('"name":"Reading group.ics"')
  })

  test('is not offered by a group without extras', async () => {
    await using group = await withGroup({ at: '2026-11-26T12:00:00Z' })
    const { ada, ben, goTo, post, read } = group
    expect(wordsOf(await ada.type('reading schedule extras:off'))).toContain('Extras: off')
    await ben.type('reading add “Paper One”')
    await goTo('2026-11-30T17:05:00Z')
    expect(read(post('next session'))).toContain('[Coming]')
    expect(read(post('next session'))).not.toContain('Add to calendar')
  })
})
