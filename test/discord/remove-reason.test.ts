// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { expect, test } from 'vitest'
import { encodeCall } from '../../src/chat/call.ts'
import { connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

const words = 'An insult, and\n<@123> a mention'

test('a manager on Discord removes a reason: from the panel to the menu, the question, and the message', async () => {
  await using table = await connectedInProcess()
  const story = storyOf(table)
  const { people, ada, ben, textOf, rest } = table.discord
  const { told, note } = story
  await told(people.slash(ada, 'poll', { paper: 'A paper to talk about' }))
  const board = await story.appears('A paper to talk about')
  const poll = /poll=(p_\w+)/.exec(JSON.stringify(board.components))?.[1] ?? ''
  const args = { poll, approach: '2', case: '2', why: words }
  await told(people.control(ben, encodeCall({ command: 'cast', args }), board))
  expect(await told(people.slash(ada, 'results'))).toContain('An insult')
  await told(people.press(ada, 'More…', board))
  expect(await told(people.press(ada, 'Remove a reason…', note(ada)))).toContain('The vote stays.')
  const entry = 'Ben: An insult, and <@123> a mention'
  expect(await told(people.press(ada, entry, note(ada)))).toContain('Remove these words')
  expect(await told(people.press(ada, 'Remove these words', note(ada)))).toContain('Removed the reason')
  expect(await told(people.slash(ada, 'results'))).not.toContain('An insult')
  await rest.until(() => textOf(board).includes('1 vote'))
  story.isClean()
})
