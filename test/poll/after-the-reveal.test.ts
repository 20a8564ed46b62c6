import { describe, expect, test } from 'vitest'
import { latest, type Said, wordsOf } from '../test-bot.ts'
import { buttonsOf, textOf } from '../view-text.ts'
import { openPoll } from './open-poll.ts'
import { posted, sevenVotes } from './seven-votes.ts'

type Chat = Awaited<ReturnType<typeof openPoll>>

const labelsOn = (message: Said): readonly string[] => buttonsOf(latest(message)).map(({ label }) => label)
const dayMs = 24 * 3_600_000

async function revealed(chat: Chat): Promise<{ readonly report: Said; readonly list: Said }> {
  await sevenVotes(chat)
  await chat.ada.type('reveal')
  return { report: await posted(chat, 'revealed/'), list: await posted(chat, 'poll/') }
}

describe('what most say of why they differ', () => {
  async function saying(chat: Chat, label: string): Promise<Said> {
    const { report } = await revealed(chat)
    for (const who of [chat.ada, chat.ben, chat.cleo]) {
      const noted = wordsOf(await who.press(report, label))
      expect(noted).toContain(`Your answer: ${label}. Everyone sees only the counts`)
    }
    await chat.table.until(report, 'Asked why they differ, 3 say')
    return report
  }

  test('leads to the two levels, and to no other vote, where it is the words', async () => {
    await using chat = await openPoll('blind')
    const report = await saying(chat, 'We use the words differently')
    const [explain = ''] = labelsOn(report).filter((label) => label.startsWith('Explain'))
    expect(explain).toBe('Explain Engineering vs Behaviorist science')
    expect(labelsOn(report)).not.toContain('Vote again')
    const explained = wordsOf(await chat.ben.press(report, explain))
    expect(explained).toMatch(/Engineering/)
    expect(explained).toMatch(/Behaviorist/)
  })

  test('leads to the passages and to another vote where it is the paper, while the round takes votes', async () => {
    await using chat = await openPoll('blind')
    const report = await saying(chat, 'We read the paper differently')
    expect(textOf(latest(report))).toContain('Post the passage that decided it for you.')
    expect(labelsOn(report)).toContain('Vote again')
    await chat.ada.type('close')
    await chat.table.quiet()
    expect(labelsOn(await posted(chat, 'outcome/'))).not.toContain('Vote again')
  })

  test('is said where they weigh it differently', async () => {
    await using chat = await openPoll('blind')
    const report = await saying(chat, 'We weigh it differently')
    expect(textOf(latest(report))).toContain('You agree on what the paper says and weigh it differently.')
    expect(labelsOn(report)).not.toContain('Vote again')
  })

  test('can be changed, and leads nowhere once no answer is of more than half', async () => {
    await using chat = await openPoll('blind')
    const report = await saying(chat, 'We weigh it differently')
    await chat.ada.press(report, 'We read the paper differently')
    await chat.ben.press(report, 'We use the words differently')
    await chat.table.until(
      report,
      'Asked why they differ, 1 says it is the words, 1 says it is how they read the paper, 1 says it is how they weigh it.',
    )
    expect(textOf(latest(report))).not.toContain('You agree on what the paper says')
  })
})

describe('why they differ', () => {
  const asked = 'Why do you differ?'

  test.each([
    [3, false],
    [4, true],
  ])('is asked of four who placed the paper: %i: %s', async (placed, isAsked) => {
    await using chat = await openPoll('blind')
    const people = [chat.ben, chat.cleo, chat.dan, chat.eve].slice(0, placed)
    for (const [i, who] of people.entries())
      await who.press(chat.poll, i < 2 ? 'Behav · Worst' : 'Eng · Worst')
    await chat.finn.press(chat.poll, 'Neither (applications)')
    await chat.ada.type('reveal')
    expect(textOf(latest(await posted(chat, 'revealed/'))).includes(asked)).toBe(isAsked)
  })

  test('is not asked of people who agree', async () => {
    await using chat = await openPoll('blind')
    for (const who of [chat.ben, chat.cleo, chat.dan, chat.eve, chat.finn])
      await who.press(chat.poll, 'Eng · Worst')
    await chat.ada.type('reveal')
    expect(textOf(latest(await posted(chat, 'revealed/')))).not.toContain(asked)
  })
})

describe('a list of what would move people', () => {
  test.each([
    [11, '1 more is in the full report.'],
    [12, '2 more are in the full report.'],
  ])('has ten of %i, and says where the others are', async (count, more) => {
    await using chat = await openPoll('blind')
    for (let i = 0; i < count; i++) {
      const who = chat.table.as(`Voter${i}`)
      const form = await who.press(chat.poll, 'Full ballot…')
      await who.submit(form, { approach: '0', case: '2', crux: `Line ${i}.` })
      chat.table.clock.advance(1_000)
    }
    await chat.ada.type('reveal')
    const list = textOf(latest(await posted(chat, 'poll/')))
    expect(list).toContain('10. Line 9. – Voter9')
    expect(list).not.toContain('Line 10.')
    expect(list).toContain(more)
    expect(wordsOf(await chat.ada.type('results'))).toContain(`Line ${count - 1}. – Voter${count - 1}`)
  })

  test('counts those who are on no side in the total alone', async () => {
    await using chat = await openPoll('blind')
    await sevenVotes(chat)
    await chat.finn.press(chat.poll, 'Unsure')
    await chat.ada.type('reveal')
    const list = await posted(chat, 'poll/')
    for (const who of [chat.ben, chat.dan, chat.eve, chat.finn, chat.table.as('Gil'), chat.table.as('Hal')])
      await who.press(await who.press(list, 'Would these move you too?'), 'Mine too')
    await chat.table.until(
      list,
      '6 of 8 have answered. Number 1 would move 4 of 4 for Engineering and 2 of 3 for Behaviorist. Talk about it first.',
    )
    expect(wordsOf(await chat.ada.type('results'))).toContain('– Ada (would move 7 people)')
  })
})

describe('answers after the reveal', () => {
  test('are taken until 14 days after the close', async () => {
    await using chat = await openPoll('blind')
    const { list } = await revealed(chat)
    await chat.ada.type('close')
    const outcome = await posted(chat, 'outcome/')
    chat.table.clock.advance(14 * dayMs - 60_000)
    const asked = await chat.ben.press(list, 'Would these move you too?')
    await chat.ben.press(asked, 'Mine too')
    expect(wordsOf(await chat.ben.press(outcome, 'We weigh it differently'))).toContain('Your answer')
    chat.table.clock.advance(120_000)
    const over = 'A round takes them until 14 days after its close.'
    expect(wordsOf(await chat.ben.press(asked, 'Not mine'))).toContain(over)
    expect(wordsOf(await chat.ben.press(list, 'Would these move you too?'))).toContain(over)
    expect(wordsOf(await chat.ben.press(outcome, 'We weigh it differently'))).toContain(over)
  })
})

test('a blind round that is closed at once compares what was expected with its result', async () => {
  await using chat = await openPoll('blind')
  await sevenVotes(chat)
  await chat.ada.type('close')
  await posted(chat, 'outcome/')
  expect(wordsOf(await chat.ada.type('results'))).toContain(
    '4 of 7 chose Engineering × Worst-case; they expected about 3.',
  )
  expect(wordsOf(await chat.ada.type('export json')).replaceAll(/\s/g, '')).toContain(
    '"countsAtReveal":[0,0,4,0,0,3,0,0,0,0]',
  )
})
