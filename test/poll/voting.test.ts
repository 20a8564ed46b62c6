import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { SpaceId } from '../../src/chat/caller.ts'
import { latest, wordsOf } from '../test-bot.ts'
import { until } from '../until.ts'
import { buttonsOf, textOf } from '../view-text.ts'
import { openPoll } from './open-poll.ts'

describe('placing with one press', () => {
  test.each([
    ['Eng · Avg', 'Engineering × Average-case'],
    ['Eng · Pess', 'Engineering × Pessimistic-case'],
    ['Eng · Worst', 'Engineering × Worst-case'],
    ['Behav · Avg', 'Behaviorist science × Average-case'],
    ['Behav · Pess', 'Behaviorist science × Pessimistic-case'],
    ['Behav · Worst', 'Behaviorist science × Worst-case'],
    ['Cog · Avg', 'Cognitivist science × Average-case'],
    ['Cog · Pess', 'Cognitivist science × Pessimistic-case'],
    ['Cog · Worst', 'Cognitivist science × Worst-case'],
    ['Neither (applications)', 'applications research (off the grid)'],
    ['Unsure', 'unsure about both'],
  ])('%s is recorded as %s', async (label, words) => {
    await using chat = await openPoll()
    const receipt = await chat.ben.press(chat.poll, label)
    expect(wordsOf(receipt)).toContain(`Your vote: ${words}.`)
  })

  test('names the nearest example of the cell', async () => {
    await using chat = await openPoll()
    expect(wordsOf(await chat.ben.press(chat.poll, 'Cog · Worst'))).toContain(
      'Your vote: Cognitivist science × Worst-case. Shown with your name to everyone here.\nClosest example in the essay: Agent foundations.',
    )
  })

  test('counts once however often a person presses', async () => {
    await using chat = await openPoll()
    await chat.ben.press(chat.poll, 'Cog · Worst')
    await chat.ben.press(chat.poll, 'Cog · Worst')
    await chat.ben.press(chat.poll, 'Eng · Avg')
    expect(wordsOf(await chat.ada.type('results'))).toContain('1 vote, at Engineering × Average-case.')
  })

  test('is taken back by withdrawing', async () => {
    await using chat = await openPoll()
    const receipt = await chat.ben.press(chat.poll, 'Cog · Worst')
    await chat.ben.press(receipt, 'Withdraw')
    expect(wordsOf(await chat.ada.type('results'))).toContain('No votes yet.')
  })

  test('withdrawing without a ballot changes nothing', async () => {
    await using chat = await openPoll()
    await chat.ben.press(chat.poll, 'Cog · Worst')
    const args = { poll: buttonsOf(latest(chat.poll))[0]?.call.args.poll ?? '' }
    await chat.cleo.ask({ command: 'withdraw', args })
    expect(wordsOf(await chat.ada.type('results'))).toContain('1 vote')
  })

  test('says so on a closed poll and changes nothing', async () => {
    await using chat = await openPoll()
    await chat.ben.press(chat.poll, 'Cog · Worst')
    await chat.ada.type('close')
    expect(wordsOf(await chat.ben.press(chat.poll, 'Eng · Avg'))).toContain('Not counted: round 1 is closed.')
    expect(wordsOf(await chat.ada.type('results'))).toContain('1 vote, at Cognitivist × Worst-case.')
  })

  test('a copied button of another space finds no poll, and is logged', async () => {
    await using chat = await openPoll()
    const stranger = chat.table.as('Eve', 'admin', { space: SpaceId.parse('table:elsewhere') })
    const answer = await stranger.press(latest(chat.poll), 'Cog · Worst')
    expect(wordsOf(answer)).toContain("I can't find that.")
    expect(chat.table.logged.join()).toContain('ignored a request for a poll of another workspace')
    expect(wordsOf(await chat.ada.type('results'))).toContain('No votes yet.')
  })
})

