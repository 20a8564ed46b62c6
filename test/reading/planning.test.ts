import { describe, expect, test } from 'vitest'
import { UserError } from '../../src/chat/user-error.ts'
import { startTestBot, wordsOf } from '../test-bot.ts'
import { withGroup } from './test-group.ts'

const add = (paper: string) => `reading add ${paper} why:because`

describe('a schedule', () => {
  test('is proposed with its first dates, and begins when it is confirmed, with a board for everyone', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada', 'manager')
    const proposal = await ada.type('reading schedule every 2 weeks wed 17:00 Europe/Berlin from 2026-12-02')
    expect(wordsOf(proposal)).toContain(
      'First sessions: Wed 2 Dec, 17:00 · Wed 16 Dec, 17:00 · Wed 30 Dec, 17:00',
    )
    expect(table.said).toHaveLength(0)
    expect(wordsOf(await table.as('Ben').press(proposal, 'Confirm'))).toContain(
      'Only a manager of this channel can start a reading group.',
    )
    await ada.press(proposal, 'Confirm')
    expect(table.said).toHaveLength(1)
    expect(wordsOf(await table.as('Ben').type('reading schedule'))).toContain(
      'every 2 weeks on Wednesday at 17:00 (Europe/Berlin)',
    )
  })

  test('is proposed with all that is set beside it', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada', 'manager')
    const words =
      'wed 17:00 UTC together 20m roles:skeptic,notes ask:none extras:off questions:anonymous votes:hidden season:Winter steps:recap=+48h expect:table:ben'
    const said = wordsOf(await ada.type(`reading schedule ${words}`))
    for (const line of [
      'Roles: skeptic, notes',
      'Extras: off',
      'Questions: anonymous',
      'Optional questions: none',
      'Votes for papers: hidden until you vote',
      'Poll opens: after 20 minutes to read, or sooner if most are done',
      'Who should vote: 1 person',
      'Season: Winter',
    ])
      expect(said).toContain(`${line}\n`)
    expect(said).toContain('recap 48 hours after')
    const plain = wordsOf(await ada.type('reading schedule wed 17:00 UTC'))
    for (const name of ['Roles', 'Extras', 'Poll opens', 'Season', 'Steps', 'Votes for papers'])
      expect(plain).not.toContain(`${name}: `)
  })

  test('that is changed says what was and what will be, and changes when that is confirmed', async () => {
    await using group = await withGroup()
    const { ada, ben } = group
    const proposal = await ada.type('reading schedule fri 18:30')
    expect(wordsOf(proposal)).toMatch(
      /Sessions now: Wed 25 Nov, 17:00 · .*\nSessions after the change: Fri 27 Nov, 18:30 · /,
    )
    expect(wordsOf(await ben.type('reading schedule'))).toContain('every Wednesday')
    expect(wordsOf(await ben.press(proposal, 'Confirm'))).toContain(
      'Only an organiser or a manager of this channel can change the schedule.',
    )
    await ada.press(proposal, 'Confirm')
    expect(wordsOf(await ben.type('reading schedule'))).toContain('every Friday at 18:30')
  })

  test('is proposed in the clock of a place, where letters of a zone were typed', async () => {
    await using group = await withGroup()
    const proposal = await group.ada.type('reading schedule wed 17:00 EST until 31 March')
    expect(wordsOf(proposal)).toContain(
      'every Wednesday at 17:00 (America/New_York), until 31 March 2027 (you wrote EST)',
    )
    expect(wordsOf(proposal)).toContain('Sessions after the change: Wed 25 Nov, 17:00')
    // The times before the change are by the clock that the group had.
    expect(wordsOf(proposal)).toMatch(/Sessions now: Wed 25 Nov, 17:00 · .* \(UTC\)/)
  })

  test('that is confirmed in another week begins when it was shown to begin', async () => {
    await using group = await withGroup()
    const { ada, table } = group
    const proposal = await ada.type('reading schedule biweekly tue 13:00-14:30')
    expect(wordsOf(proposal)).toMatch(/Sessions after the change: Tue 24 Nov, 13:00 · Tue 8 Dec, 13:00/)
    table.clock.advance(2 * 86_400_000)
    await ada.press(proposal, 'Confirm')
    expect(wordsOf(await ada.type('reading schedule'))).toContain(
      'every 2 weeks on Tuesday at 13:00 for 90 minutes (UTC)',
    )
    expect(wordsOf(await ada.type('reading schedule'))).toMatch(/Next sessions: Tue 8 Dec, 13:00/)
  })

  test('has a length, which calendars show', async () => {
    await using group = await withGroup({ rule: 'wed 17:00 UTC' })
    const { ada } = group
    await ada.press(await ada.type('reading schedule length:two hours'), 'Confirm')
    expect(wordsOf(await ada.type('reading schedule'))).toContain('at 17:00 for 120 minutes (UTC)')
    await ada.press(await ada.type('reading schedule thu 18:00'), 'Confirm')
    expect(wordsOf(await ada.type('reading schedule'))).toContain(
      'every Thursday at 18:00 for 120 minutes (UTC)',
    )
    expect(wordsOf(await ada.type('reading schedule length:for ever'))).toContain(
      'Write it like 90m or 1.5h.',
    )
  })

  test('that can be once a month or every 2 weeks is asked about', async () => {
    await using group = await withGroup()
    const asked = await group.ada.type('reading schedule every 2nd wed 17:00')
    expect(wordsOf(asked)).toContain('Do you mean every 2 weeks wed 17:00 or monthly 2nd wed 17:00?')
    const proposal = await group.ada.press(asked, 'monthly 2nd wed 17:00')
    expect(wordsOf(proposal)).toContain('every second Wednesday of the month at 17:00')
  })

  test.each([
    ['reading schedule every 2nd wed 17:00', 'every 2 weeks'],
    ['reading schedule wed', 'time'],
    ['reading schedule except:2026-13-45', 'There is no such date'],
    ['reading schedule extra:soon', 'as a date and time'],
    ['reading schedule steps:announce=soon', 'I don’t understand'],
    ['reading schedule steps:announce=+3d', 'would come after'],
    ['reading schedule move:2026-12-09 to:later', 'as a date and time'],
  ])('%s is refused with what to do', async (words, said) => {
    await using group = await withGroup()
    expect(wordsOf(await group.ada.type(words))).toContain(said.replace('’', "'"))
  })

  test('keeps the hour over a change of the clocks', async () => {
    await using group = await withGroup({
      rule: 'wed 17:00 America/New_York',
      at: '2027-03-04T12:00:00Z',
    })
    const { ben, goTo, posts } = group
    await ben.type(add('Paper One'))
    await ben.type(add('Paper Two'))
    await goTo('2027-03-10T21:59:00Z')
    expect(posts('session has started')).toHaveLength(0)
    await goTo('2027-03-10T22:01:00Z')
    expect(posts('session has started')).toHaveLength(1)
    await goTo('2027-03-17T20:59:00Z')
    expect(posts('session has started')).toHaveLength(1)
    await goTo('2027-03-17T21:01:00Z')
    expect(posts('session has started')).toHaveLength(2)
  })

  test('moves its steps where that is asked for', async () => {
    await using group = await withGroup({ at: '2026-11-26T12:00:00Z' })
    const { ada, ben, goTo, post, posts, read } = group
    await ada.type('reading schedule steps:announce=-3d,recap=+2h,remind1=off')
    await ben.type(add('Paper One'))
    await goTo('2026-11-29T16:55:00Z')
    expect(posts('next session')).toHaveLength(0)
    await goTo('2026-11-29T17:05:00Z')
    expect(posts('next session')).toHaveLength(1)
    await goTo('2026-12-02T19:05:00Z')
    expect(posts('Recap: Paper One')).toHaveLength(1)
    expect(read(post('Recap: Paper One'))).toMatch(
      /^Recap: Paper One\nNobody voted\.\nNext: Wed 9 Dec, 17:00 \(UTC\)\. No paper yet\./,
    )
  })

  test('opens the vote with the announcement where that is set', async () => {
    await using group = await withGroup({ at: '2026-11-26T12:00:00Z' })
    const { ada, ben, goTo, posts, post, table } = group
    await ada.type('reading schedule poll:early')
    await ben.type(add('Paper One'))
    await goTo('2026-11-30T17:05:00Z')
    expect(post('Open, votes hidden').message.place.thread).toBe(post('next session').message.id)
    await table.until(post('next session'), 'You can vote now in the thread.')
    await goTo('2026-12-02T17:05:00Z')
    expect(posts('Open, votes hidden')).toHaveLength(1)
    expect(post('session has started').message.place.thread).toBe(post('next session').message.id)
  })

  test('without a recap ends the session once its last step is done, and not before', async () => {
    await using group = await withGroup()
    const { ada, ben, goTo, posts, post } = group
    await ada.type('reading schedule steps:recap=off')
    await ben.type(add('Paper One'))
    await goTo('2026-11-25T17:05:00Z')
    const poll = post('Open, votes hidden')
    await ada.press(poll, 'Cog · Worst')
    await ben.press(poll, 'Eng · Avg')
    await goTo('2026-11-25T17:35:00Z')
    expect(posts('Votes are visible.')).toHaveLength(1)
    await goTo('2026-11-25T18:05:00Z')
    expect(posts('Round 2 is open')).toHaveLength(1)
    expect(wordsOf(await ada.type('reading history'))).toContain('Wed 25 Nov: Paper One')
  })
})

