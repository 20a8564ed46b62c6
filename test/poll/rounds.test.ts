import { describe, expect, test } from 'vitest'
import { latest, type Said, startTestBot, wordsOf } from '../test-bot.ts'
import { until } from '../until.ts'
import { buttonsOf, textOf } from '../view-text.ts'
import { link, openPoll, seats } from './open-poll.ts'

const outcomes = (chat: Awaited<ReturnType<typeof openPoll>>) =>
  chat.table.said.filter(({ key }) => key.startsWith('outcome/'))

describe('closing', () => {
  test('posts the outcome once, in a thread under the poll, with what to do next', async () => {
    await using chat = await openPoll()
    await chat.ben.press(chat.poll, 'Cog · Worst')
    await chat.ada.type('close')
    await until(() => outcomes(chat).length > 0)
    const [outcome] = outcomes(chat)
    expect(outcome?.message.place).toMatchObject({ channel: 'main', thread: chat.poll.message.id })
    expect(outcome && textOf(latest(outcome))).toContain('1 vote, at Cognitivist × Worst-case.')
    expect(JSON.stringify(outcome && latest(outcome))).toContain('https://table.example/p/p_')
    expect(outcome && textOf(latest(outcome))).toContain('[New round] [Full report] [Open page] [Export]')
    await chat.table.until(chat.poll, 'closed')
  })

  test('of a poll that was opened in a thread posts into that thread', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada', 'member', { thread: 't7' })
    await ada.type(`poll ${link}`)
    await ada.press(table.last(), 'Cog · Worst')
    await ada.type('close')
    await until(() => table.said.some(({ key }) => key.startsWith('outcome/')))
    expect(table.last().message.place.thread).toBe('t7')
  })

  test('twice says that it is closed', async () => {
    await using chat = await openPoll()
    await chat.ben.press(chat.poll, 'Cog · Worst')
    await chat.ada.type('close')
    expect(wordsOf(await chat.ada.type('close'))).toContain('already closed')
    await until(() => outcomes(chat).length === 1)
  })

  test('keeps every ballot for reopening, and each closing has an outcome of its own', async () => {
    await using chat = await openPoll()
    await chat.ben.press(chat.poll, 'Cog · Worst')
    await chat.ada.type('close')
    await until(() => outcomes(chat).length === 1)
    await chat.ada.type('reopen')
    await chat.cleo.press(chat.poll, 'Eng · Avg')
    expect(wordsOf(await chat.ada.type('results'))).toContain('2 votes')
    await chat.ada.type('close')
    await until(() => outcomes(chat).length === 2)
  })
})

describe('closing by the clock', () => {
  test('happens at the time that was asked for', async () => {
    await using chat = await openPoll('closes:3h')
    chat.table.clock.advance(3 * 3_600_000 - 1000)
    expect(wordsOf(await chat.ben.press(chat.poll, 'Cog · Worst'))).toContain('Your vote:')
    chat.table.clock.advance(1000)
    await until(() => outcomes(chat).length === 1)
    expect(wordsOf(await chat.ben.press(chat.poll, 'Eng · Avg'))).toContain('closed')
    chat.table.clock.advance(48 * 3_600_000)
    await chat.table.quiet()
    expect(outcomes(chat)).toHaveLength(1)
  })

  test('that passed while nobody was running happens at the next start, once', async () => {
    await using chat = await openPoll('closes:3h')
    await chat.ben.press(chat.poll, 'Cog · Worst')
    await chat.table.leave()
    await using later = await startTestBot({ database: chat.table.file, at: '2026-11-27T12:00:00Z' })
    await until(() => later.said.some(({ key }) => key.startsWith('outcome/')))
    expect(wordsOf(await seats(later).ada.type('results'))).toContain('closed')
    await later.leave()
    await using latest = await startTestBot({ database: chat.table.file, at: '2026-11-28T12:00:00Z' })
    latest.clock.advance(3_600_000)
    await latest.quiet()
    expect(latest.said.filter(({ key }) => key.startsWith('outcome/'))).toHaveLength(0)
  })

  test('happens once where two processes run on the same database', async () => {
    await using chat = await openPoll('closes:3h')
    await chat.ben.press(chat.poll, 'Cog · Worst')
    await using other = await startTestBot({ database: chat.table.file })
    for (const table of [chat.table, other]) table.clock.advance(4 * 3_600_000)
    const posted = () => [...chat.table.said, ...other.said].filter(({ key }) => key.startsWith('outcome/'))
    await until(() => posted().length > 0)
    for (const table of [chat.table, other]) {
      table.clock.advance(3_600_000)
      await table.quiet()
    }
    expect(posted()).toHaveLength(1)
  })

  test('that was moved happens at the new time alone', async () => {
    await using chat = await openPoll('closes:1h')
    const form = await chat.ada.type('edit')
    expect(wordsOf(form)).toContain('closes=2026-11-23 13:00')
    await chat.ada.submit(form, { closes: '5h' })
    chat.table.clock.advance(2 * 3_600_000)
    expect(wordsOf(await chat.ben.press(chat.poll, 'Cog · Worst'))).toContain('Your vote:')
    chat.table.clock.advance(4 * 3_600_000)
    await until(() => outcomes(chat).length === 1)
  })

  test('by hand before it is due leaves nothing to be done then', async () => {
    await using chat = await openPoll('closes:1h')
    await chat.ben.press(chat.poll, 'Cog · Worst')
    await chat.ada.type('close')
    await until(() => outcomes(chat).length === 1)
    await chat.ada.type('reopen')
    chat.table.clock.advance(2 * 3_600_000)
    expect(wordsOf(await chat.cleo.press(chat.poll, 'Cog · Worst'))).toContain('Your vote:')
  })
})

