import { expect, test } from 'vitest'
import { openPoll } from '../poll/open-poll.ts'
import { latest, wordsOf } from '../test-bot.ts'
import { buttonsOf } from '../view-text.ts'

const fixed = "Whether votes show names can't be changed once a poll is open."

test.each([
  ['close', 'paper', {}],
  ['revote', 'paper', {}],
  ['edit', 'paper', {}],
  ['reveal', 'paper', {}],
  ['vote', 'poll', { answer: '8' }],
  ['cast', 'poll', { approach: '1', case: '1' }],
  ['amend', 'poll', { title: 'Another title', closes: 'never' }],
])('%s is refused, and does nothing, when it names who can see the votes', async (command, about, args) => {
  await using chat = await openPoll('blind')
  const poll = buttonsOf(latest(chat.poll))[0]?.call.args.poll ?? ''
  const call = { command, args: { [about]: poll, visibility: 'anonymous', ...args } }
  expect(wordsOf(await chat.ada.ask(call))).toContain(fixed)
  const results = wordsOf(await chat.ada.ask({ command: 'results', args: { paper: poll } }))
  expect(results).toMatch(/No votes yet|Nobody has voted/)
  expect(results).not.toContain('Another title')
})

test('a call with an argument that its command does not have is refused, and says which', async () => {
  await using chat = await openPoll()
  const poll = buttonsOf(latest(chat.poll))[0]?.call.args.poll ?? ''
  const call = { command: 'vote', args: { poll, answer: '8', colour: 'red', size: '' } }
  expect(wordsOf(await chat.ben.ask(call))).toContain("I didn't understand “colour” and “size”.")
  expect(wordsOf(await chat.ada.type('results'))).toContain('No votes yet.')
  // One that is answered for everyone otherwise is refused to the caller alone.
  const said = chat.table.said.length
  expect(await chat.ben.ask({ command: 'poll', args: { paper: 'A paper', colour: 'red' } })).toMatchObject({
    kind: 'refusal',
  })
  expect(chat.table.said).toHaveLength(said)
})
