import { expect, test } from 'vitest'
import { UserError } from '../../src/chat/user-error.ts'
import { buttonsIn, latest, type Said, startTestBot, type TestBot, wordsOf } from '../test-bot.ts'
import { until } from '../until.ts'
import { buttonsOf } from '../view-text.ts'
import { link, openPoll } from './open-poll.ts'

type Chat = Awaited<ReturnType<typeof openPoll>>

const title = 'arXiv:2204.05863'
const linkTo = async ({ id }: { readonly id: string }) => `https://table.example/m/${id}`

const read = (one: Said) => latest(one).summary
const idOf = (chat: Chat) => buttonsOf(latest(chat.poll))[0]?.call.args.poll ?? ''
const isLine = ({ key }: Said) => key.startsWith('announce/')
const inChannel = ({ table }: Pick<Chat, 'table'>) =>
  table.said.filter((one) => isLine(one) && one.message.place.thread === undefined)
const inThread = ({ table }: Pick<Chat, 'table'>) =>
  table.said.filter((one) => isLine(one) && one.message.place.thread !== undefined)
const linksIn = (one: Said | undefined) =>
  [...JSON.stringify(one && latest(one)).matchAll(/"link":"(?<words>[^"]+)","url":"(?<url>[^"]+)"/g)].map(
    ({ groups }) => [groups?.words, groups?.url],
  )

/** Lets every message follow that is behind. */
async function settle(table: TestBot): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) {
    await table.quiet()
    table.clock.advance(2000)
  }
}

/** The lines after another act, once they are posted. */
async function afterAct(chat: Chat, words: string, count: number): Promise<readonly string[]> {
  await chat.ada.type(words)
  await until(() => inChannel(chat).length === count)
  await chat.table.quiet()
  return inChannel(chat).map(read)
}

test('a close by a person is one line in the channel, with a link to the result in the thread', async () => {
  await using chat = await openPoll('', { linkTo })
  await chat.ben.press(chat.poll, 'Cog · Worst')
  const lines = await afterAct(chat, 'close', 1)
  expect(lines).toEqual([`Ada closed round 1 on “${title}”: 1 vote. Result in the thread.`])
  const outcome = chat.table.said.find(({ key }) => key.startsWith('outcome/'))
  expect(outcome?.message.place.thread).toBe(chat.poll.message.id)
  expect(linksIn(inChannel(chat)[0])).toEqual([
    ['Result in the thread', `https://table.example/m/${outcome?.message.id}`],
  ])
  expect(inThread(chat)).toEqual([])
})

test('a round that closes on time names nobody', async () => {
  await using chat = await openPoll('closes:1h', { linkTo })
  await chat.ben.press(chat.poll, 'Cog · Worst')
  chat.table.clock.advance(3_600_000)
  await until(() => inChannel(chat).length === 1)
  expect(inChannel(chat).map(read)).toEqual([
    `Round 1 on “${title}” has closed: 1 vote. Result in the thread`,
  ])
})

test('a round without votes closes with that line alone', async () => {
  await using chat = await openPoll('', { linkTo })
  expect(await afterAct(chat, 'close', 1)).toEqual([`Round 1 on “${title}” has closed. Nobody voted.`])
  expect(chat.table.said).toHaveLength(2)
})

test('a reveal is a line in the channel and the report in the thread', async () => {
  await using chat = await openPoll('blind', { linkTo })
  await chat.ben.press(chat.poll, 'Cog · Worst')
  await chat.cleo.press(chat.poll, 'Cog · Worst')
  const lines = await afterAct(chat, 'reveal', 1)
  expect(lines).toEqual([`Ada revealed the votes on “${title}”. You can still vote: Go to the poll.`])
  expect(linksIn(inChannel(chat)[0])).toEqual([
    ['Go to the poll', `https://table.example/m/${chat.poll.message.id}`],
  ])
  const report = chat.table.said.find(({ key }) => key.startsWith('revealed/'))
  expect(report?.message.place.thread).toBe(chat.poll.message.id)
  const words = wordsOf({ kind: 'shown', view: latest(report ?? chat.poll) })
  expect(words).toContain('Votes are visible.')
  expect(words).toContain('Cognitivist × Worst-case')
})

test('an anonymous round, which its reveal closes, is said to be closed', async () => {
  await using chat = await openPoll('anonymous', { linkTo })
  await chat.ben.press(chat.poll, 'Cog · Worst')
  expect(await afterAct(chat, 'reveal', 1)).toEqual([
    `Ada closed round 1 on “${title}”: 1 vote. Result in the thread.`,
  ])
})

