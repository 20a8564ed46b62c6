import { describe, expect, test } from 'vitest'
import type { Call } from '../../src/chat/call.ts'
import { latest, wordsOf } from '../test-bot.ts'
import { buttonsOf } from '../view-text.ts'
import { link, openPoll } from './open-poll.ts'

type Chat = Awaited<ReturnType<typeof openPoll>>
type Seat = Chat['ben']

const idOf = (chat: Chat) => buttonsOf(latest(chat.poll))[0]?.call.args.poll ?? ''
const five = (chat: Chat): readonly Seat[] => [chat.ben, chat.cleo, chat.dan, chat.eve, chat.finn]

async function vote(chat: Chat, people: readonly Seat[], answer = '8'): Promise<void> {
  for (const person of people) await person.ask({ command: 'vote', args: { poll: idOf(chat), answer } })
}

async function fill(chat: Chat, person: Seat, answers: Readonly<Record<string, string>>): Promise<void> {
  const form = await person.ask({ command: 'ballot', args: { poll: idOf(chat) } })
  await person.submit(form, { approach: '2', case: '2', ...answers })
}

const exported = async (chat: Chat) => JSON.parse(wordsOf(await chat.ada.type('export json')))

/** Every way in which anybody can look at the poll. */
async function everyWay(chat: Chat): Promise<string> {
  const ways = ['results', 'export json', 'export csv', 'export json all', 'export csv all']
  const seen = await Promise.all(ways.map(async (words) => wordsOf(await chat.root.type(words))))
  return [
    ...seen,
    JSON.stringify(latest(chat.poll)),
    wordsOf(await chat.root.press(chat.poll, 'More…')),
  ].join('\n')
}

describe('whether a poll shows names', () => {
  test('is settled when it opens: no later call changes it, also before the first vote', async () => {
    await using chat = await openPoll('anonymous')
    const edit = await chat.ada.type('edit')
    expect(wordsOf(edit)).not.toContain('visibility')
    const both = { title: 'Another title', visibility: 'names' }
    expect(wordsOf(await chat.ada.submit(edit, both))).toContain("can't be changed once a poll is open")
    await chat.ada.submit(edit, { title: 'Another title' })
    await vote(chat, [chat.ben])
    expect((await exported(chat)).poll).toMatchObject({
      visibility: 'anonymous',
      paper: { title: 'Another title' },
    })
  })

  test('is said by the form, the receipt and the message', async () => {
    await using chat = await openPoll('anonymous')
    const form = await chat.ben.press(chat.poll, 'Full ballot…')
    expect(form).toMatchObject({
      intro: [
        "Anonymous. Nobody here can see that this vote is yours, admins included. The person who runs this bot could find out until it is sealed, 14 days after the close. Counts are shown from 5 votes; if everyone answers alike, everyone's answer is known.",
        'If 4 of 5 voters compare notes, they know how the last one voted.',
      ],
    })
    const receipt = wordsOf(await chat.ben.submit(form, { approach: '0', case: '0' }))
    expect(receipt).toContain('Nobody here can see that it is yours.')
    expect(receipt).toMatch(/Receipt code: [0-9A-Z]{4}-[0-9A-Z]{4}\. Keep it/)
    expect(wordsOf({ kind: 'shown', view: latest(chat.poll) })).toContain(
      'anonymous: nobody here can see who voted what, not even admins or in exports',
    )
  })
})

