import { describe, expect, test } from 'vitest'
import type { Answer } from '../../src/chat/answer.ts'
import { formOf, latest, wordsOf } from '../test-bot.ts'
import { until } from '../until.ts'
import { buttonsOf, textOf } from '../view-text.ts'
import { openPoll } from './open-poll.ts'
import { posted, sevenVotes } from './seven-votes.ts'

describe('a receipt', () => {
  test('asks one optional question at a time, and none that was answered', async () => {
    await using chat = await openPoll('blind')
    const first = await chat.ben.press(chat.poll, 'Eng · Worst')
    expect(wordsOf(first)).toContain('How much of it have you read?')
    expect(wordsOf(first)).toContain('[Not yet] [Abstract] [Skimmed] [Read it]')
    expect(wordsOf(first)).not.toContain('How many of the others')
    const second = await chat.ben.press(first, 'Read it')
    expect(wordsOf(second)).toContain(
      "Your vote: Engineering × Worst-case. You've read it. Hidden until the reveal, then shown with your name.",
    )
    expect(wordsOf(second)).toContain('How many of the others will choose the same cell?')
    expect(wordsOf(second)).toContain('[Almost none] [A few] [About half] [Most] [Almost all]')
    const third = await chat.ben.press(second, 'About half')
    expect(wordsOf(third)).toContain('Others who will choose the same: About half')
    expect(wordsOf(third)).not.toContain('How m')
    expect(wordsOf(await chat.ben.press(chat.poll, 'Eng · Worst'))).not.toContain('How m')
  })

  test('asks about the guess again after another answer, which keeps depth and crux', async () => {
    await using chat = await openPoll('blind')
    const form = await chat.ben.press(chat.poll, 'Full ballot…')
    await chat.ben.submit(form, {
      approach: '0',
      case: '2',
      crux: 'If it scaled.',
      depth: 'read',
      expected: '3',
    })
    const moved = await chat.ben.press(chat.poll, 'Neither (applications)')
    expect(wordsOf(moved)).toContain('What would move you: If it scaled.')
    expect(wordsOf(moved)).toContain("You've read it.")
    expect(wordsOf(moved)).toContain('How many of the others will say the same?')
    const unsure = await chat.ben.press(chat.poll, 'Unsure')
    expect(wordsOf(unsure)).not.toContain('How many')
  })

  test('asks nothing that the poll does not ask', async () => {
    await using chat = await openPoll('blind ask:none')
    expect(wordsOf(await chat.ben.press(chat.poll, 'Eng · Worst'))).not.toContain('?')
    const form = await chat.cleo.press(chat.poll, 'Full ballot…')
    expect(JSON.stringify(form)).not.toContain('What would move you?')
  })

  test('asks nothing where the channel has set so, unless the poll does', async () => {
    await using chat = await openPoll()
    const settings = { visibility: 'names', closes: 'never', closers: 'everyone' }
    await chat.mona.ask({
      command: 'settings-save',
      args: { ...settings, zone: 'UTC', language: 'en-GB', ask: 'none' },
    })
    await chat.ada.type('poll https://arxiv.org/abs/2312.06942 blind')
    const receipt = await chat.ben.press(chat.table.last(), 'Eng · Worst')
    expect(wordsOf(receipt)).toContain('Your vote')
    expect(wordsOf(receipt)).not.toContain('?')
    await chat.ada.type('poll https://arxiv.org/abs/1906.01820 blind ask:depth')
    expect(wordsOf(await chat.ben.press(chat.table.last(), 'Eng · Worst'))).toContain(
      'How much of it have you read?',
    )
  })

  test('asks for no guess where votes can be seen', async () => {
    await using chat = await openPoll()
    const first = await chat.ben.press(chat.poll, 'Eng · Worst')
    expect(wordsOf(await chat.ben.press(first, 'Skimmed'))).not.toContain('How many')
  })

  test('of an earlier answer gives its guess to no other answer', async () => {
    await using chat = await openPoll('blind ask:expected')
    const first = await chat.ben.press(chat.poll, 'Eng · Worst')
    await chat.ben.press(chat.poll, 'Cog · Avg')
    const late = await chat.ben.press(first, 'Most')
    expect(wordsOf(late)).toContain('How many of the others will choose the same cell?')
  })
})

