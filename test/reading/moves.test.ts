import { describe, expect, test } from 'vitest'
import { wordsOf } from '../test-bot.ts'
import { withGroup } from './test-group.ts'

const add = (paper: string) => `reading add ${paper} why:because`

/** On 2026-11-26 the session of 2026-12-02 has a record, and the next ones are only computed. */
const prepared = async () => {
  const group = await withGroup({ at: '2026-11-26T12:00:00Z' })
  await group.ben.type(add('Paper One'))
  await group.goTo('2026-11-26T12:30:00Z')
  return group
}
type Prepared = Awaited<ReturnType<typeof prepared>>

const nextFive = async ({ ada }: Prepared) => wordsOf(await ada.type('reading schedule'))
const withExtra = async ({ ada }: Prepared, extra: string) => {
  const proposal = await ada.type(`reading schedule extra:${extra}`)
  await ada.press(proposal, 'Confirm')
  return wordsOf(proposal)
}

describe('an extra session', () => {
  test('that comes before one that is prepared is held, and so is that one', async () => {
    await using group = await prepared()
    const { ben, goTo, posts } = group
    expect(await withExtra(group, '2026-11-30 18:00')).toContain(
      'Sessions after the change: Mon 30 Nov, 18:00',
    )
    await ben.type(add('Paper Two'))
    await goTo('2026-11-30T18:05:00Z')
    expect(posts('session has started')).toHaveLength(1)
    await goTo('2026-12-02T17:05:00Z')
    expect(posts('session has started')).toHaveLength(2)
  })

  test('that is asked for again is held once', async () => {
    await using group = await prepared()
    const { ben, goTo, posts } = group
    await withExtra(group, '2026-11-30 18:00')
    await withExtra(group, '2026-11-30 18:00')
    await ben.type(add('Paper Two'))
    await goTo('2026-11-30T18:05:00Z')
    expect(posts('session has started')).toHaveLength(1)
  })

  test('can be skipped, and moved', async () => {
    await using group = await prepared()
    const { ada } = group
    await withExtra(group, '2026-12-18 18:00')
    await ada.type('reading schedule move:2026-12-18 to:2026-12-19 18:00')
    expect(await nextFive(group)).not.toContain('18 Dec')
    expect(await nextFive(group)).toMatch(/Next sessions: .*Sat 19 Dec, 18:00/)
    expect(wordsOf(await ada.type('reading skip 2026-12-19'))).toContain('Skipped Sat 19 Dec.')
    expect(await nextFive(group)).not.toContain('19 Dec')
  })

  test('on the date of a regular one is moved by itself', async () => {
    await using group = await prepared()
    await withExtra(group, '2026-12-16 20:00')
    await group.ada.type('reading schedule move:2026-12-16 to:2026-12-18 18:00')
    const said = await nextFive(group)
    expect(said).not.toContain('Wed 16 Dec, 17:00')
    expect(said).toContain('Wed 16 Dec, 20:00')
    expect(said).toContain('Fri 18 Dec, 18:00')
  })
})

describe('dates to skip', () => {
  test.each([
    [
      '2026-12-10',
      'There is no session on Thu 10 Dec. The nearest sessions are on Wed 2 Dec, Wed 9 Dec and Wed 16 Dec.',
    ],
    [
      '2026-12-09 2026-12-10 2026-12-11',
      'There is no session on Thu 10 Dec and Fri 11 Dec. Skip the session on Wed 9 Dec?',
    ],
    ['2029-12-06', 'The nearest sessions are on Wed 28 Nov 2029, Wed 5 Dec 2029 and Wed 12 Dec 2029.'],
    ['2026-11-25', '“2026-11-25” is in the past.'],
  ])('%s are not skipped where there is no session', async (dates, said) => {
    await using group = await prepared()
    expect(wordsOf(await group.ada.typeToBeAsked(`reading skip ${dates}`))).toContain(said)
    expect(await nextFive(group)).toContain('Wed 9 Dec, 17:00')
  })

  test('are taken years ahead, once', async () => {
    await using group = await prepared()
    const { ada } = group
    expect(wordsOf(await ada.type('reading skip 2026-12-23 2029-12-26'))).toContain(
      'Skipped Wed 23 Dec and Wed 26 Dec 2029.',
    )
    expect(await nextFive(group)).toContain('No session on: Wed 23 Dec · Wed 26 Dec 2029')
    expect(wordsOf(await ada.type('reading skip 2029-12-26'))).toContain(
      'There is no session on Wed 26 Dec 2029.',
    )
  })

  test('are refused once their session is open', async () => {
    await using group = await prepared()
    await group.goTo('2026-12-02T17:05:00Z')
    expect(wordsOf(await group.ada.type('reading skip 2026-12-02'))).toContain(
      'The session on Wed 2 Dec has already started.',
    )
  })
})

