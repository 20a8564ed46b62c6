import { describe, expect, test } from 'vitest'
import { Question, toSameWords } from '../../src/reading/questions/question.ts'
import { topQuestions } from '../../src/reading/questions/top-questions.ts'
import { buttonsIn, formOf, latest, wordsOf } from '../test-bot.ts'
import { buttonsOf } from '../view-text.ts'
import { withGroup } from './test-group.ts'

const before = '2026-11-30T17:01:00Z'
const during = '2026-12-02T17:01:00Z'

/** A group whose next session, on Wednesday 2 December, is announced. */
async function withAnnouncement(more = '') {
  const group = await withGroup({ at: '2026-11-24T12:00:00Z', rule: 'wed 17:00 UTC from 2026-12-02' })
  if (more !== '') await group.ada.type(`reading schedule ${more}`)
  await group.ada.type('reading facilitators order:table:ada')
  await group.ada.type('reading add Paper A why:because')
  await group.goTo(before)
  return group
}

const plusOne = async (group: Awaited<ReturnType<typeof withAnnouncement>>, name: string, at: number) => {
  const one = group.table.as(name)
  const list = await one.type('reading questions')
  const button = buttonsIn(list).filter(({ label }) => label === '+1')[at]
  if (button === undefined) throw new Error('No such question')
  return one.ask(button.call)
}