describe('the full ballot', () => {
  const labelsIn = (answer: Answer): readonly string[] => formOf(answer).fields.map(({ hint }) => hint.label)
  const guess = 'How many others will choose the same cell?: your guess before the reveal'

  test('says which answer the guess is about, if there is one', async () => {
    await using chat = await openPoll('blind')
    expect(labelsIn(await chat.ben.press(chat.poll, 'Full ballot…'))).toContain(guess)
    await chat.ben.press(chat.poll, 'Eng · Worst')
    expect(labelsIn(await chat.ben.press(chat.poll, 'Full ballot…'))).toContain(
      `${guess}, about Engineering × Worst-case`,
    )
    await chat.ben.press(chat.poll, 'Neither (applications)')
    expect(labelsIn(await chat.ben.press(chat.poll, 'Full ballot…'))).toContain(
      `${guess}, about applications research`,
    )
    await chat.ben.press(chat.poll, 'Unsure')
    expect(labelsIn(await chat.ben.press(chat.poll, 'Full ballot…'))).toContain(guess)
  })

  test('asks its questions in their order, and empties what is emptied', async () => {
    await using chat = await openPoll('blind goal tractable')
    const given = {
      approach: '0',
      case: '2',
      why: 'So.',
      crux: 'If it scaled.',
      depth: 'read',
      expected: '3',
    }
    const form = await chat.ben.press(chat.poll, 'Full ballot…')
    expect(formOf(form).fields.map(({ name }) => name)).toEqual([
      ...['approach', 'case', 'applications', 'confidence', 'why', 'crux', 'depth'],
      ...['goal', 'tractable', 'expected'],
    ])
    const full = wordsOf(await chat.ben.submit(form, given))
    expect(full).toContain('What would move you: If it scaled.')
    const again = await chat.ben.press(chat.poll, 'Full ballot…')
    expect(formOf(again).fields).toMatchObject(
      formOf(form).fields.map(({ name }) =>
        name in given ? { name, value: given[name as 'why'] } : { name },
      ),
    )
    const emptied = wordsOf(await chat.ben.submit(again, { crux: '', depth: '', expected: '' }))
    expect(emptied).toContain('Your vote')
    expect(emptied).not.toMatch(/If it scaled|You've read it|Others who will choose/)
    expect(emptied).toContain('How much of it have you read?')
  })

  test('takes one line of what would move its voter, without what is not seen', async () => {
    await using chat = await openPoll()
    const form = await chat.ben.press(chat.poll, 'Full ballot…')
    const crux = 'If it\nscaled\u202e to \u0007models.'
    const receipt = await chat.ben.submit(form, { approach: '0', case: '2', crux })
    expect(wordsOf(receipt)).toContain('What would move you: If it scaled to models.')
  })
})

describe('what is asked once per poll', () => {
  test('is how much of the paper somebody has read, and never what they expect', async () => {
    await using chat = await openPoll('blind')
    const first = await chat.ben.press(await chat.ben.press(chat.poll, 'Eng · Worst'), 'Skimmed')
    await chat.ben.press(first, 'Most')
    await chat.ada.type('close')
    await chat.ada.type('revote blind')
    const later = await chat.ben.press(chat.poll, 'Eng · Worst')
    expect(wordsOf(later)).toContain("You've skimmed it.")
    expect(wordsOf(later)).toContain('How many of the others will choose the same cell?')
  })

  test('is not asked again of a voter who left a round out', async () => {
    await using chat = await openPoll('blind ask:depth')
    await chat.ben.press(await chat.ben.press(chat.poll, 'Eng · Worst'), 'Skimmed')
    for (const _ of ['second', 'third']) {
      await chat.ada.type('close')
      await chat.ada.type('revote blind')
    }
    const later = await chat.ben.press(chat.poll, 'Eng · Worst')
    expect(wordsOf(later)).toContain("You've skimmed it.")
  })
})

describe('seven people, a blind round and a second one', () => {
  test('read, expect, reveal, say what would move them, and whether it was settled', async () => {
    await using chat = await openPoll('blind')
    await sevenVotes(chat)
    expect(wordsOf(await chat.ben.type('results'))).not.toContain('read it')
    await chat.ada.type('reveal')
    const report = await posted(chat, 'revealed/')
    expect(textOf(latest(report))).toContain('5 read it, 1 skimmed it, 1 read only the abstract.')
    expect(textOf(latest(report))).toContain('4 of 7 chose Engineering × Worst-case')
    expect(textOf(latest(report))).toContain(
      'Why do you differ?\n[We use the words differently] [We read the paper differently] [We weigh it differently]',
    )
    const list = await posted(chat, 'poll/')
    expect(textOf(latest(list))).toBe(
      [
        'What would move you',
        '1. If the red-teaming were the contribution. – Ada',
        '2. If they had studied when models collude. – Cleo',
        '0 of 7 have answered.',
        '[Would these move you too?]',
      ].join('\n'),
    )

    // One by one, privately.
    const asked = await chat.ben.press(list, 'Would these move you too?')
    expect(wordsOf(asked)).toContain('1 of 2. “If the red-teaming were the contribution.” – Ada')
    const next = await chat.ben.press(asked, 'Mine too')
    expect(wordsOf(next)).toContain('2 of the 2 who answered said mine too.')
    expect(wordsOf(next)).toContain('2 of 2. “If they had studied when models collude.” – Cleo')
    await chat.ben.press(next, 'Skip')
    await chat.eve.press(await chat.eve.press(list, 'Would these move you too?'), 'Mine too')
    // Authors are asked about the others' only.
    expect(wordsOf(await chat.cleo.press(list, 'Would these move you too?'))).toContain('1 of 1. “If the red')
    for (const who of [chat.cleo, chat.dan])
      await who.press(await who.press(list, 'Would these move you too?'), 'Not mine')
    expect(textOf(latest(report))).not.toContain('If the red-teaming')
    const hal = chat.table.as('Hal')
    await hal.press(await hal.press(list, 'Would these move you too?'), 'Not mine')
    await chat.table.until(list, '5 of 7 have answered.')
    expect(textOf(latest(list))).toContain(
      'Number 1 would move 2 of 4 for Engineering and 1 of 3 for Behaviorist. Talk about it first.',
    )
    await chat.table.until(report, 'To settle: “If the red-teaming were the contribution.” It would move')

    // Why they differ: nothing before three, then the counts and what to do next.
    await chat.ada.press(report, 'We read the paper differently')
    await chat.ben.press(report, 'We read the paper differently')
    await chat.table.quiet()
    expect(textOf(latest(report))).not.toContain('Asked why they differ')
    await chat.cleo.press(report, 'We use the words differently')
    await chat.table.until(report, 'Asked why they differ, 1 says it is the words, 2 say it is how they read')
    expect(textOf(latest(report))).toContain('Post the passage that decided it for you.')

    // The second round asks whether it was settled, first.
    await chat.ada.type('close')
    await chat.ada.type('revote')
    for (const who of [chat.ada, chat.ben, chat.cleo]) {
      const receipt = await who.press(chat.poll, 'Eng · Worst')
      expect(wordsOf(receipt)).toContain('Was it settled: “If the red-teaming were the contribution.”')
      expect(wordsOf(await who.press(receipt, 'Settled'))).not.toContain('Was it settled')
    }
    await chat.dan.press(chat.poll, 'Eng · Worst')
    await chat.ada.type('close')
    const outcomes = () => chat.table.said.filter(({ key }) => key.startsWith('outcome/'))
    await until(() => outcomes().length === 2)
    const outcome = outcomes()[1]
    if (outcome === undefined) throw new Error('There is no outcome')
    expect(textOf(latest(outcome))).toContain('3 say the question from round 1 is settled.')
    await chat.dan.press(outcome, 'Not settled')
    await chat.table.until(outcome, '3 say the question from round 1 is settled, 1 says it is not.')
    expect(buttonsOf(latest(outcome)).map(({ label }) => label)).not.toContain('Settled')
  })

  test('read that none is shared, once a day has passed', async () => {
    await using chat = await openPoll('blind')
    await sevenVotes(chat)
    await chat.ada.type('reveal')
    const list = await posted(chat, 'poll/')
    await chat.ben.press(await chat.ben.press(list, 'Would these move you too?'), 'Mine too')
    chat.table.clock.advance(24 * 3_600_000)
    await chat.table.until(list, '1 of 7 has answered. No crux is shared by two sides.')
  })

  test('in an anonymous poll counts by side are shown only where each side has three', async () => {
    await using chat = await openPoll('anonymous')
    await sevenVotes(chat)
    await chat.ada.type('close')
    const outcome = await posted(chat, 'outcome/')
    expect(textOf(latest(outcome))).toContain('5 read it, 1 skimmed it, 1 read only the abstract.')
    expect(textOf(latest(outcome))).toContain('Asked how many would agree with them, 2 said almost none')
    const list = await posted(chat, 'poll/')
    expect(textOf(latest(list))).not.toMatch(/– (Ada|Cleo)/)
    for (const who of [chat.ben, chat.dan, chat.eve, chat.table.as('Gil'), chat.table.as('Hal')]) {
      const first = await who.press(list, 'Would these move you too?')
      await who.press(await who.press(first, 'Mine too'), 'Mine too')
    }
    await chat.table.until(list, '5 of 7 have answered.')
    expect(textOf(latest(list))).toMatch(/would move \d of 4 for Engineering and \d of 3 for Behaviorist/)
  })
})

describe('what a voter answers', () => {
  test('is in their own data, and gone once they are forgotten, with what others said of their crux', async () => {
    await using chat = await openPoll('blind')
    await sevenVotes(chat)
    await chat.ada.type('reveal')
    const report = await posted(chat, 'revealed/')
    const list = await posted(chat, 'poll/')
    await chat.ada.press(report, 'We weigh it differently')
    await chat.ben.press(await chat.ben.press(list, 'Would these move you too?'), 'Mine too')
    const dataOf = async (who: typeof chat.ada) => wordsOf(await who.type('my-data')).replaceAll(/\s/g, '')
    expect(await dataOf(chat.ada)).toContain('"differ":"values"')
    expect(await dataOf(chat.ada)).toContain('"depth":"read"')
    expect(await dataOf(chat.ada)).toContain('"expected":{"cell":2,"share":2}')
    expect(await dataOf(chat.ben)).toMatch(/"cruxes":\{"x_[\w-]+":"mine"/)
    expect(wordsOf(await chat.ada.type('forget-me sure votes'))).toMatch(/^Done/)
    expect(await dataOf(chat.ada)).not.toMatch(/"differ"|"depth"|red-teaming/)
    expect(await dataOf(chat.ben)).not.toContain('"mine"')
    await chat.table.quiet()
    expect(textOf(latest(list))).not.toContain('red-teaming')
  })
})

describe('a list of one crux', () => {
  test('waits for nobody once everyone but its writer has answered', async () => {
    await using chat = await openPoll('blind')
    const form = await chat.ben.press(chat.poll, 'Full ballot…')
    await chat.ben.submit(form, { approach: '0', case: '2', crux: 'If it scaled.' })
    await chat.cleo.press(chat.poll, 'Behav · Worst')
    await chat.ada.type('reveal')
    const list = await posted(chat, 'poll/')
    await chat.cleo.press(await chat.cleo.press(list, 'Would these move you too?'), 'Not mine')
    const answeredAt = chat.table.clock.now()
    await chat.table.until(list, '1 of 2 has answered. No crux is shared by two sides.')
    expect(chat.table.clock.now()).toBeLessThan(answeredAt + 60_000)
  })
})

describe('who has no vote in the round', () => {
  test('is asked nothing, and their press counts for nothing', async () => {
    await using chat = await openPoll('blind')
    await sevenVotes(chat)
    await chat.ada.type('reveal')
    const list = await posted(chat, 'poll/')
    expect(wordsOf(await chat.finn.press(list, 'Would these move you too?'))).toContain(
      'You have no vote in round 1.',
    )
    const report = await posted(chat, 'revealed/')
    expect(wordsOf(await chat.finn.press(report, 'We weigh it differently'))).toContain('You have no vote')
  })
})

describe('counts at the reveal', () => {
  test('stay what the room said then, less who withdraws, whoever votes later', async () => {
    await using chat = await openPoll('blind')
    await sevenVotes(chat)
    await chat.ada.type('reveal')
    await chat.ben.press(chat.poll, 'Cog · Avg')
    await chat.finn.press(chat.poll, 'Eng · Worst')
    const read = async () => wordsOf(await chat.ada.type('results'))
    expect(await read()).toContain(
      'At the reveal 4 of the 7 who were sure had chosen Engineering × Worst-case',
    )
    const late = await chat.finn.press(chat.poll, 'Eng · Worst')
    await chat.finn.press(late, 'Withdraw')
    expect(await read()).toContain('At the reveal 4 of the 7')
    const dan = await chat.dan.press(chat.poll, 'Eng · Worst')
    await chat.dan.press(dan, 'Withdraw')
    expect(await read()).toContain('At the reveal 3 of the 6')
  })

  test('end the guessing', async () => {
    await using chat = await openPoll('blind ask:expected')
    const receipt = await chat.ben.press(chat.poll, 'Eng · Worst')
    await chat.cleo.press(chat.poll, 'Eng · Worst')
    await chat.ada.type('reveal')
    expect(wordsOf(await chat.ben.press(receipt, 'Most'))).toContain('Votes are visible now')
  })
})
