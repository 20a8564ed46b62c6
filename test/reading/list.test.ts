import { describe, expect, test } from 'vitest'
import { UserError } from '../../src/chat/user-error.ts'
import { buttonsIn, latest, startTestBot, wordsOf } from '../test-bot.ts'
import { buttonsOf } from '../view-text.ts'
import { withGroup } from './test-group.ts'

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
    expect(wordsOf(await ada.press(board, 'Vote'))).toContain(
      'Counted your vote for “The one”. It now has 2 votes.',
    )
    await table.until(board, 'The one · 2 votes')
    expect(wordsOf(await ada.press(board, 'Vote'))).toContain('Removed your vote for “The one”.')
    await table.until(board, 'The one · 1 vote')
  })

  test('has a button to vote beside each of the first ten papers', async () => {
    await using group = await withGroup({ rule })
    const { ben, ada, board, table, read } = group
    for (let i = 1; i <= 12; i += 1) {
      await ben.type(add(`Paper ${i} of many`))
      table.clock.advance(1000)
    }
    await table.until(board, '2 more: press Full list.')
    const lines = read(board)
      .split('\n')
      .filter((line) => /^\d+\. /.test(line))
    expect(lines).toHaveLength(10)
    expect(lines[2]).toMatch(/^3\. Paper 3 of many · 1 vote · ben: “because” \[Vote\]$/i)
    const votes = buttonsOf(latest(board)).filter(({ label }) => label === 'Vote')
    expect(votes.map(({ name }) => name)).toEqual(
      Array.from({ length: 10 }, (_, i) => `Vote for “Paper ${i + 1} of many”`),
    )
    await ada.ask(votes[2]?.call ?? { command: '', args: {} })
    await table.until(board, '1. Paper 3 of many · 2 votes')
  })

  test('is given to one person in pages, with who nominated each paper, why, and a button to vote', async () => {
    await using group = await withGroup({ rule })
    const { ben, ada, table } = group
    for (let i = 1; i <= 9; i += 1) {
      await ben.type(i === 2 ? 'reading add “Paper 2 of many”' : add(`Paper ${i} of many`))
      table.clock.advance(1000)
    }
    const first = await ada.type('reading list')
    const lines = wordsOf(first).split('\n')
    expect(lines.filter((line) => /^\d+\. /.test(line))).toHaveLength(8)
    expect(wordsOf(first)).toContain('1. Paper 1 of many · 1 vote · Ben: “because” [Vote]')
    expect(wordsOf(first)).toContain('2. Paper 2 of many · 1 vote · nominated by Ben [Vote]')
    const second = await ada.press(first, 'More')
    expect(wordsOf(second)).toContain('9. Paper 9 of many · 1 vote · Ben: “because” [Vote]')
    expect(wordsOf(second)).not.toContain('[More]')
    expect(wordsOf(await ada.press(second, 'Previous'))).toContain('1. Paper 1 of many')
    expect(wordsOf(await ada.press(second, 'Vote'))).toContain('Counted your vote for “Paper 9 of many”.')
    const own = await ben.press(await ben.type('reading list mine'), 'More')
    expect(wordsOf(own)).toContain('9. Paper 8 of many')
  })

  test('has a paper once, and offers a vote to whoever nominates it again', async () => {
    await using group = await withGroup({ rule })
    const { ada, ben, cleo } = group
    await ben.type(add('https://arxiv.org/abs/2312.06942'))
    const again = await cleo.type(add('arXiv:2312.06942v3'))
    expect(wordsOf(again)).toContain('is already on the list, with 1 vote.')
    expect(wordsOf(await cleo.press(again, 'Vote for it'))).toContain('Counted your vote for “AI Control')
    expect(wordsOf(await ada.type('reading list'))).toContain('2 votes')
  })

  test('takes a paper without a reason, and offers to add one', async () => {
    await using group = await withGroup({ rule })
    const { ben, ada } = group
    const added = await ben.type('reading add “A paper”')
    expect(wordsOf(added)).toContain('Added “A paper” to the list and counted your vote.')
    const form = await ben.press(added, 'Add a reason…')
    const withReason = await ben.submit(form, { why: 'It is short.' })
    expect(wordsOf(withReason)).toContain(
      '“A paper” is already on the list, with 1 vote. Your reason is with it: “It is short”.',
    )
    // The vote that came with the nomination is counted already.
    expect(buttonsIn(withReason).map(({ label }) => label)).toContain('Remove my vote')
    const changed = await ben.submit(
      await ben.press(await ben.type('reading add “A paper” why:“It is new”'), 'Change my reason…'),
      { why: 'It is both' },
    )
    expect(wordsOf(changed)).toContain('“It is both”')
    expect(wordsOf(await ada.type('reading add “A paper” why:“I like it”'))).toContain('“I like it”')
    await group.goTo('2026-12-14T17:05:00Z')
    const announcement = group.read(group.post('next session'))
    expect(announcement).toContain('It is both')
    expect(announcement).toContain('I like it')
    expect(announcement).not.toContain('It is short')
  })

  test('wants a reason of more than two letters, if there is one', async () => {
    await using group = await withGroup({ rule })
    expect(wordsOf(await group.ben.type('reading add “A paper” why:x'))).toContain(
      'A reason has 3 to 300 characters.',
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
    expect(read(board)).toMatch(/1\. An old one · .*\n2\. A newer one/)
    expect(read(board)).not.toContain('vote)')
    expect(wordsOf(await cleo.type('reading list'))).toMatch(
      /1\. An old one · Ben: “because” \[Vote\]\n2\. A newer one · Ben: “because” \[Vote\]/,
    )
    expect(wordsOf(await cleo.type('reading list'))).toContain(
      'You see the votes once you have voted for a paper.',
    )
    expect(wordsOf(await ada.type('reading list'))).toMatch(
      /1\. A newer one · 2 votes · .*\n2\. An old one · 1 vote · /,
    )
  })

  test('suggests papers in the order that the caller may know', async () => {
    await using group = await withGroup({ rule })
    const { ada, ben, cleo, table } = group
    await ada.type('reading schedule votes:hidden')
    await ben.type(add('An old one'))
    table.clock.advance(1000)
    await ben.type(add('A newer one'))
    await ben.type('reading list vote:An old one')
    const suggested = async ({ caller }: typeof ada) =>
      (await table.app.bot.suggest({ command: 'reading list', args: {} }, 'vote', '', caller)).map(
        ({ label }) => label,
      )
    expect(await suggested(cleo)).toEqual(['An old one', 'A newer one'])
    expect(await suggested(ben)).toEqual(['A newer one', 'An old one'])
  })

  test('lets people take away their own, managers any, and puts back what was removed', async () => {
    await using group = await withGroup({ rule })
    const { ada, ben, cleo } = group
    await ben.type(add('The one'))
    for (const words of ['reading remove The one', 'reading remove The one sure'])
      expect(wordsOf(await cleo.type(words))).toContain(
        "Only an organiser or a manager of this channel can remove other people's nominations.",
      )
    const asked = await ada.type('reading remove The one')
    expect(wordsOf(asked)).toContain('1 other person voted for “The one”. Remove it anyway?')
    expect(wordsOf(await ada.press(asked, 'Remove it'))).toContain(
      'from the list. You can undo this for 30 days.',
    )
    expect(wordsOf(await ada.type('reading list'))).toContain('No papers yet')
    await ben.type(add('Another one'))
    const removed = await ben.type('reading remove Another one')
    expect(wordsOf(await ben.press(removed, 'Undo'))).toContain('is back on the list, with its votes.')
    expect(wordsOf(await ada.type('reading list'))).toContain('Another one · 1 vote')
  })

  test('says nothing of hidden votes to whoever removes a paper', async () => {
    await using group = await withGroup({ rule })
    const { ada, ben, cleo } = group
    await ada.type('reading schedule votes:hidden')
    await ben.type(add('With a vote'))
    await ben.type(add('Without any'))
    await ben.type('reading list vote:Without any')
    expect(wordsOf(await cleo.type(add('With a vote')))).toContain(
      '“With a vote” is already on the list. Your reason',
    )
    for (const title of ['With a vote', 'Without any']) {
      const asked = await ada.type(`reading remove ${title}`)
      expect(wordsOf(asked)).toContain(`Other people may have voted for “${title}”. Remove it anyway?`)
      expect(wordsOf(asked).replace('30 days', '')).not.toMatch(/[0-9]/)
    }
    await cleo.type('reading list vote:With a vote')
    expect(wordsOf(await ben.type('reading remove With a vote'))).toContain('1 other person voted')
    const asked = await ada.type('reading remove Without any')
    expect(wordsOf(await ada.press(asked, 'Remove it'))).toContain(
      'from the list. You can undo this for 30 days.',
    )
  })

  test('has back what was removed from whoever removed it, and from organisers', async () => {
    await using group = await withGroup({ rule })
    const { ada, ben, cleo, board, table } = group
    await ben.type(add('The one'))
    const byBen = await ben.type('reading remove The one')
    expect(wordsOf(await cleo.press(byBen, 'Undo'))).toContain(
      'Only an organiser or a manager of this channel can put back what others removed.',
    )
    expect(wordsOf(await ada.press(byBen, 'Undo'))).toContain('is back on the list, with its votes.')
    const byAda = await ada.type('reading remove The one sure')
    expect(wordsOf(await ben.press(byAda, 'Undo'))).toContain(
      'Only an organiser or a manager of this channel can put back what others removed.',
    )
    expect(wordsOf(await ada.type('reading list'))).toContain('No papers yet')
    await ben.type(add('Another one'))
    const forgotten = await ben.type('reading remove Another one')
    await ben.type('forget-me sure')
    expect(wordsOf(await ben.press(forgotten, 'Undo'))).toContain('can put back what others removed')
    expect(wordsOf(await ada.press(byAda, 'Undo'))).toContain('is back on the list, with its votes.')
    await table.until(board, 'The one')
  })

  test('loses no paper that is chosen and removed at one moment', async () => {
    await using group = await withGroup()
    const { ada, goTo, table } = group
    await ada.type(add('The one'))
    await ada.type(add('The other'))
    await goTo('2026-11-23T14:00:00Z')
    const answers = await Promise.all([
      ada.type('reading next paper:The other'),
      ada.type('reading remove The other sure'),
    ])
    expect(answers.filter(({ kind }) => kind === 'refusal')).toHaveLength(1)
    table.clock.advance(1000)
    expect(wordsOf(await ada.type('reading next'))).toMatch(/Paper: The (one|other)/)
  })

  test('keeps one paper for a date, of two that are kept at one moment', async () => {
    await using group = await withGroup({ rule })
    const { ada } = group
    await ada.type(add('The one'))
    await ada.type(add('The other'))
    const answers = await Promise.all(
      ['The one', 'The other'].map((title) => ada.type(`${add(title)} on:2026-12-23`)),
    )
    expect(answers.map(wordsOf).join()).toContain('Another paper is already pinned to Wed 23 Dec: “The o')
    expect(wordsOf(await ada.type('reading list')).match(/pinned to/g)).toHaveLength(1)
  })

  test('gives a paper to one session alone', async () => {
    await using group = await withGroup({ rule: 'mon,tue 17:00 UTC' })
    const { ada, ben, goTo, table } = group
    for (const title of ['Paper One', 'Paper Two', 'Paper Three']) {
      await ben.type(add(title))
      table.clock.advance(1000)
    }
    await goTo('2026-11-23T16:30:00Z')
    expect(wordsOf(await ada.type('reading next paper:Paper Two'))).toContain(
      '“Paper Two” is already chosen for the session on Tue 24 Nov. Choose another paper.',
    )
    expect(wordsOf(await ada.type('reading next paper:Paper Three'))).toContain(
      '“Paper Three” is now the paper for the session on Mon 23 Nov.',
    )
  })

  test('is pinned to the date of a session that is not prepared yet', async () => {
    await using group = await withGroup({ rule })
    const { ada } = group
    await ada.type(add('The one'))
    expect(wordsOf(await ada.type('reading next paper:The one'))).toBe(
      "The next session isn't prepared yet. Pin the paper to its date: /grid reading add <link> on:Wed 16 Dec",
    )
  })

  test('is not chosen from for a session whose poll is open', async () => {
    await using group = await withGroup()
    const { ada, ben, goTo, post, read } = group
    await ada.type('reading schedule poll:early')
    await ben.type(add('The one'))
    await ben.type(add('The other'))
    await goTo('2026-11-23T17:05:00Z')
    const answer = wordsOf(await ada.type('reading next paper:The other'))
    expect(answer).toContain('Voting on “The one” has already started.')
    expect(answer).toContain('Skip that session: /grid reading skip.')
    expect(answer).toContain('/grid reading add <link> on:Wed 2 Dec')
    expect(wordsOf(await ada.type('reading add Yet another on:Wed 2 Dec why:because'))).toContain('Added')
    expect(read(post('next session'))).toContain('Paper: The one')
  })

  test('is kept by organisers wherever they are, and by managers of its channel alone', async () => {
    await using group = await withGroup({ rule })
    const { ada, ben, board, table } = group
    await ben.type(add('The one'))
    const id = JSON.stringify(board.views).match(/g_[a-z0-9]{10}/)?.[0]
    const ofAnother = table.as('Dora', 'manager', { channel: 'other' })
    for (const words of ['skip', 'pause', 'remove The one', 'schedule votes:hidden'])
      expect
        .soft(wordsOf(await ofAnother.type(`reading ${words} group:${id}`)), words)
        .toContain('Only an organiser or a manager of this channel can')
    expect(wordsOf(await ofAnother.type(`reading list group:${id}`))).toContain('The one')
    const inThread = table.as('Dora', 'manager', { thread: 'm1' })
    expect(wordsOf(await inThread.type(`reading skip group:${id}`))).toContain('Skipped Wed 16 Dec.')
    const alone = table.as('Ada', 'member', { channel: 'direct' })
    expect(wordsOf(await alone.type(`reading skip group:${id}`))).toContain('Skipped Wed 23 Dec.')
    expect(wordsOf(await ada.type('reading next'))).toContain('Wed 30 Dec')
  })

  test('has its notes for organisers read by a manager, where no organiser is left', async () => {
    await using group = await withGroup()
    const { ada, ben, goTo, table } = group
    await ben.type(add('The one'))
    await ada.type('forget-me sure')
    table.refusePosts(new UserError('I may not post here.', 'Let me.'), 'next session')
    await goTo('2026-11-23T17:10:00Z')
    table.refusePosts(undefined)
    expect(wordsOf(await ben.type('reading list'))).not.toContain('I may not post here.')
    expect(
      wordsOf(await table.as('Dora', 'manager', { channel: 'other' }).type('reading list')),
    ).not.toContain('I may not post here.')
    const dora = table.as('Dora', 'manager')
    expect(wordsOf(await dora.type('reading list'))).toContain('I may not post here.')
    expect(wordsOf(await dora.type('reading list'))).not.toContain('I may not post here.')
  })

  test('takes ten papers from each, and forty from managers', async () => {
    await using group = await withGroup({ rule, limits: 'on' })
    for (let i = 0; i < 10; i++) await group.ben.type(add(`Paper ${i}`))
    expect(wordsOf(await group.ben.type(add('One too many')))).toContain(
      'You already have 10 papers on the list.',
    )
    for (let i = 0; i < 40; i++)
      expect(wordsOf(await group.ada.type(add(`Of Ada ${i}`)))).toContain('to the list and counted your vote')
    expect(wordsOf(await group.ada.type(add('One too many')))).toContain(
      'You already have 40 papers on the list.',
    )
  })

  test('takes more without limits', async () => {
    await using group = await withGroup({ rule })
    for (let i = 0; i <= 10; i++)
      expect(wordsOf(await group.ben.type(add(`Paper ${i}`)))).toContain('to the list and counted your vote')
  })

  test('keeps a paper for a date that has a session, and for no other', async () => {
    await using group = await withGroup({ rule })
    const { ada, ben, goTo, post, read } = group
    await ben.type(add('The favourite'))
    expect(wordsOf(await ada.type(`${add('For later')} on:soon`))).toContain("I can't read “soon” as a date.")
    const refused = await ada.type(`${add('“For the second”', '“for its ending”')} on:2026-12-22`)
    expect(wordsOf(refused)).toBe(
      'There is no session on Tue 22 Dec. The nearest sessions are on Wed 16 Dec, Wed 23 Dec and Wed 30 Dec.',
    )
    expect(buttonsIn(refused).map(({ label }) => label)).toEqual([
      'Wed 16 Dec',
      'Wed 23 Dec',
      'Wed 30 Dec',
      'Open the form',
    ])
    expect(wordsOf(await ada.press(refused, 'Wed 23 Dec'))).toContain('for its ending')
    await goTo('2026-12-16T17:05:00Z')
    expect(read(post("Reading group: today's session has started"))).toContain('Paper: The favourite')
    await ben.type(add('Another one'))
    await goTo('2026-12-21T17:05:00Z')
    expect(read(post('next session'))).toContain('Paper: For the second')
  })

  test('says what was read already, and takes it again', async () => {
    await using group = await withGroup({ rule, linkTo: async ({ id }) => `https://table.example/m/${id}` })
    const { ben, goTo } = group
    await ben.type(add('The one'))
    await goTo('2026-12-17T17:10:00Z')
    const answer = await ben.type(add('The one'))
    expect(wordsOf(answer)).toContain('This group read “The one” on Wed 16 Dec: Go to the poll.')
    expect(JSON.stringify(answer)).toContain('"url":"https://table.example/m/')
    expect(wordsOf(await ben.press(answer, 'Read again'))).toContain('to the list and counted your vote')
  })

  test('does not begin with what is no paper', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada')
    const args = { paper: 'javascript:alert(1)', why: 'because' }
    expect(wordsOf(await ada.ask({ command: 'reading add', args }))).toContain("I can't open that kind")
    expect(wordsOf(await ada.type('reading list'))).toContain(
      'There is no reading group in this channel yet.',
    )
  })

  test('begins without a schedule where there is no group yet', async () => {
    await using table = await startTestBot()
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