describe('a session that is skipped', () => {
  test.each([
    ['announced', 'next session', '2026-11-23T18:00:00Z', "I'm busy with the session"],
    ['opened', 'session has started', '2026-11-25T17:05:00Z', 'has already started'],
  ])('that is being %s is neither skipped nor moved, and goes on', async (_, words, until, said) => {
    await using group = await withGroup()
    const { ada, ben, goTo, table } = group
    await ben.type(add('Paper One'))
    const answers: string[] = []
    table.whilePosting(words, async () => {
      answers.push(wordsOf(await ada.type('reading skip 2026-11-25')))
      answers.push(wordsOf(await ada.type('reading schedule move:2026-11-25 to:2026-11-27 17:00')))
    })
    await goTo(until)
    expect(answers).toEqual([
      expect.stringContaining("I'm busy with the session on Wed 25 Nov right now."),
      expect.stringContaining(said),
    ])
    await goTo('2026-11-25T17:10:00Z')
    expect(group.posts('Open, votes hidden')).toHaveLength(1)
    expect(table.logged).toEqual([])
  })

  test('of a later date names the next session, which is prepared already', async () => {
    await using group = await withGroup({ at: '2026-11-26T12:00:00Z' })
    const { ada, ben, goTo } = group
    await ben.type(add('Paper One'))
    await goTo('2026-11-26T12:30:00Z')
    const said = await ada.type('reading skip 2026-12-16')
    expect(wordsOf(said)).toContain('Skipped Wed 16 Dec. Next session: Wed 2 Dec, 17:00 (UTC).')
    // Its paper is no longer on the list.
    expect(wordsOf(await ben.type('reading'))).toContain('No other papers yet. Press Nominate to add one.')
  })

  test('before it is prepared is not held, and the next one is', async () => {
    await using group = await withGroup({ at: '2026-11-26T12:00:00Z' })
    const { ada, ben, goTo, posts } = group
    await ben.type(add('Paper One'))
    const said = await ada.type('reading skip 2026-12-09 2026-12-16 why:holidays')
    expect(wordsOf(said)).toContain('Skipped Wed 9 Dec and Wed 16 Dec. Next session: Wed 2 Dec, 17:00 (UTC).')
    await goTo('2026-12-02T17:05:00Z')
    await ben.type(add('Paper Two'))
    await goTo('2026-12-20T00:00:00Z')
    expect(posts('session has started')).toHaveLength(1)
    await goTo('2026-12-23T17:05:00Z')
    expect(posts('session has started')).toHaveLength(2)
  })

  test('after it was announced says so there, and its paper comes first next time', async () => {
    await using group = await withGroup({ at: '2026-11-26T12:00:00Z' })
    const { ada, ben, cleo, goTo, post, read } = group
    await ada.type('reading facilitators order:table:ben,table:cleo')
    await ben.type(add('Paper One'))
    await goTo('2026-11-30T17:05:00Z')
    const announcement = post('next session')
    expect(wordsOf(await ben.type('reading skip'))).toContain(
      'Only an organiser or a manager of this channel can skip sessions.',
    )
    await ada.type('reading skip why:a conference')
    await group.table.until(announcement, 'A conference.')
    expect(read(announcement)).toContain('Paper One is first in line for the next session.')
    expect(wordsOf(await ben.type('reading list'))).toMatch(
      /Paper One.* · carried over from Wed 2 Dec · Ben: “because”/m,
    )
    await cleo.type(add('Paper Two'))
    await ada.type('reading list vote:Paper Two')
    await goTo('2026-12-09T17:05:00Z')
    expect(read(post('session has started'))).toContain('Paper: Paper One')
    expect(read(post('session has started'))).toContain('Led by: ben')
  })

  test('gives back what was kept for its date', async () => {
    await using group = await withGroup({ rule: 'wed 17:00 UTC from 2026-12-16' })
    const { ada, ben, goTo, post, read } = group
    await ben.type(add('Any'))
    await ada.type(`${add('Paper Kept')} on:2026-12-16`)
    await ada.type('reading skip 2026-12-16')
    expect(wordsOf(await ada.type('reading list'))).toMatch(
      /Paper Kept.* · carried over from Wed 16 Dec · Ada: “because”/m,
    )
    await goTo('2026-12-23T17:05:00Z')
    expect(read(post('session has started'))).toContain('Paper: Paper Kept')
  })
})

