import { describe, expect, test } from 'vitest'
import { sitDown, wordsOf } from '../table.ts'
import { withGroup } from './group-table.ts'

/** So far off that nothing is chosen while people nominate. */
const rule = 'wed 17:00 UTC from 2026-12-16'

const add = (paper: string, why = 'because') => `reading add ${paper} why:${why}`

describe('the reading list', () => {
  test('is in the order of votes, then of age', async () => {
    await using group = await withGroup({ rule })
    const { ada, ben, cleo, board, table, read } = group
    await ben.type(add('An old one'))
    table.clock.advance(1000)
    await cleo.type(add('A newer one'))
    await ada.type('reading list vote:A newer one')
    await table.until(board, '1. A newer one · 2 votes')
    expect(read(board)).toContain('2. An old one · 1 vote')
    await ada.type('reading list vote:A newer one')
    await table.until(board, '1. An old one · 1 vote')
  })

  test('is voted on with the board, by each person once', async () => {
    await using group = await withGroup({ rule })
    const { ada, ben, board, table } = group
    await ben.type(add('The one'))
    await table.until(board, 'The one')
    expect(wordsOf(await ada.press(board, 'The one'))).toContain('Your vote for “The one” is counted.')
    await table.until(board, 'The one · 2 votes')
    expect(wordsOf(await ada.press(board, 'The one'))).toContain('is withdrawn')
    await table.until(board, 'The one · 1 vote')
  })

  test('has a paper once, and offers a vote to whoever nominates it again', async () => {
    await using group = await withGroup({ rule })
    const { ada, ben, cleo } = group
    await ben.type(add('https://arxiv.org/abs/2312.06942'))
    const again = await cleo.type(add('arXiv:2312.06942v3'))
    expect(wordsOf(again)).toContain('is on the list already')
    expect(wordsOf(await cleo.press(again, 'Vote for it'))).toContain('is counted')
    expect(wordsOf(await ada.type('reading list'))).toContain('2 votes')
  })

  test('wants a line why', async () => {
    await using group = await withGroup({ rule })
    expect(wordsOf(await group.ben.type('reading add A paper'))).toContain('A nomination has a line why.')
    expect(wordsOf(await group.ben.type('reading add A paper why:x'))).toContain(
      'A nomination has a line why.',
    )
  })

  test('hides votes until somebody has cast one, where that is set', async () => {
    await using group = await withGroup({ rule })
    const { ada, ben, cleo, board, table, read } = group
    await ada.type('reading schedule votes:hidden')
    await ben.type(add('An old one'))
    table.clock.advance(1000)
    await ben.type(add('A newer one'))
    await ada.type('reading list vote:A newer one')
    await table.until(board, 'A newer one')
    expect(read(board)).toMatch(/1\. An old one\n2\. A newer one/)
    expect(read(board)).not.toContain('vote)')
    expect(wordsOf(await cleo.type('reading list'))).toMatch(/1\. An old one\n2\. A newer one/)
    expect(wordsOf(await cleo.type('reading list'))).toContain('Votes are hidden until you have cast one.')
    expect(wordsOf(await ada.type('reading list'))).toMatch(
      /1\. A newer one · 2 votes\n2\. An old one · 1 vote/,
    )
  })

  test('lets people take away their own, managers any, and puts back what was removed', async () => {
    await using group = await withGroup({ rule })
    const { ada, ben, cleo } = group
    await ben.type(add('The one'))
    expect(wordsOf(await cleo.type('reading remove The one'))).toContain(
      '1 other person has voted for “The one”',
    )
    const asked = await cleo.type('reading remove The one')
    expect(wordsOf(await cleo.press(asked, 'Remove it'))).toContain(
      "You can't remove what others nominated here.",
    )
    const removed = await ben.type('reading remove The one')
    expect(wordsOf(await ada.type('reading list'))).toContain('The list is empty')
    expect(wordsOf(await ben.press(removed, 'Undo'))).toContain('is on the list again')
    expect(wordsOf(await ada.type('reading list'))).toContain('The one · 1 vote')
  })

  test('takes ten papers from each, and more from managers', async () => {
    await using group = await withGroup({ rule })
    for (let i = 0; i < 10; i++) await group.ben.type(add(`Paper ${i}`))
    expect(wordsOf(await group.ben.type(add('One too many')))).toContain('You have 10 papers on the list.')
    for (let i = 0; i < 11; i++)
      expect(wordsOf(await group.ada.type(add(`Of Ada ${i}`)))).toContain('is on the list, with your vote')
  })

  test('keeps a paper for a date that has a session, and for no other', async () => {
    await using group = await withGroup({ rule })
    const { ada, ben, goTo, post, read } = group
    await ben.type(add('The favourite'))
    expect(wordsOf(await ada.type(`${add('For later')} on:2026-12-22`))).toContain(
      'There is no session on 2026-12-22. The nearest are on 2026-12-16, 2026-12-23, 2026-12-30.',
    )
    await ada.type(`${add('For the second')} on:2026-12-23`)
    await goTo('2026-12-16T17:05:00Z')
    expect(read(post('Reading group reads now'))).toContain('Paper: The favourite')
    await ben.type(add('Another'))
    await goTo('2026-12-21T17:05:00Z')
    expect(read(post('next session'))).toContain('Paper: For the second')
  })

  test('says what was read already, and takes it again', async () => {
    await using group = await withGroup({ rule })
    const { ben, goTo } = group
    await ben.type(add('The one'))
    await goTo('2026-12-17T17:10:00Z')
    const answer = await ben.type(add('The one'))
    expect(wordsOf(answer)).toContain('“The one” was read here on 2026-12-16.')
    expect(wordsOf(await ben.press(answer, 'Read again'))).toContain('is on the list, with your vote')
  })

  test('begins without a schedule where there is no group yet', async () => {
    await using table = await sitDown()
    expect(wordsOf(await table.as('Ben').type('reading list'))).toContain(
      'There is no reading group in this channel yet.',
    )
    await table.as('Ben').type(add('The one'))
    expect(wordsOf(await table.as('Cleo').type('reading list'))).toContain('The one · 1 vote')
    expect(wordsOf(await table.as('Ben').type('reading next'))).toContain('No session is planned.')
  })
})

describe('what people leave behind', () => {
  test('is in my-data, and goes with forget-me, except for what others can see was nominated', async () => {
    await using group = await withGroup({ rule })
    const { ada, ben, table, board } = group
    await ben.type(add('The one', 'mine'))
    expect(JSON.stringify(await ben.type('my-data'))).toContain('The one')
    await ben.type('forget-me sure')
    await table.until(board, 'The one · 0 votes')
    expect(JSON.stringify(await ben.type('my-data'))).not.toContain('The one')
    expect(wordsOf(await ada.type('reading list'))).toContain('The one · 0 votes')
  })

  test('goes from sessions that are over, too', async () => {
    await using group = await withGroup()
    const { ada, ben, goTo } = group
    await ada.type('reading facilitators order:table:ben')
    await ben.type(add('The one'))
    await goTo('2026-11-26T17:10:00Z')
    expect(JSON.stringify(await ada.type('reading history recap'))).toContain('ben')
    await ben.type('forget-me sure')
    expect(JSON.stringify(await ada.type('reading history recap'))).not.toMatch(/table:ben|thanks to ben/)
  })
})