describe('a blind round', () => {
  test('shows nobody a placement, its opener and managers included', async () => {
    await using chat = await openPoll('blind')
    await chat.ben.press(chat.poll, 'Cog · Worst')
    await chat.table.until(chat.poll, '1 person has voted')
    for (const person of [chat.ada, chat.mona, chat.root]) {
      expect(wordsOf(await person.type('results'))).not.toMatch(/\d Cognitivist|Ben/)
      expect(wordsOf(await person.type('export json'))).not.toMatch(/"row"|Ben/)
      expect(wordsOf(await person.type('export csv'))).not.toMatch(/placement|Ben/)
    }
    expect(textOf(latest(chat.poll))).not.toMatch(/Ben|\d Cognitivist/)
  })

  test('tells the voter alone what was recorded', async () => {
    await using chat = await openPoll('blind')
    expect(wordsOf(await chat.ben.press(chat.poll, 'Cog · Worst'))).toContain('Your vote: Cognitivist')
  })

  test('is shown by revealing, and voting goes on', async () => {
    await using chat = await openPoll('blind')
    await chat.ben.press(chat.poll, 'Cog · Worst')
    await chat.ada.type('reveal')
    expect(wordsOf(await chat.cleo.type('results'))).toContain('1 vote, at Cognitivist × Worst-case.')
    const receipt = await chat.ben.press(chat.poll, 'Eng · Avg')
    expect(wordsOf(receipt)).toContain('[What moved you?]')
  })

  test('is shown by closing', async () => {
    await using chat = await openPoll('blind')
    await chat.ben.press(chat.poll, 'Cog · Worst')
    await chat.ada.type('close')
    expect(wordsOf(await chat.cleo.type('results'))).toContain('1 vote, at Cognitivist × Worst-case.')
  })
})

