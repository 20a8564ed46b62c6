import { describe, expect, test } from 'vitest'
import type { Part } from '../../src/chat/view.ts'
import { latest, type Said } from '../test-bot.ts'
import { until } from '../until.ts'
import { buttonsOf, textOf } from '../view-text.ts'
import { openPoll } from './open-poll.ts'

type Chat = Awaited<ReturnType<typeof openPoll>>

/** What a message says, without its picture and controls. */
const linesOf = (said: Said): readonly string[] =>
  textOf({
    summary: '',
    parts: latest(said).parts.filter(({ kind }) => kind === 'text' || kind === 'quote' || kind === 'heading'),
  }).split('\n')

const rowsOf = (said: Said): readonly (readonly string[])[] =>
  latest(said).parts.flatMap((part) =>
    part.kind === 'buttons' ? [part.buttons.map(({ label }) => label)] : [],
  )

const kindsOf = (said: Said): readonly Part['kind'][] => latest(said).parts.map(({ kind }) => kind)

async function vote(chat: Chat, answers: readonly string[]): Promise<void> {
  const people = [chat.ben, chat.cleo, chat.dan, chat.eve, chat.finn, chat.mona, chat.ada]
  for (const [i, answer] of answers.entries()) await people[i]?.press(chat.poll, answer)
  await settle(chat)
}

async function settle({ table }: Chat): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await table.quiet()
    table.clock.advance(2000)
  }
  await table.quiet()
}

const title = 'arXiv:2204.05863'

describe('the message of an open poll', () => {
  test('has title, state, round and opener, and asks before the first vote', async () => {
    await using chat = await openPoll('note:"Read section 3 first."')
    expect(linesOf(chat.poll)).toEqual([
      title,
      expect.stringMatching(/^Open · nobody has voted yet/),
      'Round 1 · opened by Ada · names are shown to everyone in this channel',
      '“Read section 3 first.” Ada',
      'Where does this paper sit? Press a cell to vote.',
    ])
    expect(latest(chat.poll)).toMatchObject({
      state: 'open',
      summary: `Ada opened a poll: ${title}`,
      name: `Poll: ${title}, open, nobody has voted yet`,
    })
  })

  test('has cells whose short labels are said in full', async () => {
    await using chat = await openPoll()
    const names = buttonsOf(latest(chat.poll)).map(({ label, name }) => `${label} = ${name}`)
    expect(names.slice(0, 9)).toEqual([
      'Eng · Avg = Eng · Avg, Engineering × Average-case',
      'Eng · Pess = Eng · Pess, Engineering × Pessimistic-case',
      'Eng · Worst = Eng · Worst, Engineering × Worst-case',
      'Behav · Avg = Behav · Avg, Behaviorist science × Average-case',
      'Behav · Pess = Behav · Pess, Behaviorist science × Pessimistic-case',
      'Behav · Worst = Behav · Worst, Behaviorist science × Worst-case',
      'Cog · Avg = Cog · Avg, Cognitivist science × Average-case',
      'Cog · Pess = Cog · Pess, Cognitivist science × Pessimistic-case',
      'Cog · Worst = Cog · Worst, Cognitivist science × Worst-case',
    ])
    expect(names.slice(9, 12)).toEqual([
      'Neither (applications) = Neither (applications): applications research',
      'Unsure = Unsure about both',
      'Full ballot… = undefined',
    ])
  })

  test('has the tally as one line, the fullest cells first, and no headline before the third vote', async () => {
    await using chat = await openPoll()
    await vote(chat, ['Behav · Pess', 'Behav · Worst'])
    expect(linesOf(chat.poll).slice(3)).toEqual([
      '1 Behaviorist × Pessimistic-case, 1 Behaviorist × Worst-case',
    ])
    await chat.dan.press(chat.poll, 'Behav · Worst')
    await chat.eve.press(chat.poll, 'Neither (applications)')
    await chat.finn.press(chat.poll, 'Unsure')
    await settle(chat)
    const [tally, headline, ...rest] = linesOf(chat.poll).slice(3)
    expect(tally).toBe(
      '2 Behaviorist × Worst-case, 1 Behaviorist × Pessimistic-case, 1 applications research, 1 unsure',
    )
    // The status line has the number of votes.
    expect(headline).not.toMatch(/^5 votes\. /)
    expect(headline).not.toBe('')
    expect(rest).toEqual([])
    expect(kindsOf(chat.poll)).not.toContain('table')
  })

  test('says how many of those who were asked have voted', async () => {
    await using chat = await openPoll('expect:table:ben,table:cleo')
    expect(linesOf(chat.poll)[1]).toMatch(/^Open · 0 of 2 have voted/)
    await vote(chat, ['Eng · Avg'])
    expect(linesOf(chat.poll)[1]).toMatch(/^Open · 1 of 2 has voted/)
  })

  test('counts votes of people who were not asked, too', async () => {
    await using chat = await openPoll('expect:table:gil')
    await vote(chat, ['Eng · Avg', 'Eng · Avg'])
    expect(linesOf(chat.poll)[1]).toMatch(/^Open · 2 votes · 0 of the 1 asked have voted/)
  })

  test('has neither tally nor headline while votes are hidden, and says so once they are revealed', async () => {
    await using chat = await openPoll('blind')
    await vote(chat, ['Eng · Avg', 'Eng · Avg', 'Cog · Worst'])
    expect(linesOf(chat.poll).slice(1)).toEqual([
      expect.stringMatching(/^Open, votes hidden · 3 people have voted/),
      'Round 1 · opened by Ada · hidden until the reveal, then shown with names',
    ])
    expect(latest(chat.poll).state).toBe('hidden')
    await chat.ada.type('reveal')
    await settle(chat)
    expect(linesOf(chat.poll)[1]).toMatch(/^Open, revealed · 3 votes/)
    expect(latest(chat.poll).state).toBe('open')
  })

  test('says from how many votes on an anonymous poll is shown, as one line from the start', async () => {
    await using chat = await openPoll('anonymous live')
    const before = kindsOf(chat.poll)
    await vote(chat, ['Eng · Avg'])
    expect(kindsOf(chat.poll)).toEqual(before)
    expect(linesOf(chat.poll).at(-1)).toBe(
      "1 person voted. Results are shown from 5 votes on, so that nobody's vote can be guessed.",
    )
  })

  test('of a second round says that the votes before are kept', async () => {
    await using chat = await openPoll()
    await vote(chat, ['Eng · Avg'])
    await chat.ada.type('close')
    await chat.ada.type('revote')
    await settle(chat)
    expect(linesOf(chat.poll).join('\n')).toContain('nobody has voted in this round yet')
    expect(linesOf(chat.poll).join('\n')).toContain(
      'Round 2 · opened by Ada · names are shown to everyone in this channel · votes from round 1 are kept',
    )
  })
})