describe('the full ballot', () => {
  test('is filled in with the ballot so far and replaces it', async () => {
    await using chat = await openPoll('goal tractable')
    await chat.ben.press(chat.poll, 'Cog · Worst')
    const form = await chat.ben.press(chat.poll, 'Full ballot…')
    expect(wordsOf(form)).toContain('approach=2 case=2')
    const receipt = await chat.ben.submit(form, {
      approach: '1',
      case: 'unsure',
      confidence: '4',
      why: 'It measures what models do.',
      goal: 'understanding',
      tractable: 'maybe',
    })
    expect(wordsOf(receipt)).toContain('to Behaviorist science, unsure about case focus.')
    expect(wordsOf(receipt)).toContain('Confidence: 4 of 5')
    expect(wordsOf(await chat.ada.type('results'))).toContain(
      '“It measures what models do.” Ben, behaviorist',
    )
  })

  test('keeps its reason when the same cell is pressed, and drops it when another is', async () => {
    await using chat = await openPoll()
    const form = await chat.ben.press(chat.poll, 'Full ballot…')
    await chat.ben.submit(form, { approach: '2', case: '2', why: 'Proofs.' })
    expect(wordsOf(await chat.ben.press(chat.poll, 'Cog · Worst'))).toContain('Reason: Proofs.')
    expect(wordsOf(await chat.ben.press(chat.poll, 'Eng · Avg'))).not.toContain('Proofs.')
  })

  test('asks for what is missing beside the field and records nothing', async () => {
    await using chat = await openPoll()
    const form = await chat.ben.press(chat.poll, 'Full ballot…')
    const refusal = await chat.ben.submit(form, { approach: '1' })
    expect(refusal).toMatchObject({ kind: 'refusal', fields: { case: 'Choose one, or Unsure.' } })
    expect(wordsOf(await chat.ada.type('results'))).toContain('No votes yet.')
  })

  test('a reason is added afterwards without touching the placement', async () => {
    await using chat = await openPoll()
    const receipt = await chat.ben.press(chat.poll, 'Cog · Worst')
    const form = await chat.ben.press(receipt, 'Add a reason')
    const added = await chat.ben.submit(form, { why: 'It is about agents.' })
    expect(wordsOf(added)).toContain('Your vote: Cognitivist science × Worst-case.')
    expect(wordsOf(added)).toContain('Reason: It is about agents.')
  })

  test.each([
    ['why', 'x'.repeat(501)],
    ['confidence', '6'],
    ['approach', '3'],
    ['case', 'worst'],
    ['goal', 'money'],
  ])('refuses a %s that does not fit, beside its field', async (field, value) => {
    await using chat = await openPoll('goal')
    const form = await chat.ben.press(chat.poll, 'Full ballot…')
    const refusal = await chat.ben.submit(form, { approach: '1', case: '1', [field]: value })
    expect(refusal).toMatchObject({ kind: 'refusal', fields: { [field]: expect.any(String) } })
    expect(wordsOf(await chat.ada.type('results'))).toContain('No votes yet.')
  })
})