describe('what is kept for a date', () => {
  test.each([
    ['a pause', 'reading pause from:2026-12-16 to:2026-12-16'],
    ['another schedule', 'reading schedule fri 17:00'],
  ])('is read all the same after %s', async (_, command) => {
    await using group = await prepared()
    const { ada, ben, goTo, posts, read } = group
    await ada.type(`${add('Paper Kept')} on:2026-12-16`)
    await ben.type(add('Paper Two'))
    await ben.type(add('Paper Three'))
    const said = await ada.type(command)
    if (wordsOf(said).includes('New schedule')) await ada.press(said, 'Confirm')
    await goTo('2026-12-26T00:00:00Z')
    expect(posts('session has started').map(read).join()).toContain('Paper: Paper Kept')
  })

  test('goes with a session that is moved', async () => {
    await using group = await prepared()
    const { ada, ben, goTo, posts, read } = group
    await ada.type(`${add('Paper Kept')} on:2026-12-16`)
    await ben.type(add('Paper Two'))
    await ada.type('reading schedule move:2026-12-16 to:2026-12-17 17:00')
    await goTo('2026-12-17T17:05:00Z')
    expect(posts('session has started').map(read).at(-1)).toContain('Paper: Paper Kept')
  })

  test('comes first when its session reads another paper', async () => {
    await using group = await prepared()
    const { ada, ben, goTo, posts, read } = group
    await ada.type(`${add('Paper Kept')} on:2026-12-09`)
    await ben.type(add('Paper Two'))
    await goTo('2026-12-04T12:00:00Z')
    await ada.type('reading next paper:Paper Two')
    await goTo('2026-12-16T17:05:00Z')
    expect(posts('session has started').map(read).at(-2)).toContain('Paper: Paper Two')
    expect(posts('session has started').map(read).at(-1)).toContain('Paper: Paper Kept')
  })

  test('comes first when nobody was there for its session', async () => {
    await using group = await prepared()
    const { ada, ben, goTo, sleepTo, posts, read } = group
    await ben.type(add('Paper Two'))
    await ada.type(`${add('Paper Kept')} on:2026-12-09`)
    await goTo('2026-12-03T18:00:00Z')
    await ada.type('reading next paper:Paper Two')
    sleepTo('2026-12-10T12:00:00Z')
    await goTo('2026-12-23T17:05:00Z')
    const papers = posts('session has started').map(read).join()
    expect(papers).toContain('Paper: Paper Kept')
    expect(papers).toContain('Paper: Paper Two')
  })
})

