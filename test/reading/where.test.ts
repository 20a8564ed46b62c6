import { describe, expect, test } from 'vitest'
import { readWhere, type Where, type WhereFault } from '../../src/reading/where.ts'
import { buttonsIn, latest, startTestBot, wordsOf } from '../test-bot.ts'
import { withGroup } from './test-group.ts'
import table from './where.json' with { type: 'json' }

interface Row {
  readonly name: string
  readonly typed: string
  readonly channels?: Readonly<Record<string, string>>
  readonly expect?: Where
  readonly refused?: WhereFault
}

describe('where a group meets, as people write it', () => {
  test.each(table.rows as readonly Row[])('$name', ({ typed, channels = {}, expect: kept, refused }) =>
    expect(readWhere(typed, new Map(Object.entries(channels)))).toEqual(kept ?? { refused }),
  )

  test.each<readonly [string, Where]>([
    ['Room 4 in <#9> and https://x.example/a', { text: 'Room 4', channel: '9', link: 'https://x.example/a' }],
    [
      'Common room (https://a.example/b, pass 12)',
      { text: 'Common room (pass 12)', link: 'https://a.example/b' },
    ],
    ['https://a.example:8443/b', { link: 'https://a.example:8443/b' }],
    ['a.example:8443/b', { link: 'https://a.example:8443/b' }],
    ['Building:A', { text: 'Building:A' }],
    ['Cameron https://a.example/b', { text: 'Cameron', link: 'https://a.example/b' }],
  ])('%s', (typed, kept) => expect(readWhere(typed, new Map([['9', 'voice']]))).toEqual(kept))

  test.each([
    ['https://', 'link'],
    [`https://a.example/${'b'.repeat(500)}`, 'link length'],
    ['<#9> or <#10>', 'two channels'],
  ] as const)('%s is refused', (typed, refused) =>
    expect(
      readWhere(
        typed,
        new Map([
          ['9', 'voice'],
          ['10', 'stage'],
        ]),
      ),
    ).toEqual({ refused }),
  )
})

const call = 'https://meet.example.org/abc'
const seenBy = "Everyone who can see this channel sees it, and so does anyone with the group's calendar link."

describe('where a group meets', () => {
  test('is in what a new schedule asks to be confirmed, before who sees its link', async () => {
    await using table = await startTestBot()
    const asked = await table
      .as('Ada', 'manager')
      .type(`reading schedule wed 17:00 UTC where:"Room 4.12 and ${call}"`)
    expect(wordsOf(asked)).toMatch(/^Where: Room 4\.12, Join the call$(.|\n)*^Everyone who can see/m)
  })

  test('is in its announcement, reminder, opening, board and schedule, and no longer once the session is over', async () => {
    await using group = await withGroup({ at: '2026-11-26T12:00:00Z' })
    const { ada, ben, board, goTo, post, read, table } = group
    await ben.type('reading add “Paper One”')
    await ada.type('reading schedule expect:table:cleo')
    const set = await ada.type(`reading schedule where:Room 4.12 and ${call}`)
    expect(wordsOf(set)).toContain('Where: Room 4.12, Join the call')
    expect(wordsOf(set)).toContain(seenBy)
    await goTo('2026-11-30T17:05:00Z')
    const announcement = post('next session')
    expect(read(announcement)).toMatch(/^Where: Room 4\.12, Join the call$/m)
    expect(JSON.stringify(latest(announcement))).toContain(call)
    await table.until(board, 'Paper One · Where: Room 4.12, Join the call')
    await goTo('2026-12-01T17:05:00Z')
    expect(group.told('cleo').at(-1)).toMatch(/Paper One · Where: Room 4\.12, Join the call\n(.|\n)*\[Join\]/)
    await goTo('2026-12-02T17:05:00Z')
    const opening = post('session has started')
    expect(read(opening)).toMatch(/^Where: Room 4\.12, Join the call$/m)
    expect(read(opening)).toContain('[Join]')
    await goTo('2026-12-03T17:35:00Z')
    expect(read(post('Recap: Paper One'))).not.toContain('Room 4.12')
    await table.until(opening, 'nobody yet')
    expect(JSON.stringify(latest(opening))).not.toContain(call)
    expect(read(opening)).not.toContain('Where')
  })

  test('changes for all sessions but those that are prepared, which can follow', async () => {
    await using group = await withGroup({ at: '2026-11-26T12:00:00Z' })
    const { ada, ben, goTo, post, table } = group
    await ada.type('reading schedule where:Room 1')
    await ben.type('reading add “Paper One”')
    await goTo('2026-11-30T17:05:00Z')
    const changed = await ada.type('reading schedule where:Room 2')
    expect(wordsOf(changed)).toContain('Where: Room 2')
    expect(wordsOf(changed)).toContain('The session on Wed 2 Dec keeps its place. [Use the new place]')
    await table.until(post('next session'), 'Where: Room 1')
    expect(wordsOf(await ada.press(changed, 'Use the new place'))).toBe(
      'Saved where you meet on Wed 2 Dec: Room 2.',
    )
    await table.until(post('next session'), 'Where: Room 2')
  })

  test('can be another place for one session, set by who leads it, and again that of the group', async () => {
    await using group = await withGroup({ at: '2026-11-26T12:00:00Z' })
    const { ada, ben, cleo, goTo, post, table } = group
    await ada.type('reading schedule where:Room 1')
    await ada.type('reading facilitators order:table:ben')
    await ben.type('reading add “Paper One”')
    await goTo('2026-11-30T17:05:00Z')
    expect(wordsOf(await cleo.type('reading next where:Room 3'))).toContain(
      'Only the facilitator or an organiser can do that.',
    )
    expect(wordsOf(await ben.type(`reading next where:${call}`))).toBe(
      `Saved where you meet on Wed 2 Dec: Join the call. ${seenBy}`,
    )
    await table.until(post('next session'), 'Where: Join the call')
    expect(wordsOf(await ben.type('reading next where:none'))).toBe(
      'The session on Wed 2 Dec has no place of its own any more.',
    )
    await table.until(post('next session'), 'Where: Room 1')
    expect(wordsOf(await ada.type('reading schedule where:none'))).not.toContain('Where:')
  })

  test.each([
    ['http://meet.example.org/abc', "That link isn't encrypted: it begins with http."],
    ['<#1100000000000000012>', "That isn't a voice or stage channel that you can see here."],
    ['javascript:alert(1)', "I can't show that kind of link."],
  ])('is refused where it is %s', async (typed, said) => {
    await using group = await withGroup()
    const refused = await group.ada.type(`reading schedule where:${typed}`)
    expect(wordsOf(refused)).toContain(said)
    expect(buttonsIn(refused)).toEqual([])
  })
})