describe('the message of a poll', () => {
  test('follows the votes, with at most one edit for votes that come together', async () => {
    await using chat = await openPoll()
    await chat.table.quiet()
    chat.table.clock.advance(2000)
    await chat.table.quiet()
    const before = chat.poll.views.length
    await chat.ben.press(chat.poll, 'Cog · Worst')
    await until(() => textOf(latest(chat.poll)).includes('Open · 1 vote'))
    await chat.cleo.press(chat.poll, 'Eng · Avg')
    await chat.ada.press(chat.poll, 'Eng · Avg')
    await chat.table.quiet()
    expect(textOf(latest(chat.poll))).toContain('Open · 1 vote')
    chat.table.clock.advance(2000)
    await until(() => textOf(latest(chat.poll)).includes('Open · 3 votes'))
    expect(chat.poll.views.length - before).toBe(2)
  })

  test('shows the last state even if edits fail for a while', async () => {
    await using chat = await openPoll()
    chat.table.failEdits(3)
    await chat.ben.press(chat.poll, 'Cog · Worst')
    await until(() => {
      chat.table.clock.advance(60_000)
      return textOf(latest(chat.poll)).includes('Open · 1 vote')
    })
  })

  test('mirrors the grid in three rows of three buttons that name both axes and no example', async () => {
    await using chat = await openPoll()
    const rows = latest(chat.poll).parts.flatMap((part) =>
      part.kind === 'buttons' ? [part.buttons.map(({ label }) => label)] : [],
    )
    expect(rows).toEqual([
      ['Eng · Avg', 'Eng · Pess', 'Eng · Worst'],
      ['Behav · Avg', 'Behav · Pess', 'Behav · Worst'],
      ['Cog · Avg', 'Cog · Pess', 'Cog · Worst'],
      ['Neither (applications)', 'Unsure', 'Full ballot…', 'What do these mean?', 'More…'],
    ])
  })
})

describe('ballots that arrive together', () => {
  test('are each settled for itself: one that is refused takes no other with it', async () => {
    await using chat = await openPoll()
    const poll = buttonsOf(latest(chat.poll))[0]?.call.args.poll ?? ''
    const answers = await Promise.all([
      chat.ben.ask({ command: 'vote', args: { poll, answer: '0' } }),
      chat.cleo.ask({ command: 'remark', args: { poll, why: 'I have no ballot' } }),
      chat.dan.ask({ command: 'vote', args: { poll, answer: '8' } }),
    ])
    expect(answers.map(({ kind }) => kind)).toEqual(['shown', 'refusal', 'shown'])
    expect(wordsOf(await chat.ada.type('results'))).toContain('2 votes')
  })

  test('make the tally that they add up to, however often each person changes it', async () => {
    await using chat = await openPoll()
    const poll = buttonsOf(latest(chat.poll))[0]?.call.args.poll ?? ''
    const people = Array.from({ length: 40 }, (_, i) => chat.table.as(`Reader${i}`))
    await Promise.all(
      people.flatMap((person, i) =>
        [0, 3, 7].map((step) =>
          person.ask({ command: 'vote', args: { poll, answer: String((i + step) % 9) } }),
        ),
      ),
    )
    const exported = JSON.parse(wordsOf(await chat.ada.type('export')))
    const rows = [0, 1, 2].map(
      (row) => exported.rounds[0].ballots.filter((ballot: { row: number }) => ballot.row === row).length,
    )
    const [first, second, third] = rows
    expect(wordsOf(await chat.ada.type('results'))).toContain(
      `Engineering | ${first}\nBehaviorist science | ${second}\nCognitivist science | ${third}`,
    )
    expect(exported.rounds[0].ballots).toHaveLength(40)
  })
})

describe('a vote that the database could not keep', () => {
  test('is never confirmed: the voter is told that nothing was changed, with a reference', async () => {
    await using chat = await openPoll()
    await chat.ben.press(chat.poll, 'Cog · Worst')
    const lock = new DatabaseSync(chat.table.file)
    lock.exec("create trigger full before update on record begin select raise(fail, 'disk is full'); end")
    const answer = wordsOf(await chat.ben.press(chat.poll, 'Eng · Avg'))
    expect(answer).toContain("I couldn't save your vote. Nothing has changed.")
    expect(answer).toMatch(
      /Please press again in a minute\. If it happens again, send this code to the person who runs Cruxgrid here: [2-9A-Z]{4}-[2-9A-Z]{4}/,
    )
    lock.exec('drop trigger full')
    lock.close()
    expect(wordsOf(await chat.ada.type('results'))).toContain('1 vote, at Cognitivist × Worst-case.')
    expect(wordsOf(await chat.ben.press(chat.poll, 'Eng · Avg'))).toContain('to Engineering × Average-case.')
  })
})