describe('a move', () => {
  test.each([
    ['whenever', "I can't read “whenever” as a date and time. Write it like 4 Jan 18:30."],
    ['now', "A session can't start at once. Choose a time in the future."],
    ['every wed 17:00', '“every wed 17:00” repeats. Write it like 4 Jan 18:30.'],
  ])('to “%s” is refused in the words of sessions', async (to, refusal) => {
    await using group = await prepared()
    const call = { command: 'reading schedule', args: { move: '2026-12-09', to } }
    expect(wordsOf(await group.ada.ask(call))).toContain(refusal)
  })

  test('before what is prepared is held there', async () => {
    await using group = await prepared()
    const { ada, ben, goTo, posts } = group
    await ben.type(add('Paper Two'))
    expect(wordsOf(await ada.type('reading schedule move:2026-12-09 to:2026-12-01 18:00'))).toContain(
      'to Tue 1 Dec, 18:00 (UTC)',
    )
    await goTo('2026-12-01T18:05:00Z')
    expect(posts('session has started')).toHaveLength(1)
    await goTo('2026-12-02T17:05:00Z')
    expect(posts('session has started')).toHaveLength(2)
    await goTo('2026-12-10T00:00:00Z')
    expect(posts('session has started')).toHaveLength(2)
  })

  test.each([
    ['move:2026-12-02 to:2026-11-20 18:00', '“2026-11-20 18:00” is in the past.'],
    ['move:2026-12-16 to:2026-11-20 18:00', '“2026-11-20 18:00” is in the past.'],
    ['move:2026-12-16 to:2026-12-02 17:00', 'There is already a session on Wed 2 Dec, 17:00 (UTC).'],
    ['move:2026-12-16 to:2026-12-09 17:00', 'There is already a session on Wed 9 Dec, 17:00 (UTC).'],
    ['move:2026-12-02 to:2026-12-09 17:00', 'There is already a session on Wed 9 Dec, 17:00 (UTC).'],
    [
      'move:2026-12-10 to:2026-12-11 17:00',
      'There is no session on Thu 10 Dec. The nearest sessions are on Wed 2 Dec',
    ],
  ])('%s is refused', async (words, said) => {
    await using group = await prepared()
    const before = await nextFive(group)
    expect(wordsOf(await group.ada.type(`reading schedule ${words}`))).toContain(said)
    expect(await nextFive(group)).toBe(before)
  })

  test('into a pause is refused, for it would not be held', async () => {
    await using group = await prepared()
    await group.ada.type('reading pause from:2026-12-20 to:2027-01-03')
    expect(wordsOf(await group.ada.type('reading schedule move:2026-12-16 to:2026-12-21 18:00'))).toContain(
      'The group is paused on Mon 21 Dec.',
    )
  })

  test('of a session that is open is refused', async () => {
    await using group = await prepared()
    await group.goTo('2026-12-02T17:05:00Z')
    expect(wordsOf(await group.ada.type('reading schedule move:2026-12-02 to:2026-12-04 18:00'))).toContain(
      'The session on Wed 2 Dec has already started.',
    )
  })

  test('behind another session leaves them in their order', async () => {
    await using group = await withGroup({ at: '2026-11-26T12:00:00Z' })
    const { ada, ben, goTo } = group
    await ada.type('reading schedule steps:choose=-14d')
    await ben.type(add('Paper One'))
    await ben.type(add('Paper Two'))
    await goTo('2026-11-26T12:30:00Z')
    await ada.type('reading schedule move:2026-12-02 to:2026-12-10 18:00')
    expect(wordsOf(await ada.type('reading skip'))).toContain('Skipped Wed 9 Dec.')
    expect(wordsOf(await ada.type('reading skip'))).toContain('Skipped Thu 10 Dec.')
  })

  test('to soon does not complain of steps whose time is over there', async () => {
    await using group = await prepared()
    const { ada, goTo, posts, told } = group
    await ada.type('reading schedule move:2026-12-02 to:2026-11-26 12:40')
    await goTo('2026-11-26T12:45:00Z')
    await goTo('2026-11-26T12:50:00Z')
    expect(posts('session has started')).toHaveLength(1)
    expect(told('ada').join()).not.toContain("didn't happen")
  })

  test('there, and back, and there again tells those who come each time', async () => {
    await using group = await prepared()
    const { ada, ben, goTo, post, told } = group
    await goTo('2026-11-30T17:05:00Z')
    await ben.press(post('next session'), 'Coming')
    await ada.type('reading schedule move:2026-12-02 to:2026-12-04 18:00')
    await ada.type('reading schedule move:2026-12-04 to:2026-12-02 17:00')
    await ada.type('reading schedule move:2026-12-02 to:2026-12-04 18:00')
    expect(told('ben').filter((words) => words.includes('moves to'))).toHaveLength(3)
  })
})
