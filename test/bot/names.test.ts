import { expect, test } from 'vitest'
import type { Call } from '../../src/chat/call.ts'
import { startTestBot, wordsOf } from '../test-bot.ts'

test.each([
  ['a direction mark', 'A\u202eda', 'Ada'],
  ['an isolate that is never ended', 'Ada\u2066', 'Ada'],
  ['control characters', 'Ada\u0007\nof\u009f the Grid', 'Ada of the Grid'],
  ['half a character', 'Ada\ud83d', 'Ada\ufffd'],
  ['nothing to be seen', '\u202e\u0007', 'ada'],
  ['other scripts', 'عدا Åda 愛', 'عدا Åda 愛'],
])('a name with %s is stored and shown without it', async (_, name, shown) => {
  await using table = await startTestBot()
  const { caller } = table.as('Ada')
  const person = { ...caller.person, name }
  const ask = async (call: Call) => wordsOf(await table.app.bot.handle(call, { ...caller, person }))
  const readExport = async () => JSON.parse(await ask({ command: 'export', args: {} }))
  await ask({ command: 'poll', args: { paper: 'arXiv:2204.05862' } })
  await ask({ command: 'vote', args: { poll: (await readExport()).poll.id, answer: '0' } })
  expect((await readExport()).rounds[0].ballots[0].voter.name).toBe(shown)
})