describe('a pause', () => {
  test('drops what is prepared and what is planned, and ends when it is resumed', async () => {
    await using group = await withGroup({ at: '2026-11-26T12:00:00Z' })
    const { ada, ben, goTo, posts, post, table } = group
    await ben.type(add('Paper One'))
    await goTo('2026-11-30T17:05:00Z')
    const announcement = post('next session')
    await ada.type('reading pause')
    await table.until(announcement, 'The group is paused.')
    await goTo('2026-12-20T12:00:00Z')
    expect(posts('session has started')).toHaveLength(0)
    expect(wordsOf(await ada.type('reading resume'))).toContain('Wed 23 Dec, 17:00 · Wed 30 Dec, 17:00')
    await goTo('2026-12-23T17:05:00Z')
    expect(posts('session has started')).toHaveLength(1)
    expect(table.told.filter(({ person }) => person === 'table:ada').map(({ key }) => key)).toEqual([])
  })

  test.each([
    ['until 10 Jan', 'Paused from Mon 23 Nov to Sun 10 Jan 2027.'],
    ['21 Dec to 3 Jan', 'Sun 3 Jan 2027. 2 sessions are cancelled: Wed 23 Dec and Wed 30 Dec.'],
    ['2026-12-21 2027-01-03', 'Paused from Mon 21 Dec to Sun 3 Jan 2027.'],
    ['from 21 Dec', 'Paused from Mon 21 Dec until someone resumes the group.'],
    ['from:21 Dec', 'Paused from Mon 21 Dec until someone resumes the group.'],
    ['from:tomorrow to:end of the year', 'Paused from Tue 24 Nov to Thu 31 Dec.'],
    ['next week', 'Paused from Mon 30 Nov to Sun 6 Dec. 1 session is cancelled: Wed 2 Dec.'],
    ['from:26 Nov to:29 Nov', 'Paused from Thu 26 Nov to Sun 29 Nov.'],
    ['23 Dec', 'Paused from Wed 23 Dec to Wed 23 Dec.'],
    ['23 Dec to:27 Dec', 'You gave the days twice.'],
    ['3 Jan to 21 Dec 2026', 'The last day is before the first day.'],
    ['from:27 Dec to:23 Dec', 'The last day is before the first day. Write the first day first'],
    ['soon', "I can't read “soon” as a date."],
  ])('is typed as “%s”', async (words, said) => {
    await using group = await withGroup({ rule: 'wed 17:00 UTC' })
    expect(wordsOf(await group.ada.type(`reading pause ${words}`))).toContain(said)
  })

  test('of some dates ends by itself, and lets run on what is open', async () => {
    await using group = await withGroup()
    const { ada, ben, goTo, posts } = group
    await ben.type(add('Paper One'))
    await ben.type(add('Paper Two'))
    await goTo('2026-11-25T17:05:00Z')
    await ada.type('reading pause from:2026-11-25 to:2026-12-03')
    await goTo('2026-11-26T17:05:00Z')
    expect(posts('Recap: Paper One')).toHaveLength(1)
    await goTo('2026-12-09T17:05:00Z')
    expect(posts('session has started')).toHaveLength(2)
  })
})

