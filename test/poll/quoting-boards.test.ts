import { expect, test } from 'vitest'
import { boardNames, shownMessages } from '../../src/board/board-records.ts'
import { latest, type Said, wordsOf } from '../test-bot.ts'
import { buttonsOf } from '../view-text.ts'
import { openPoll } from './open-poll.ts'

type Chat = Awaited<ReturnType<typeof openPoll>>

const idOf = (chat: Chat) => buttonsOf(latest(chat.poll))[0]?.call.args.poll ?? ''
const read = (one: Said) => wordsOf({ kind: 'shown', view: latest(one) })

/** Lets every message follow that is behind. */
async function settle({ table }: Chat): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) {
    await table.quiet()
    table.clock.advance(2000)
  }
}

test('shared results stay those of their round when the next one begins, and follow it to its close', async () => {
  await using chat = await openPoll()
  await chat.ben.press(chat.poll, 'Cog · Worst')
  await chat.ben.ask({ command: 'share', args: { poll: idOf(chat) } })
  const shared = chat.table.last()
  await chat.ada.type('close')
  await settle(chat)
  expect(latest(shared).state).toBe('closed')
  await chat.ada.type('revote blind')
  await chat.cleo.ask({ command: 'vote', args: { poll: idOf(chat), answer: '0' } })
  await settle(chat)
  expect(latest(shared).state).toBe('closed')
  expect(read(shared)).toContain('1 vote, at Cognitivist × Worst-case')
})

test('an outcome doesn’t say that a round is closed that was opened again', async () => {
  await using chat = await openPoll()
  await chat.ben.press(chat.poll, 'Cog · Worst')
  await chat.ada.type('close')
  await settle(chat)
  const outcome = chat.table.said.find(({ key }) => key.startsWith('outcome/')) ?? chat.poll
  expect(read(outcome)).toContain('is closed.')
  await chat.ada.type('reopen')
  await settle(chat)
  const shown = JSON.stringify(latest(outcome))
  expect(shown).not.toContain('is closed')
  expect(read(outcome)).toContain('Round 1 is open again. The result follows when it closes.')
  await chat.ada.type('close')
  await settle(chat)
  expect(read(outcome)).toContain('is closed.')
})

test.each([
  { before: 'a round', older: (id: string) => `results:${id}` },
  { before: 'who shared them', older: (id: string) => `results:${id}/1` },
])('results that were shared before their boards named $before are kept true, too', async ({ older }) => {
  await using chat = await openPoll()
  const id = idOf(chat)
  await chat.ben.ask({ command: 'cast', args: { poll: id, approach: '2', case: '2', why: 'Planted words' } })
  await chat.ben.ask({ command: 'share', args: { poll: id } })
  const shared = chat.table.last()
  await settle(chat)
  const { store } = chat.table
  const named = store.collection(shownMessages, `results:${id}/1/1`)
  for await (const [key, shown] of named.entries(() => {})) {
    await store.collection(shownMessages, older(id)).set(key, shown)
    await named.delete(key)
  }
  await store.collection(boardNames).set(older(id), older(id))
  expect(JSON.stringify(latest(shared))).toContain('Planted words')
  await chat.ben.ask({ command: 'remark', args: { poll: id, why: 'Other words' } })
  await chat.ada.type('close')
  await settle(chat)
  expect(JSON.stringify(latest(shared))).toContain('closed')
  expect(JSON.stringify(latest(shared))).not.toContain('Planted words')
})