test('a new round is said in the channel and in the thread', async () => {
  await using chat = await openPoll('', { linkTo })
  await chat.ben.press(chat.poll, 'Cog · Worst')
  await afterAct(chat, 'close', 1)
  const again = `Round 2 on “${title}” is open. Vote again, whether or not you changed your mind: Go to the poll.`
  expect(await afterAct(chat, 'revote', 2)).toContain(again)
  expect(inThread(chat).map(read)).toEqual([again])
  await chat.ben.press(chat.poll, 'Cog · Worst')
  await afterAct(chat, 'close', 3)
  const blind = `Round 3 on “${title}” is open. Vote again, whether or not you changed your mind: Go to the poll. Votes in this round stay hidden until the reveal.`
  expect(await afterAct(chat, 'revote blind', 4)).toContain(blind)
  expect(inThread(chat).map(read)).toEqual([again, blind])
})

test('a reopened round is said in the channel and in the thread', async () => {
  await using chat = await openPoll('', { linkTo })
  await chat.ben.press(chat.poll, 'Cog · Worst')
  await afterAct(chat, 'close', 1)
  const line = `Ada reopened round 1 on “${title}”. You can vote again: Go to the poll.`
  expect(await afterAct(chat, 'reopen', 2)).toContain(line)
  expect(inThread(chat).map(read)).toEqual([line])
})

test('a closing time that is moved is a line in the channel; other changes are not said', async () => {
  await using chat = await openPoll('', { linkTo })
  const amend = (closes: string) =>
    chat.ada.ask({ command: 'amend', args: { poll: idOf(chat), title: 'Better words', closes } })
  await amend('7d')
  await settle(chat.table)
  expect(inChannel(chat)).toEqual([])
  const closesAt = chat.table.clock.now() + 24 * 3_600_000
  await amend('24h')
  await until(() => inChannel(chat).length === 1)
  const [moved] = inChannel(chat)
  expect(moved && read(moved)).toBe('Ada moved the closing time of “Better words”.')
  expect(JSON.stringify(moved && latest(moved))).toContain(
    `“Better words” to ",{"time":${closesAt},"as":"moment"},"."`,
  )
  expect(inThread(chat)).toEqual([])
  await amend('never')
  await until(() => inChannel(chat).length === 2)
  expect(inChannel(chat).map(read)[1]).toBe(
    'Ada removed the closing time of “Better words”. It stays open until someone closes it.',
  )
})

test('the lines of a poll that lives in a thread are posted in it, each once', async () => {
  await using table = await startTestBot({ linkTo })
  const inThread = { channel: 'main', thread: 'talk' }
  const ada = table.as('Ada', 'member', inThread)
  await ada.type(`poll ${link}`)
  await table.as('Ben', 'member', inThread).press(table.last(), 'Cog · Worst')
  await ada.type('close')
  await until(() => table.said.filter(isLine).length === 1)
  await ada.type('reopen')
  await until(() => table.said.filter(isLine).length === 2)
  await settle(table)
  const lines = table.said.filter(isLine)
  expect(lines.map(({ message }) => message.place.thread)).toEqual(['talk', 'talk'])
  expect(lines.map(read)).toEqual([
    `Ada closed round 1 on “${title}”: 1 vote. Go to the poll.`,
    `Ada reopened round 1 on “${title}”. You can vote again: Go to the poll.`,
  ])
})

test('where messages have no address the lines stand without a link', async () => {
  await using chat = await openPoll()
  await chat.ben.press(chat.poll, 'Cog · Worst')
  await afterAct(chat, 'close', 1)
  expect(await afterAct(chat, 'reopen', 2)).toEqual([
    `Ada closed round 1 on “${title}”: 1 vote.`,
    `Ada reopened round 1 on “${title}”. You can vote again.`,
  ])
})

test('someone who is forgotten is named in none of the lines that still stand', async () => {
  await using chat = await openPoll('blind', { linkTo })
  await chat.ben.press(chat.poll, 'Cog · Worst')
  await afterAct(chat, 'reveal', 1)
  await afterAct(chat, 'close', 2)
  await afterAct(chat, 'reopen', 3)
  await chat.mona.type('close')
  await until(() => inChannel(chat).length === 4)
  expect(inChannel(chat).filter((one) => read(one).startsWith('Ada '))).toHaveLength(3)
  const own = await chat.ada.ask({ command: 'my-data', args: {} })
  expect(JSON.stringify(own)).toContain('reopen')
  await chat.ada.ask({ command: 'forget-me', args: { sure: 'yes' } })
  await settle(chat.table)
  for (const one of [...inChannel(chat), ...inThread(chat)])
    expect(JSON.stringify(latest(one))).not.toContain('Ada')
  expect(inChannel(chat).map(read)).toEqual([
    `Someone who left revealed the votes on “${title}”. You can still vote: Go to the poll.`,
    `Someone who left closed round 1 on “${title}”: 1 vote. Result in the thread.`,
    `Someone who left reopened round 1 on “${title}”. You can vote again: Go to the poll.`,
    `Mona closed round 1 on “${title}”: 1 vote. Result in the thread.`,
  ])
})

