import { expect } from 'vitest'
import { type FakePlatform, type SeatName, until } from './adapter-contract.ts'

const votes: readonly (readonly [SeatName, cell: string, depth: string, guess: string])[] = [
  ['Ada', 'Eng · Worst', 'Read it', 'About half'],
  ['Ben', 'Eng · Worst', 'Read it', 'A few'],
  ['Cleo', 'Behav · Worst', 'Read it', 'About half'],
  ['Dan', 'Eng · Worst', 'Read it', 'A few'],
  ['Eve', 'Behav · Worst', 'Skimmed', 'Almost none'],
  ['Hal', 'Eng · Worst', 'Read it', 'About half'],
  ['Gil', 'Behav · Worst', 'Abstract', 'Almost none'],
]
const cruxes: readonly (readonly [SeatName, string])[] = [
  ['Ada', "If the red-teaming were the contribution, I'd call it Engineering."],
  ['Cleo', "If they had studied when models collude, I'd say Behaviorist."],
]

/**
 * Seven people vote in a blind round and answer what it asks, read what the others think after the reveal, and vote again.
 *
 * @param note Called with each message in turn.
 */
export async function tellBallotStory(chat: FakePlatform, note: (text: string) => void): Promise<void> {
  const ada = chat.as('Ada')
  await ada.type('poll https://arxiv.org/abs/2312.06942 blind')
  const poll = await chat.lastPosted()
  for (const [name, cell, depth, guess] of votes) {
    const who = chat.as(name)
    await who.press(cell, poll)
    expect(await who.toldLast()).toContain('How much of it have you read?')
    if (name === 'Ben') note(await who.toldLast())
    await who.press(depth)
    expect(await who.toldLast()).toContain('How many of the others will choose the same cell?')
    if (name === 'Ben') note(await who.toldLast())
    await who.press(guess)
    expect(await who.toldLast()).not.toContain('How many of the others')
    if (name === 'Ben') note(await who.toldLast())
  }
  for (const [name, crux] of cruxes) await fillIn(chat, name, poll, { crux })
  note(await chat.textOf(poll))
  expect(await chat.textOf(poll)).not.toMatch(/read it|red-teaming/)

  await ada.type('reveal')
  await ada.press('Reveal votes')
  await until(async () => (await chat.threadOf(poll)).includes('What would move you'))
  const report = await chat.findInThread(poll, 'Why do you differ?')
  const list = await chat.findInThread(poll, 'What would move you')
  note(await chat.textOf(report))
  note(await chat.textOf(list))
  expect(await chat.textOf(report)).toContain('5 read it, 1 skimmed it, 1 read only the abstract.')
  expect(await chat.textOf(report)).toContain('4 of 7 chose Engineering × Worst-case')
  expect(await chat.textOf(list)).toContain('0 of 7 have answered.')

  const answers = [
    ['Ben', 'Mine too'],
    ['Eve', 'Mine too'],
    ['Dan', 'Not mine'],
    ['Cleo', 'Not mine'],
    ['Gil', 'Mine too'],
  ] as const
  for (const [name, answer] of answers) {
    const who = chat.as(name)
    await who.press('Would these move you too?', list)
    if (name === 'Ben') note(await who.toldLast())
    await who.press(answer)
    if (name === 'Ben') note(await who.toldLast())
  }
  await until(async () => (await chat.textOf(list)).includes('Talk about it first.'))
  note(await chat.textOf(list))
  expect(await chat.textOf(list)).toContain(
    '5 of 7 have answered. Number 1 would move 2 of 4 for Engineering and 2 of 3 for Behaviorist.',
  )

  for (const name of ['Ada', 'Ben', 'Eve'] as const)
    await chat.as(name).press('We read the paper differently', report)
  note(await chat.as('Eve').toldLast())
  await until(async () => (await chat.textOf(report)).includes('Asked why they differ, 3 say'))
  expect(await chat.textOf(report)).toContain('To settle: “If the red-teaming were the contribution')
  expect(await chat.textOf(report)).toContain('Post the passage that decided it for you.')
  note(await chat.textOf(report))

  await ada.type('close')
  await until(async () => (await chat.textOf(poll)).includes('Closed'))
  await ada.type('revote')
  await until(async () => (await chat.textOf(poll)).includes('Round 2'))
  for (const [i, [name]] of votes.slice(0, 4).entries()) {
    const who = chat.as(name)
    await who.press('Eng · Worst', poll)
    expect(await who.toldLast()).toContain('Was it settled: “If the red-teaming were the contribution')
    if (name === 'Ada') note(await who.toldLast())
    await who.press(i < 3 ? 'Settled' : 'Not settled')
    expect(await who.toldLast()).not.toContain('Was it settled')
  }
  await ada.type('close')
  const outcome = async () => chat.findInThread(poll, 'Round 2 is closed.')
  await until(async () => (await chat.threadOf(poll)).includes('Round 2 is closed.'))
  expect(await chat.textOf(await outcome())).toContain(
    '3 say the question from round 1 is settled, 1 says it is not.',
  )
  note(await chat.textOf(await outcome()))
}

/** Fills in the full ballot, whose fields may stand in a second step. */
async function fillIn(
  chat: FakePlatform,
  name: SeatName,
  poll: string,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  const who = chat.as(name)
  await who.press('Full ballot…', poll)
  await who.submit({})
  const isInSteps = (await who.toldLast()).includes('[More questions…]')
  await (isInSteps ? who.press('More questions…') : who.press('Full ballot…', poll))
  await who.submit(values)
  expect(await who.toldLast()).toContain(values.crux)
}