describe('a re-vote', () => {
  test('keeps the rounds apart and everybody’s earlier ballot at hand', async () => {
    await using chat = await openPoll()
    await chat.ben.press(chat.poll, 'Cog · Worst')
    await chat.cleo.press(chat.poll, 'Eng · Avg')
    await chat.ada.type('close')
    await chat.ada.type('revote')
    await chat.table.until(chat.poll, 'Round 2')
    expect(wordsOf(await chat.ada.type('results'))).toContain('No votes yet in round 2.')
    expect(wordsOf(await chat.ben.press(chat.poll, 'Full ballot…'))).toContain('approach=2 case=2')
    await chat.ben.press(chat.poll, 'Eng · Avg')
    const results = wordsOf(await chat.ada.type('results'))
    expect(results).toContain('1 vote, at Engineering × Average-case. Nothing to compare yet.')
    expect(results).toContain(
      'Only 1 person has voted in both rounds, too few to compare. 1 who voted in round 1 has not voted in round 2 yet.',
    )
  })

  test('asks who changed what moved them, once, and credits it', async () => {
    await using chat = await openPoll()
    for (const voter of [chat.ada, chat.ben, chat.cleo]) await voter.press(chat.poll, 'Cog · Worst')
    await chat.ada.type('close')
    await chat.ada.type('revote')
    for (const voter of [chat.ada, chat.cleo]) await voter.press(chat.poll, 'Cog · Worst')
    const receipt = await chat.ben.press(chat.poll, 'Behav · Worst')
    const form = await chat.ben.press(receipt, 'What moved you?')
    const thanked = await chat.ben.submit(form, { moved: 'Cleo on section 3' })
    expect(wordsOf(thanked)).not.toContain('[What moved you?]')
    const results = wordsOf(await chat.ada.type('results'))
    expect(results).toContain('Ben moved from Cognitivist × Worst-case to Behaviorist × Worst-case.')
    expect(results).toContain('“Cleo on section 3” Ben')
  })

  test('is not for an open round', async () => {
    await using chat = await openPoll()
    expect(wordsOf(await chat.ada.type('revote'))).toContain('Round 1 is still open.')
  })

  test('exports each round with its ballots', async () => {
    await using chat = await openPoll()
    await chat.ben.press(chat.poll, 'Cog · Worst')
    await chat.ada.type('close')
    await chat.ada.type('revote blind')
    await chat.ben.press(chat.poll, 'Eng · Avg')
    const exported = JSON.parse(wordsOf(await chat.ada.type('export')))
    expect(exported.rounds).toMatchObject([
      { number: 1, state: 'closed', ballots: [{ voter: { name: 'Ben' }, row: 2, column: 2 }] },
      { number: 2, state: 'open', voters: 1, ballots: [] },
    ])
  })
})

describe('one paper in one place', () => {
  test.each([
    'poll https://arxiv.org/pdf/2204.05863v1.pdf',
    'poll arXiv:2204.05863',
    'poll 10.48550/arXiv.2204.05863',
  ])('%s offers the poll that is open already', async (words) => {
    await using chat = await openPoll()
    const answer = await chat.ben.type(words)
    expect(wordsOf(answer)).toContain('There is already an open poll on')
    expect(wordsOf(await chat.ben.press(answer, 'Full ballot…'))).toContain('Your vote')
    expect(chat.table.said).toHaveLength(1)
    await chat.ben.press(answer, 'Post it here again')
    await chat.cleo.press(chat.poll, 'Cog · Worst')
    for (const message of chat.table.said) await chat.table.until(message, '1 Cognitivist × Worst-case')
  })

  test('is no matter of the same moment either', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada')
    const answers = await Promise.all(Array.from({ length: 8 }, () => ada.type(`poll ${link}`)))
    expect(answers.filter(({ kind }) => kind === 'shown')).toHaveLength(1)
  })

  test('is kept also when an older poll is opened again', async () => {
    await using chat = await openPoll()
    await chat.ada.type('close')
    await chat.ada.type(`poll ${link}`)
    const older = { command: 'reopen', args: { paper: idOf(chat.poll) } }
    expect(wordsOf(await chat.ada.ask(older))).toContain('There is a newer open poll on this paper here.')
    await chat.ada.type('close')
    expect(wordsOf(await chat.ada.ask(older))).toContain('is open again')
    expect(wordsOf(await chat.ada.type(`poll ${link}`))).toContain('There is already an open poll on')
  })

  test('ends with the poll, in other channels it never was', async () => {
    await using chat = await openPoll()
    const elsewhere = chat.table.as('Ada', 'member', { channel: 'other' })
    expect((await elsewhere.type(`poll ${link}`)).kind).toBe('shown')
    await chat.ada.type('close')
    expect((await chat.ada.type(`poll ${link}`)).kind).toBe('shown')
  })
})

function idOf(poll: Said): string {
  return /p_[a-z0-9]{10}/.exec(JSON.stringify(poll.views[0]))?.[0] ?? ''
}