describe('a closed round', () => {
  const camps = ['Eng · Avg', 'Eng · Avg', 'Eng · Avg', 'Cog · Worst', 'Cog · Worst', 'Cog · Worst']

  async function closed(words = ''): Promise<Chat & { readonly outcome: Said }> {
    const chat = await openPoll(words)
    await vote(chat, camps)
    const id = /p_[a-z0-9]{10}/.exec(JSON.stringify(latest(chat.poll)))?.[0] ?? ''
    await chat.ben.ask({ command: 'remark', args: { poll: id, round: '1', why: 'It scales.' } })
    await chat.ada.type('close')
    await settle(chat)
    await until(() => chat.table.said.some(({ key }) => key.startsWith('outcome/')))
    const outcome = chat.table.said.find(({ key }) => key.startsWith('outcome/'))
    if (outcome === undefined) throw new Error('There is no outcome')
    return { ...chat, outcome }
  }

  test('keeps its headline and picture, and offers what comes after', async () => {
    await using chat = await closed()
    expect(linesOf(chat.poll)[1]).toMatch(/^Closed .* · round 1 · 6 votes · names shown · opened by Ada$/)
    expect(linesOf(chat.poll).at(-1)).toMatch(/^Two camps: /)
    expect(rowsOf(chat.poll)).toEqual([['New round', 'Full report', 'Open page', 'Export', 'More…']])
    expect(latest(chat.poll).state).toBe('closed')
  })

  test('has its outcome in the thread: headline, picture, axes, the question, a reason with its camp’s mark', async () => {
    await using chat = await closed()
    const lines = linesOf(chat.outcome)
    expect(lines[1]).toMatch(/^Round 1 is closed\. .* · 6 votes$/)
    expect(lines[2]).toMatch(/^Two camps: /)
    expect(lines.filter((line) => /^(?:Approach|Case): /.test(line))).toHaveLength(2)
    expect(lines.some((line) => line.startsWith('To settle: '))).toBe(true)
    expect(lines).toContain('“▲ It scales.” Ben, Engineering × Average-case')
    expect(kindsOf(chat.outcome)).not.toContain('table')
    expect(rowsOf(chat.outcome)).toEqual([
      ['We use the words differently', 'We read the paper differently', 'We weigh it differently'],
      ['New round', 'Full report', 'Open page', 'Export'],
    ])
  })

  test('that nobody voted in says so, without a headline', async () => {
    await using chat = await openPoll()
    await chat.ada.type('close')
    await settle(chat)
    expect(linesOf(chat.poll)[1]).toMatch(/^Closed .* · round 1 · nobody voted · opened by Ada$/)
    expect(linesOf(chat.poll).slice(2).join('\n')).not.toMatch(/votes/i)
  })

  test('is shared with where it is from, its headline and the question', async () => {
    await using chat = await closed()
    const id = /p_[a-z0-9]{10}/.exec(JSON.stringify(latest(chat.poll)))?.[0] ?? ''
    await chat.ben.ask({ command: 'share', args: { poll: id } })
    const lines = linesOf(chat.table.last())
    expect(lines[1]).toMatch(/^Result of a poll in .*main.* · 6 votes · .* · shared by Ben$/)
    expect(lines[2]).toMatch(/^Two camps: /)
    expect(lines.filter((line) => /^(?:Approach|Case): /.test(line))).toEqual([])
    expect(lines.some((line) => line.startsWith('To settle: '))).toBe(true)
    expect(rowsOf(chat.table.last())).toEqual([['Full report', 'Open page']])
  })
})