describe('a session that is moved', () => {
  test('is held at the other time, with its undone steps, and those who come are told', async () => {
    await using group = await withGroup({ at: '2026-11-26T12:00:00Z' })
    const { ada, ben, goTo, posts, post, told, table } = group
    await ben.type(add('Paper One'))
    await goTo('2026-11-30T17:05:00Z')
    const announcement = post('next session')
    await ben.press(announcement, 'Coming')
    await ada.type('reading schedule move:2026-12-02 to:2026-12-04 18:00')
    await table.until(announcement, 'Fri 4 Dec, 18:00')
    expect(told('ben').join()).toContain('the session on Wed 2 Dec moves to')
    await goTo('2026-12-04T17:55:00Z')
    expect(posts('session has started')).toHaveLength(0)
    await goTo('2026-12-04T18:05:00Z')
    expect(posts('session has started')).toHaveLength(1)
    await ben.type(add('Paper Two'))
    await goTo('2026-12-09T17:05:00Z')
    expect(posts('session has started')).toHaveLength(2)
  })
})

describe('two groups in one channel', () => {
  test('have names, and commands ask for one of them', async () => {
    await using group = await withGroup()
    const { ada, ben, goTo, posts } = group
    await ada.press(await ada.type('reading schedule wed 17:00 UTC group:Theory'), 'Confirm')
    const asked = await ben.type('reading list')
    expect(wordsOf(asked)).toContain('Choose one: Reading group or Theory.')
    expect(wordsOf(await ben.press(asked, 'Theory'))).toContain('Theory: reading list')
    expect(wordsOf(await ben.press(await ben.type('reading'), 'Theory'))).toContain('Theory')
    await ben.type('reading add Paper One why:because group:Theory')
    await ben.type('reading add Paper Two why:because group:reading group')
    await goTo('2026-11-25T17:05:00Z')
    expect(posts("Theory: today's session has started")).toHaveLength(1)
    expect(posts("Reading group: today's session has started")).toHaveLength(1)
  })

  test('are nominated for by the button of their own message', async () => {
    await using group = await withGroup()
    const { ada, ben, board, table, read } = group
    await ada.press(await ada.type('reading schedule thu 17:00 UTC group:Theory'), 'Confirm')
    const theory = table.last()
    for (const [message, paper] of [
      [board, 'Paper one'],
      [theory, 'Paper two'],
    ] as const) {
      const form = await ben.press(message, 'Nominate…')
      expect(wordsOf(await ben.submit(form, { paper, why: 'because' }))).toContain(
        `Added “${paper}” to the list`,
      )
    }
    await table.until(board, 'Paper one')
    await table.until(theory, 'Paper two')
    expect(read(board)).not.toContain('Paper two')
  })
})