describe('the receipt of an earlier round', () => {
  test.each(['', 'anonymous'])('adds nothing to another round and casts no ballot %s', async (visibility) => {
    await using chat = await openPoll(visibility)
    const poll = buttonsOf(latest(chat.poll))[0]?.call.args.poll ?? ''
    const receipt = await chat.ben.press(chat.poll, 'Cog · Worst')
    const form = await chat.ben.press(receipt, 'Add a reason')
    await chat.ada.type('close')
    await chat.ada.type('revote')
    const said = 'That vote was in round 1, and round 2 is open now. Vote in round 2, then add your reason.'
    const votes = async () => wordsOf(await chat.ada.ask({ command: 'results', args: { paper: poll } }))
    expect(wordsOf(await chat.ben.submit(form, { why: 'Sent late' }))).toBe(said)
    expect(wordsOf(await chat.ben.press(receipt, 'Add a reason'))).toBe(said)
    // A button of before, which doesn't say of which round it is.
    expect(
      wordsOf(await chat.ben.ask({ command: 'remark', args: { poll, why: 'An old button' } })),
    ).toContain("You haven't voted in this round yet.")
    expect(wordsOf(await chat.ben.ask({ command: 'ballot', args: { poll, ask: 'why' } }))).toContain(
      "You haven't voted in this round yet.",
    )
    expect(await votes()).toMatch(/No votes yet|Nobody has voted/)
    // Nor is the new ballot changed by the old receipt; its own receipt does that.
    const second = await chat.ben.press(chat.poll, 'Eng · Avg')
    expect(wordsOf(await chat.ben.submit(form, { why: 'Sent late' }))).toBe(said)
    const added = await chat.ben.submit(await chat.ben.press(second, 'Add a reason'), { why: 'In time' })
    expect(wordsOf(added)).toContain('Reason: In time')
  })

  test.each(['', 'anonymous'])('takes nothing back from another round %s', async (visibility) => {
    await using chat = await openPoll(visibility)
    const poll = buttonsOf(latest(chat.poll))[0]?.call.args.poll ?? ''
    const first = await chat.ben.press(chat.poll, 'Cog · Worst')
    await chat.ada.type('close')
    expect(wordsOf(await chat.ben.press(first, 'Withdraw'))).toContain('Round 1 is closed.')
    await chat.ada.type('revote')
    const second = await chat.ben.press(chat.poll, 'Eng · Avg')
    const own = async () => wordsOf(await chat.ben.ask({ command: 'more', args: { poll } }))
    // By its number, and on receipts of an older version, which don't say it.
    const refused = await chat.ben.press(first, 'Withdraw')
    expect(wordsOf(refused)).toBe(
      "That vote was in round 1, and round 2 is open now. Your vote in round 2 hasn't changed.",
    )
    const old = await chat.ben.ask({ command: 'withdraw', args: { poll } })
    expect(wordsOf(old)).toContain("That receipt doesn't name its round, and round 2 is open now.")
    expect(await own()).toContain('Your vote: Engineering × Average-case')
    // The current one is offered, and can be taken back there.
    expect(JSON.stringify(await chat.ben.press(refused, 'Change my vote'))).toContain('"title":"Your vote"')
    expect(wordsOf(await chat.ben.press(second, 'Withdraw'))).toContain('has been withdrawn')
    expect(await own()).toContain("You haven't voted in this round.")
    expect(wordsOf(await chat.ben.press(first, 'Withdraw'))).toContain('You have no vote in round 2.')
  })
})

test.each(['blind', 'anonymous'])(
  'a form of an earlier round casts nothing in another one: %s',
  async (kind) => {
    await using chat = await openPoll(kind)
    const form = await chat.ben.press(chat.poll, 'Full ballot…')
    await chat.ada.type('close')
    await chat.ada.type('revote')
    const answers = { approach: '0', case: '0', why: 'Meant for round 1' }
    const refused = await chat.ben.submit(form, answers)
    expect(wordsOf(refused)).toBe(
      'That form was for round 1, and round 2 is open now. Nothing was saved. Vote in round 2.',
    )
    const poll = buttonsOf(latest(chat.poll))[0]?.call.args.poll ?? ''
    expect(wordsOf(await chat.ben.ask({ command: 'more', args: { poll } }))).toContain("You haven't voted")
    const next = await chat.ben.press(refused, 'Full ballot…')
    expect(wordsOf(await chat.ben.submit(next, answers))).toContain('Your vote: Engineering × Average-case')
  },
)
