import { expect } from 'vitest'
import { type FakePlatform, type SeatName, until } from './adapter-contract.ts'

const hourMs = 3_600_000

/** Weekly, three hours from now: a session is prepared and announced at once, and opens by itself in none of this. */
function soon(): string {
  const at = new Date(Date.now() + 3 * hourMs).toUTCString()
  return `${at.slice(0, 3)} ${at.slice(17, 22)} UTC`
}

const votes: readonly (readonly [SeatName, cell: string])[] = [
  ['Ada', 'Eng · Worst'],
  ['Ben', 'Eng · Worst'],
  ['Cleo', 'Behav · Worst'],
  ['Dan', 'Eng · Worst'],
  ['Eve', 'Behav · Worst'],
  ['Hal', 'Eng · Pess'],
]

/**
 * A reading group's whole session: announced, asked about, begun, voted in, talked about, voted in again and summed up.
 *
 * @param note Called with each message in turn: to whom, and what it says.
 */
export async function tellSessionStory(
  chat: FakePlatform,
  note: (to: string, text: string) => void,
): Promise<void> {
  const [ada, cleo, dan, eve, hal] = [
    chat.as('Ada'),
    chat.as('Cleo'),
    chat.as('Dan'),
    chat.as('Eve'),
    chat.as('Hal'),
  ]
  const noteTold = async (name: SeatName) => note(name, await chat.as(name).toldLast())
  const posted = async (words: string): Promise<string> => {
    const isPosted = async () => (await chat.textOf(await chat.lastPosted())).includes(words)
    await until(isPosted)
    return chat.lastPosted()
  }
  const saysInThread = (opening: string, words: string) => async () =>
    (await chat.threadOf(opening)).includes(words)
  /** Again while the group does something by itself. */
  async function run(step: string, isDone: () => Promise<boolean>): Promise<void> {
    await ada.type(`reading next do:${step}`)
    const isBusy = async () => (await ada.toldLast()).includes("I'm busy with this group right now.")
    await until(async () => (await isDone()) || (await isBusy()))
    if (!(await isDone())) await run(step, isDone)
  }

  await ada.type(
    `reading schedule ${soon()} where:"Room 4.12 and https://meet.example.org/abc" roles:skeptic`,
  )
  await noteTold('Ada')
  await ada.press('Confirm')
  await posted('No papers yet')
  await chat.as('Ben').type('reading add AI Control why:"The case for assuming the model schemes"')
  const announcement = await posted('next session')
  await until(async () => (await chat.textOf(announcement)).includes('AI Control'))

  await ada.press("I'll lead", announcement)
  await cleo.press('Ask a question…', announcement)
  await cleo.submit({ question: 'Is the red-teaming the contribution, or how they test the protocol?' })
  await noteTold('Cleo')
  for (const who of [dan, hal]) {
    await who.type('reading questions')
    await who.press('+1')
  }
  await noteTold('Dan')
  await eve.press("I'll take: skeptic", announcement)
  await noteTold('Eve')
  for (const [name] of votes.slice(0, 3)) await chat.as(name).press('Coming', announcement)
  await noteTold('Cleo')
  await until(async () => (await chat.textOf(announcement)).includes('3 people are coming.'))
  note('everyone', await chat.textOf(announcement))
  await ada.type('reading sheet')
  await noteTold('Ada')
  expect(await ada.toldLast()).toContain('Is the red-teaming the contribution')

  const begun = "today's session has started"
  await run('open', async () => (await chat.textOf(await chat.lastPosted())).includes(begun))
  const opening = await chat.lastPosted()
  note('everyone', await chat.textOf(opening))
  expect(await chat.textOf(opening)).toContain(
    'You asked: Is the red-teaming the contribution, or how they test the protocol? (2)',
  )
  await until(saysInThread(opening, '[Cog · Worst]'))
  const poll = await chat.findInThread(opening, '[Cog · Worst]')
  for (const [name, cell] of votes) await chat.as(name).press(cell, poll)
  await run('reveal', saysInThread(opening, 'Votes are visible.'))
  note('the thread', await chat.textOf(await chat.findInThread(opening, 'Votes are visible.')))
  await ada.type('reading sheet')
  await noteTold('Ada')
  await run('recap', saysInThread(opening, 'Recap: AI Control'))
  const recap = await chat.findInThread(opening, 'Recap: AI Control')
  note('the thread', await chat.textOf(recap))
  expect(await chat.textOf(recap)).toContain('Asked: Is the red-teaming the contribution')

  await chat.as('Ben').press('Worth it', recap)
  await noteTold('Ben')
  await hal.press("Wasn't there", recap)
  await noteTold('Hal')
  await ada.press('Attach…', recap)
  await ada.submit({ link: 'https://example.org/talk', as: 'recording' })
  await noteTold('Ada')
  await until(async () => (await chat.textOf(recap)).includes('Recording'))
  await until(async () => (await chat.textOf(recap)).includes('2 answered'))
  note('the thread', await chat.textOf(recap))
  await ada.type('reading recap as:forum')
  await until(async () => (await ada.toldLast()).includes('Here is the post'))
  await noteTold('Ada')
}