describe('an open anonymous poll', () => {
  test('is blind unless it is to be counted live: how many have voted, whatever was typed', async () => {
    await using chat = await openPoll('anonymous blind:no')
    await vote(chat, five(chat))
    await chat.table.until(chat.poll, 'Open, votes hidden · 5 people have voted')
    expect(await everyWay(chat)).not.toMatch(/"row": ?2|5 votes\. /)
  })

  test('is said to be blind by the settings of a channel whose default it is', async () => {
    await using chat = await openPoll()
    expect(wordsOf(await chat.mona.type('settings'))).toContain('visible from the start')
    const form = await chat.mona.press(await chat.mona.type('settings'), 'Change…')
    await chat.mona.submit(form, { visibility: 'anonymous' })
    expect(wordsOf(await chat.mona.type('settings'))).toContain('hidden until the close')
  })

  test('counted live says what that costs, and shows the next state with three changes from five votes on', async () => {
    await using chat = await openPoll('anonymous live')
    const status =
      'anonymous, counted live: in a small group people can guess a vote from when the count changes'
    expect(wordsOf({ kind: 'shown', view: latest(chat.poll) })).toContain(status)
    await vote(chat, five(chat).slice(0, 4))
    const few = "4 people voted. Results are shown from 5 votes on, so that nobody's vote can be guessed."
    await chat.table.until(chat.poll, few)
    await vote(chat, [chat.finn])
    await chat.table.until(chat.poll, '5 votes')
    await vote(chat, [chat.mona], '0')
    await chat.table.until(chat.poll, '1 more vote will be shown once two others arrive or the round closes.')
    await vote(chat, [chat.root], '0')
    await chat.table.until(chat.poll, '2 more votes will be shown once a third arrives or the round closes.')
    // Whoever changes something twice is one.
    await vote(chat, [chat.root], '1')
    expect((await exported(chat)).rounds[0].ballots).toHaveLength(5)
    await chat.ben.ask({ command: 'withdraw', args: { poll: idOf(chat) } })
    const { rounds } = await exported(chat)
    expect(rounds[0].ballots.map(({ row }: { row: number }) => row)).toEqual([0, 0, 2, 2, 2, 2])
  })

  test('counted live shows what still waits when it is closed', async () => {
    await using chat = await openPoll('anonymous live')
    await vote(chat, five(chat))
    await vote(chat, [chat.mona], '0')
    await chat.ada.type('close')
    expect((await exported(chat)).rounds[0].ballots).toHaveLength(6)
  })

  test('is closed by its reveal', async () => {
    await using chat = await openPoll('anonymous')
    await vote(chat, five(chat))
    expect(wordsOf(await chat.ada.type('reveal'))).toContain('The reveal also closed the round')
    expect((await exported(chat)).poll.state).toBe('closed')
    expect(
      wordsOf(await chat.ben.ask({ command: 'vote', args: { poll: idOf(chat), answer: '0' } })),
    ).toContain('round 1 is closed')
  })

  test('tells no turnout, and reminds everyone who is expected in the same words', async () => {
    await using chat = await openPoll('anonymous sure expect:table:ben,table:cleo')
    await vote(chat, [chat.ben])
    await chat.table.until(chat.poll, '1 person has voted')
    expect(await everyWay(chat)).not.toMatch(/\d of 2/)
    expect(wordsOf(await chat.ada.type('remind'))).toContain('Reminded 2 people in a private message')
    expect(chat.table.told.map(({ person }) => person)).toEqual(['table:ben', 'table:cleo'])
    expect(new Set(chat.table.told.map(({ view }) => JSON.stringify(view)))).toHaveLength(1)
  })

  test('for fewer than five expected people is opened only after asking, once', async () => {
    await using chat = await openPoll()
    const answer = await chat.ben.type('poll arXiv:2312.06942 anonymous expect:table:dan,table:eve note:Soon')
    expect(wordsOf(answer)).toBe('You expect 2 people. An anonymous poll shows nothing below 5 votes.')
    const before = chat.table.said.length
    await chat.ben.press(answer, 'Open anyway')
    expect(chat.table.said).toHaveLength(before + 1)
    const words = wordsOf({ kind: 'shown', view: latest(chat.table.last()) })
    expect(words).toContain('anonymous: nobody here')
    expect(words).toContain('Soon')
    const named = await chat.ben.type('poll arXiv:1906.01820 anonymous expect:table:dan')
    await chat.ben.press(named, 'Show names')
    expect(wordsOf({ kind: 'shown', view: latest(chat.table.last()) })).toContain(
      'names are shown to everyone',
    )
  })
})