describe('a group in another channel', () => {
  test('is offered to be moved, and goes on where it is moved to', async () => {
    await using group = await withGroup()
    const { ada, ben, table, goTo } = group
    await ben.type(add('Paper One'))
    const there = table.as('Ada', 'manager', { channel: 'elsewhere' })
    const proposed = await there.type('reading schedule wed 18:00')
    const stranger = table.as('Dora', 'manager', { channel: 'elsewhere' })
    expect(wordsOf(await stranger.press(proposed, 'Move Reading group here'))).toContain(
      'Only an organiser of Reading group or a manager of its channel can move it here. Ask Ada.',
    )
    await there.press(proposed, 'Move Reading group here')
    expect(table.last().message.place.channel).toBe('elsewhere')
    await goTo('2026-11-25T17:05:00Z')
    expect(group.post('session has started').message.place.channel).toBe('elsewhere')
    expect(wordsOf(await ada.type('reading next'))).toContain(
      'There is no reading group in this channel yet.',
    )
    expect(wordsOf(await there.type('reading next'))).toContain('Paper One')
  })
})

test('a season is summed up for everyone when the next one begins', async () => {
  await using group = await withGroup()
  const { ada, ben, goTo, posts } = group
  await ada.type('reading schedule season:Winter')
  await goTo('2026-11-23T13:00:00Z')
  expect(posts('Season 1')).toHaveLength(0)
  await ben.type(add('Paper One'))
  await goTo('2026-11-25T17:05:00Z')
  await ada.press(group.post('Open, votes hidden'), 'Cog · Worst')
  await ben.press(group.post('Open, votes hidden'), 'Cog · Worst')
  await goTo('2026-11-26T18:00:00Z')
  group.table.refusePosts(new UserError('I may not post here.', 'Let me.'), 'Reading group: Winter')
  await ada.type('reading schedule season:Spring')
  await goTo('2026-11-26T18:02:00Z')
  expect(group.told('ada').filter((words) => words.includes("I couldn't write the recap of Winter"))).toEqual(
    [expect.stringContaining('I may not post here. Let me.')],
  )
  group.table.refusePosts(undefined)
  await goTo('2026-11-26T18:20:00Z')
  expect(posts('Reading group: Winter')).toHaveLength(1)
  await goTo('2026-11-27T18:10:00Z')
  expect(posts('Reading group: Winter')).toHaveLength(1)
})
