import { expect, test } from 'vitest'
import { latest, wordsOf } from '../test-bot.ts'
import { buttonsOf, textOf } from '../view-text.ts'
import { openPoll } from './open-poll.ts'

type Chat = Awaited<ReturnType<typeof openPoll>>
type Person = Chat['ben']

const idOf = (chat: Chat) => buttonsOf(latest(chat.poll))[0]?.call.args.poll ?? ''

async function share(chat: Chat, person: Person) {
  await person.ask({ command: 'share', args: { poll: idOf(chat) } })
  return chat.table.last()
}

/** Lets every message follow that is behind. */
async function settle({ table }: Chat): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) {
    await table.quiet()
    table.clock.advance(2000)
  }
}

test('each shared result says who shared it, also once it has changed', async () => {
  await using chat = await openPoll()
  const [byBen, byCleo, again] = [
    await share(chat, chat.ben),
    await share(chat, chat.cleo),
    await share(chat, chat.ben),
  ]
  const says = () => [byBen, byCleo, again].map((one) => /shared by \w+/.exec(textOf(latest(one)))?.[0])
  const expected = ['shared by Ben', 'shared by Cleo', 'shared by Ben']
  expect(says()).toEqual(expected)
  await chat.ada.type('close')
  await settle(chat)
  expect(latest(byBen).state).toBe('closed')
  expect(says()).toEqual(expected)
  await chat.ada.type('revote')
  await settle(chat)
  expect(textOf(latest(await share(chat, chat.ben)))).toContain('shared by Ben')
  await settle(chat)
  expect(says()).toEqual(expected)
})

test('the name of who shared it goes with them, is in their data until then, and nobody else’s takes its place', async () => {
  await using chat = await openPoll()
  const [byBen, byCleo] = [await share(chat, chat.ben), await share(chat, chat.cleo)]
  await settle(chat)
  const data = wordsOf(await chat.ben.type('my-data'))
  expect(JSON.parse(data.slice(data.indexOf('{'), data.lastIndexOf('}') + 1))).toMatchObject({
    polls: [{ acts: [{ act: 'shared', at: expect.any(String) }] }],
  })
  await chat.ben.type('forget-me sure')
  await settle(chat)
  expect(textOf(latest(byBen))).toContain('shared by someone who left')
  expect(JSON.stringify(latest(byBen))).not.toMatch(/ben/i)
  expect(textOf(latest(byCleo))).toContain('shared by Cleo')
  expect(wordsOf(await chat.ben.type('my-data'))).not.toContain('"shared"')
})

test('it goes with time like every name', async () => {
  await using chat = await openPoll()
  const shared = await share(chat, chat.ben)
  await chat.ada.type('close')
  const form = await chat.mona.press(await chat.mona.type('settings'), 'Change…')
  await chat.mona.submit(form, { keep: '3-months' })
  for (let day = 0; day < 100; day += 1) {
    chat.table.clock.advance(86_400_000)
    await chat.table.quiet()
  }
  await settle(chat)
  expect(textOf(latest(shared))).toContain('shared by someone who left')
})