describe('questions for a session', () => {
  test('are asked by a button, wanted by others, and shown with the session', async () => {
    await using group = await withAnnouncement()
    const form = await group.cleo.press(group.post('next session'), 'Ask a question…')
    expect(formOf(form).fields.map(({ note }) => note)).toEqual(['Shown with your name in the list.'])
    const asked = await group.cleo.submit(form, { question: 'Is it  one?' })
    expect(wordsOf(asked)).toContain("Added. It's the only question so far.")
    group.table.clock.advance(1000)
    expect(wordsOf(await group.ben.type('reading ask What if it is two?'))).toContain(
      'Added. There are 2 questions so far.',
    )
    for (const name of ['Dan', 'Eve', 'Ben']) await plusOne(group, name, 0)
    expect(wordsOf(await group.ben.type('reading questions'))).toContain(
      '1. Is it one? (3) · Cleo · with your +1',
    )
    await group.goTo(during)
    const opening = group.read(group.post('has started'))
    expect(opening).toContain('You asked: Is it one? (3)\n')
    expect(opening).toContain('You asked: What if it is two?')
    await plusOne(group, 'Eve', 0)
    await group.table.until(group.post('has started'), 'Is it one? (2)')
    await group.goTo('2026-12-03T18:00:00Z')
    const recap = group.read(group.post('Recap:'))
    expect(recap).toContain('Asked: Is it one? (2)')
    expect(recap).not.toContain('What if it is two?')
  })

  test('are one where they have the same words, which then count once a person', async () => {
    await using group = await withAnnouncement()
    await group.ben.type('reading ask Is the café open?')
    const again = await group.cleo.type('reading ask is the  CAFE open')
    expect(wordsOf(again)).toContain('Someone has asked that before, so this counts as +1.')
    await group.cleo.type('reading ask Is the café open!')
    expect(wordsOf(await group.ben.type('reading ask is the cafe open'))).toContain(
      'You have already asked that.',
    )
    expect(wordsOf(await group.ben.type('reading questions'))).toContain('1. Is the café open? (1) · yours')
  })

  test('go with their paper when its session is skipped', async () => {
    await using group = await withAnnouncement()
    await group.ben.type('reading ask Is it one?')
    await group.ada.type('reading skip')
    await group.goTo('2026-12-09T17:01:00Z')
    expect(group.read(group.post('has started'))).toContain('You asked: Is it one?')
  })

  test('stay with their paper when another one is chosen', async () => {
    await using group = await withAnnouncement()
    await group.ben.type('reading ask Is it one?')
    await group.ada.type('reading add Paper B why:because')
    await group.ada.type('reading next paper:"Paper B"')
    await group.goTo(during)
    expect(group.read(group.post('has started'))).not.toContain('You asked')
    await group.goTo('2026-12-09T17:01:00Z')
    expect(group.read(group.posts('has started').at(-1) ?? group.board)).toContain('You asked: Is it one?')
  })

  test('are removed by who asked, the facilitator and organisers, and by nobody else', async () => {
    await using group = await withAnnouncement()
    for (const words of ['one', 'two']) await group.ben.type(`reading ask ${words}`)
    const choicesOf = async (name: string) =>
      buttonsIn(await group.table.as(name).type('reading questions')).filter(
        ({ call }) => call.args.remove !== undefined,
      )
    expect(await choicesOf('Cleo')).toEqual([])
    const [mine] = await choicesOf('Ben')
    expect(wordsOf(await group.cleo.ask(mine?.call ?? { command: '', args: {} }))).toContain(
      'Only the person who asked, the facilitator or an organiser can remove a question.',
    )
    expect(wordsOf(await group.ben.ask(mine?.call ?? { command: '', args: {} }))).not.toContain('one')
    const [last] = await group.table
      .as('Ada', 'manager')
      .type('reading questions')
      .then((answer) => buttonsIn(answer).filter(({ call }) => call.args.remove !== undefined))
    expect(wordsOf(await group.ada.ask(last?.call ?? { command: '', args: {} }))).toContain(
      'No questions yet.',
    )
  })

  test('are at most five of a person for a paper', async () => {
    await using group = await withAnnouncement()
    for (const words of ['a', 'b', 'c', 'd', 'e']) await group.ben.type(`reading ask ${words}`)
    expect(wordsOf(await group.ben.type('reading ask f'))).toContain(
      'You have already asked 5 questions about this paper.',
    )
  })

  test('without names: the form says so, and nothing that is stored leads to a person', async () => {
    await using group = await withAnnouncement('questions:anonymous')
    const form = await group.ben.press(group.post('next session'), 'Ask a question…')
    expect(formOf(form).fields.map(({ note }) => note)).toEqual(['Kept and shown without your name.'])
    await group.ben.submit(form, { question: 'Is it one?' })
    await plusOne(group, 'Eve', 0)
    expect(wordsOf(await group.cleo.type('reading questions'))).toContain('1. Is it one? (1) [+1]')
    const stored: string[] = []
    for (const scope of await group.table.store.scopesOf({ name: 'question', schema: Question }))
      for await (const [, one] of group.table.store
        .collection({ name: 'question', schema: Question }, scope)
        .entries())
        stored.push(JSON.stringify(one))
    expect(stored).toHaveLength(1)
    expect(stored.join()).not.toMatch(/ben|eve|"at"|"by"/i)
    const list = await group.ben.type('reading questions')
    expect(wordsOf(list)).toContain('· yours')
    const own = buttonsIn(list).find(({ call }) => call.args.remove !== undefined)
    expect(wordsOf(await group.ben.ask(own?.call ?? { command: '', args: {} }))).toContain(
      'No questions yet.',
    )
  })

  test('leave nothing to see in a group without extras', async () => {
    await using group = await withAnnouncement('extras:off')
    expect(wordsOf(await group.ben.type('reading ask Is it one?'))).toContain(
      'Questions are off in this group.',
    )
    await group.goTo(during)
    const labels = group.table.said.flatMap((one) => buttonsOf(latest(one)).map(({ label }) => label))
    expect(labels).not.toContain('Ask a question…')
  })

  test('are given to who asks for their data, and go with them', async () => {
    await using group = await withAnnouncement()
    await group.ben.type('reading ask Is it one?')
    await group.cleo.type('reading ask Is it two?')
    await plusOne(group, 'Ben', 1)
    expect(wordsOf(await group.ben.type('my-data'))).toContain('Is it one?')
    await group.goTo(during)
    await group.ben.type('forget-me sure')
    await group.table.quiet()
    const opening = group.read(group.post('has started'))
    expect(opening).not.toContain('Is it one?')
    expect(opening).toContain('You asked: Is it two?\n')
  })

  test('are gone 90 days after their paper was read', async () => {
    await using group = await withAnnouncement()
    await group.ben.type('reading ask Is it one?')
    await group.goTo('2026-12-04T18:00:00Z')
    const count = async () =>
      (await group.table.store.scopesOf({ name: 'question', schema: Question })).length
    group.sleepTo('2027-02-28T18:00:00Z')
    await group.table.quiet()
    expect(await count()).toBe(1)
    group.sleepTo('2027-03-06T18:00:00Z')
    await group.table.quiet()
    expect(await count()).toBe(0)
  })
})

test('the order is by votes, then by age; without names by nothing that people did', () => {
  const question = (id: string, votes: number, at?: number) =>
    Question.parse({
      v: 1,
      id: `q_${id.padEnd(10, '0')}`,
      paper: 'title:a',
      text: id,
      votes: Array.from({ length: votes }, String),
      at,
    })
  const sorted = topQuestions(
    [question('c', 1, 3), question('a', 1, 9), question('b', 2, 5), question('d', 0)],
    { count: 3 },
  )
  expect(sorted.map(({ text }) => text)).toEqual(['b', 'c', 'a'])
  expect(topQuestions([question('b', 1), question('a', 1)], { minVotes: 1 }).map(({ text }) => text)).toEqual(
    ['a', 'b'],
  )
})

test.each([
  ['Is it?', 'IS  IT', true],
  ['Ist das müde?', 'ist das mude', true],
  ['???', '?', false],
  ['a b', 'ab', false],
])('%s and %s are the same words: %s', (one, other, isSame) => {
  expect(toSameWords(one) === toSameWords(other)).toBe(isSame)
})