describe('a closed anonymous round', () => {
  test.each([
    { votes: 4, isShown: false },
    { votes: 5, isShown: true },
  ])('with $votes votes is shown by every way, or by none: $isShown', async ({ votes, isShown }) => {
    await using chat = await openPoll('anonymous')
    for (const person of five(chat).slice(0, votes)) await fill(chat, person, { why: 'It proves.' })
    await chat.ada.type('close')
    await chat.table.until(
      chat.poll,
      isShown ? '5 votes' : '4 people voted. Results are shown from 5 votes on',
    )
    const seen = await everyWay(chat)
    expect(seen.includes('It proves.')).toBe(isShown)
    expect(seen.includes('Cognitivist × Worst-case')).toBe(isShown)
    const [round] = (await exported(chat)).rounds
    expect(round.ballots).toHaveLength(isShown ? 5 : 0)
    expect(round.voters).toBe(isShown ? undefined : 4)
    expect(round.receipts).toHaveLength(votes)
  })

  test('is shown from as many votes on as the channel asked for when it opened', async () => {
    await using chat = await openPoll()
    const form = await chat.mona.press(await chat.mona.type('settings'), 'Change…')
    for (const wrong of ['4', '51', 'six'])
      expect((await chat.mona.submit(form, { 'shown-from': wrong })).kind).toBe('refusal')
    await chat.mona.submit(form, { 'shown-from': '6' })
    await chat.ada.type('poll arXiv:2312.06942 anonymous')
    const poll = { ...chat, poll: chat.table.last() }
    expect(JSON.stringify(await chat.ben.press(poll.poll, 'Full ballot…'))).toContain('shown from 6 votes;')
    await vote(poll, five(chat))
    await chat.ada.ask({ command: 'close', args: { paper: idOf(poll) } })
    await chat.table.until(poll.poll, 'Results are shown from 6 votes on')
  })

  test('stays closed, and a new round is offered instead', async () => {
    await using chat = await openPoll('anonymous')
    await vote(chat, five(chat))
    const closed = await chat.ada.type('close')
    expect(wordsOf(closed)).not.toContain('[Reopen]')
    expect(wordsOf(await chat.ada.press(chat.poll, 'More…'))).not.toContain('[Reopen]')
    const answer = await chat.ada.type('reopen')
    expect(wordsOf(answer)).toBe('Anonymous rounds stay closed. Start round 2 instead.')
    expect(wordsOf(await chat.ada.press(answer, 'New round'))).toContain('Round 2')
    await vote(chat, [chat.ben])
    await chat.table.until(chat.poll, 'Open, votes hidden · 1 person has voted')
  })

  test('refuses a vote and another close without speaking of reopening, which it never is', async () => {
    await using chat = await openPoll('anonymous')
    const form = await chat.ben.press(chat.poll, 'Full ballot…')
    await chat.ada.type('close')
    const late = wordsOf(await chat.ben.submit(form, { approach: '0', case: '0' }))
    expect(late).toContain('Not counted: round 1 is closed.')
    const refusals = [late, wordsOf(await chat.ada.type('close'))]
    for (const words of refusals) expect(words).not.toMatch(/reopen/i)
    for (const words of refusals) expect(words).toMatch(/start round 2/i)
    await chat.ada.type('seal sure')
    const sealed = wordsOf(await chat.ben.submit(form, { approach: '0', case: '0' }))
    expect(sealed).toMatch(/is sealed.*Open a new poll on the paper\./)
    expect(wordsOf(await chat.ada.type('close'))).toContain('Open a new poll on the paper.')
  })

  test('is exported without rows that join, or anything that joins two rounds or two people’s answers', async () => {
    await using chat = await openPoll('anonymous goal')
    const answers = [
      { approach: '0', case: '0', why: 'It scales.', confidence: '5', goal: 'alignment' },
      { approach: '2', case: '2', why: 'It proves.', confidence: '1' },
      {},
      {},
      {},
    ]
    for (const round of [1, 2]) {
      for (const [i, person] of five(chat).entries()) await fill(chat, person, answers[i] ?? {})
      await chat.ada.type('close')
      if (round === 1) await chat.ada.type('revote')
    }
    const { rounds } = await exported(chat)
    for (const round of rounds) {
      expect(round.ballots).toEqual(
        [0, 2, 2, 2, 2].map((at, i) => ({
          voter: { id: `v_${i + 1}` },
          kind: 'placement',
          row: at,
          column: at,
        })),
      )
      expect(round.reasons.toSorted()).toEqual(['It proves.', 'It scales.'])
      expect(round.confidence).toEqual([1, 0, 0, 0, 1])
      expect(round.goal).toEqual({ capabilities: 0, understanding: 0, alignment: 1, unclear: 0 })
      expect(round.receipts).toEqual(round.receipts.toSorted())
    }
    expect(rounds[0].receipts).not.toEqual(rounds[1].receipts)
    expect(rounds[1].moves).toEqual([
      { from: 0, to: 0, count: 1 },
      { from: 8, to: 8, count: 4 },
    ])
    expect(await everyWay(chat)).not.toMatch(/castAt":|Ben|Cleo|Finn|\btable:(?!ada\b)/)
  })

  test('lists the code of every receipt, the same after a change, and of no other', async () => {
    await using chat = await openPoll('anonymous')
    const codeOf = (words: string) => /Receipt code: ([0-9A-Z-]{9})/.exec(words)?.[1]
    const codes: (string | undefined)[] = []
    for (const person of five(chat)) {
      const call: Call = { command: 'vote', args: { poll: idOf(chat), answer: '0' } }
      const first = codeOf(wordsOf(await person.ask(call)))
      expect(codeOf(wordsOf(await person.ask({ ...call, args: { ...call.args, answer: '1' } })))).toBe(first)
      expect(codeOf(wordsOf(await person.press(chat.poll, 'More…')))).toBe(first)
      expect(wordsOf(await person.type('my-data'))).toContain(first)
      codes.push(first)
    }
    for (const code of codes) expect(await everyWay(chat)).not.toContain(code)
    await chat.finn.ask({ command: 'withdraw', args: { poll: idOf(chat) } })
    await vote(chat, [chat.mona])
    await chat.ada.type('close')
    const [round] = (await exported(chat)).rounds
    expect(round.receipts).toHaveLength(5)
    expect(round.receipts).toEqual(expect.arrayContaining(codes.slice(0, 4)))
    expect(round.receipts).not.toContain(codes[4])
    const results = wordsOf(await chat.root.type('results'))
    for (const code of round.receipts) expect(results).toContain(code)
  })

  test('stays as it was when somebody asks to be forgotten; their ballot can’t be found any more', async () => {
    await using chat = await openPoll('anonymous')
    for (const person of five(chat)) await fill(chat, person, { why: 'It proves.' })
    await chat.ada.type('close')
    const before = await exported(chat)
    await chat.ben.type('forget-me sure')
    expect(await exported(chat)).toEqual(before)
    expect(JSON.parse(wordsOf(await chat.ben.type('my-data'))).polls).toEqual([])
    await chat.cleo.type('forget-me sure votes')
    expect(await exported(chat)).toEqual(before)
  })

  test('loses the words of somebody who removes them, too, and nothing else', async () => {
    await using chat = await openPoll('anonymous')
    for (const person of five(chat)) await fill(chat, person, { why: 'It proves.' })
    await chat.ada.type('close')
    const asked = await chat.cleo.type('forget-me')
    expect(wordsOf(asked)).toContain('Someone who kept an earlier report can see which words were removed.')
    await chat.cleo.press(asked, 'Also remove my words')
    const [round] = (await exported(chat)).rounds
    expect(round.ballots).toHaveLength(5)
    expect(round.reasons).toHaveLength(4)
  })

  test('with names keeps the vote of somebody who left without their name and words, unless they take it along', async () => {
    await using chat = await openPoll()
    for (const person of [chat.ben, chat.cleo])
      await fill(chat, person, { why: `As ${person.caller.person.name} says` })
    await chat.ada.type('close')
    await chat.ben.press(await chat.ben.type('forget-me'), 'Also remove my words')
    const seen = await everyWay(chat)
    // A random id may have these three letters inside.
    expect(seen).not.toMatch(/(?<![\w-])Ben(?![\w-])/)
    expect(seen).toContain('someone who left')
    expect((await exported(chat)).rounds[0].ballots).toHaveLength(2)
    await chat.cleo.press(await chat.cleo.type('forget-me'), 'Also remove both')
    expect((await exported(chat)).rounds[0].ballots).toHaveLength(1)
    expect(await everyWay(chat)).not.toContain('Cleo')
  })
})

test('a poll on a paper says so when one that is anonymous is open on it', async () => {
  await using chat = await openPoll('anonymous')
  expect(wordsOf(await chat.ben.type(`poll ${link}`))).toContain('There is already an open poll on')
})