test('the lines follow the title, and say no more of a poll that was deleted', async () => {
  await using chat = await openPoll('', { linkTo })
  await chat.ben.press(chat.poll, 'Cog · Worst')
  await afterAct(chat, 'close', 1)
  await afterAct(chat, 'reopen', 2)
  await chat.ada.ask({ command: 'amend', args: { poll: idOf(chat), title: 'Better words', closes: 'never' } })
  await settle(chat.table)
  for (const one of inChannel(chat)) expect(read(one)).toContain('Better words')
  await chat.ada.type('delete sure')
  await settle(chat.table)
  for (const one of [...inChannel(chat), ...inThread(chat)])
    expect(read(one)).toBe('This poll and its votes were deleted.')
})

test('what was stored and not posted before a crash is posted once at the next start', async () => {
  const chat = await openPoll('', { linkTo })
  await chat.ben.press(chat.poll, 'Cog · Worst')
  await afterAct(chat, 'close', 1)
  chat.table.refusePosts(new Error('The process is about to end'), 'reopened')
  await chat.ada.type('reopen')
  await chat.table.quiet()
  expect(inChannel(chat)).toHaveLength(1)
  await chat.table.leave()
  const at = '2026-11-23T13:00:00Z'
  await using later = await startTestBot({ database: chat.table.file, before: chat.table.said, at, linkTo })
  await until(() => inChannel({ table: later }).length === 2)
  await settle(later)
  expect(inChannel({ table: later }).map(read)).toEqual([
    `Ada closed round 1 on “${title}”: 1 vote. Result in the thread.`,
    `Ada reopened round 1 on “${title}”. You can vote again: Go to the poll.`,
  ])
  await later.as('Ada').ask({ command: 'forget-me', args: { sure: 'yes' } })
  await settle(later)
  expect(JSON.stringify(inChannel({ table: later }).map(latest))).not.toContain('Ada')
})

test('who acted reads where the line is', async () => {
  await using chat = await openPoll('blind', { linkTo })
  await chat.ben.press(chat.poll, 'Cog · Worst')
  const told = async (words: string) => wordsOf(await chat.ada.type(words))
  expect(await told('reveal')).toContain('The announcement is in this channel.')
  expect(await told('close')).toContain('The result is in its thread, the announcement in this channel.')
  expect(await told('reopen')).toContain('The announcement is in this channel.')
  const elsewhere = chat.table.as('Ada', 'member', { channel: 'side' })
  expect(
    wordsOf(await elsewhere.ask({ command: 'close', args: { paper: idOf(chat), sure: 'yes' } })),
  ).toContain('the announcement in #main')
})

test.each([
  [
    'reopen',
    new Error('No network'),
    "is open again. It stays open until someone closes it. I'm posting the announcement.",
  ],
  [
    'reopen',
    new UserError("I'm not in #main.", 'Invite me.'),
    "I couldn't post the announcement yet. I'm not in #main. Invite me. I keep trying.",
  ],
  [
    'reveal',
    new UserError("I'm not in #main.", 'Invite me.'),
    "I couldn't post the announcement yet. I'm not in #main. Invite me. I keep trying.",
  ],
])('after a %s, “%s” is said instead of where the line is', async (act, fault, words) => {
  await using chat = await openPoll('blind', { linkTo })
  await chat.ben.press(chat.poll, 'Cog · Worst')
  if (act === 'reopen') await afterAct(chat, 'close', 1)
  chat.table.refusePosts(fault)
  const receipt = await chat.ada.type(act)
  expect(wordsOf(receipt)).toContain(words)
  const button = buttonsIn(receipt).find(({ label }) => label === 'Try again')
  expect(button !== undefined).toBe(fault instanceof UserError)
  if (button === undefined) return
  chat.table.refusePosts(undefined)
  expect(wordsOf(await chat.ada.ask(button.call))).toContain('The announcement is in this channel.')
  expect(wordsOf(await chat.ada.ask(button.call))).toContain('Nothing is left to be done')
})
