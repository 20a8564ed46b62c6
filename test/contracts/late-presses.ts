import { expect } from 'vitest'
import { type Call, encodeCall } from '../../src/chat/call.ts'
import { type FakePlatform, type SeatName, until } from './adapter-contract.ts'

const hourMs = 3_600_000

/** Weekly, three hours from now: a session is prepared and announced at once, and opens by itself in none of this. */
function soon(): string {
  const at = new Date(Date.now() + 3 * hourMs).toUTCString()
  return `${at.slice(0, 3)} ${at.slice(17, 22)} UTC`
}

const session = 's_0000000000'
const question = 'q_0000000000'
const isGone = "I can't find that session among those that took place."

/** Controls of a session and a question that are stored no longer, and what each answers. */
const toNothing: readonly (readonly [command: string, args: Call['args'], words: string])[] = [
  ['answer-worth', { session, answer: 'worth' }, isGone],
  ['attach-form', { session }, isGone],
  ['detach', { session, at: '1' }, isGone],
  ['reading recap', { session, as: 'forum' }, isGone],
  ['answer-quote', { session, answer: 'named' }, "You haven't been asked whether you may be quoted."],
  ['reading role', { session, role: 'skeptic' }, 'That session is over.'],
  ['reading present', { session, as: 'here' }, 'That session is over.'],
  ['reading extend', { session }, 'That session is over.'],
  ['reading questions', { vote: question }, 'That question was removed.'],
  ['reading questions', { remove: question }, 'That question was removed.'],
]

/** Presses the buttons of a session twice, too late, and by people whom they are not for. */
export async function pressLate(chat: FakePlatform): Promise<void> {
  const [ada, ben, cleo, dan] = [chat.as('Ada'), chat.as('Ben'), chat.as('Cleo'), chat.as('Dan')]
  const hears = (name: SeatName, words: string) =>
    until(async () => (await chat.as(name).toldLast()).includes(words))
  const posted = async (words: string): Promise<string> => {
    await until(async () => (await chat.textOf(await chat.lastPosted())).includes(words))
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

  await ada.type(`reading schedule ${soon()} roles:skeptic`)
  await ada.press('Confirm')
  await posted('No papers yet')
  await ben.type('reading add AI Control why:"The case for assuming the model schemes"')
  const announcement = await posted('next session')
  await until(async () => (await chat.textOf(announcement)).includes('AI Control'))

  // Before: a question is asked twice, wanted twice and removed twice; a role is given back and free again.
  await cleo.type('reading ask Is it safe?')
  await hears('Cleo', 'Added.')
  await cleo.type('reading ask is it SAFE')
  await hears('Cleo', 'You have already asked that.')
  await dan.type('reading questions')
  await dan.press('+1')
  await hears('Dan', 'Is it safe?')
  await cleo.type('reading questions')
  await cleo.press('Is it safe?')
  await dan.press('+1')
  await hears('Dan', 'That question was removed.')
  await dan.press("I'll take: skeptic", announcement)
  await hears('Dan', "You're the skeptic")
  await dan.press('Give it back')
  await until(async () => (await chat.textOf(announcement)).includes("I'll take: skeptic"))

  const begun = "today's session has started"
  await run('open', async () => (await chat.textOf(await chat.lastPosted())).includes(begun))
  const opening = await chat.lastPosted()
  await until(saysInThread(opening, '[Cog · Worst]'))
  const poll = await chat.findInThread(opening, '[Cog · Worst]')
  for (const name of ['Ada', 'Ben', 'Cleo'] as const) await chat.as(name).press('Cog · Worst', poll)
  await ben.press('Add a reason')
  await ben.submit({ why: 'The protocol is the product.' })
  await run('recap', saysInThread(opening, 'Recap: AI Control'))
  const recap = await chat.findInThread(opening, 'Recap: AI Control')

  // Worth it: the last answer counts, once a person.
  await ben.press('Worth it', recap)
  await ben.press('Worth it', recap)
  await ben.press('Not for me', recap)
  await hears('Ben', 'Your answer: Not for me.')
  await until(async () => (await chat.textOf(recap)).includes('1 answered'))

  // Notes and links: nobody but leaders, and a form is not even opened.
  await dan.press('Attach…', recap)
  await hears('Dan', 'or an organiser can attach links.')
  await dan.press('Add notes…', recap)
  await hears('Dan', 'Ask one of them.')
  for (const kind of ['recording', 'slides']) {
    await ada.press('Attach…', recap)
    await ada.submit({ link: 'https://example.org/talk', as: kind })
  }
  await until(async () => (await chat.textOf(recap)).includes('Slides'))
  expect(await chat.textOf(recap)).not.toContain('Recording')
  await ada.press('Attach…', recap)
  await ada.submit({ link: 'http://example.org/open', as: 'notes' })
  await ada.submit({ link: 'https://example.org/notes', as: 'notes' })
  await until(async () => (await chat.textOf(recap)).includes('Slides · Notes'))
  await ada.press('Add notes…', recap)
  await ada.submit({ notes: 'We agreed on the product.' })
  await until(async () => (await chat.textOf(recap)).includes('We agreed on the product.'))

  // A post is for everyone, and asks nobody for those who lead nothing.
  await ada.press('Get it as a post…', recap)
  await ada.submit({ as: 'github' })
  await hears('Ada', 'Here is the post')
  await dan.press('Get it as a post…', recap)
  await dan.submit({ as: 'notion' })
  await hears('Dan', 'Here is the post')

  for (const [command, args, words] of toNothing) {
    await ada.forge(encodeCall({ command, args }))
    await hears('Ada', words)
  }
}
