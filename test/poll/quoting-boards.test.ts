import { expect, test } from 'vitest'
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
  await chat.table.until(shared, 'Round 1 · closed')
  await chat.ada.type('revote blind')
  await chat.cleo.ask({ command: 'vote', args: { poll: idOf(chat), answer: '0' } })
  await settle(chat)
  expect(read(shared)).toContain('Round 1 · closed')
  expect(read(shared)).toContain('1 vote: Cognitivist × Worst-case')
})

test('an outcome doesn’t say that a round is closed that was opened again', async () => {
  await using chat = await openPoll()
  await chat.ben.press(chat.poll, 'Cog · Worst')
  await chat.ada.type('close')
  await settle(chat)
  const outcome = chat.table.last()
  expect(read(outcome)).toContain('[Re-vote]')
  await chat.ada.type('reopen')
  await settle(chat)
  const shown = JSON.stringify(latest(outcome))
  expect(shown).not.toContain('is closed')
  expect(read(outcome)).toContain('Round 1 is open again. Its outcome follows when it closes.')
  await chat.ada.type('close')
  await settle(chat)
  expect(read(outcome)).toContain('[Re-vote]')
})
