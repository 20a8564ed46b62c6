import { expect, test } from 'vitest'
import { encodeCall } from '../../src/chat/call.ts'
import { pollOn, seatedInProcess } from './table.ts'

const words = 'An insult, and\nanother line'

test('a manager on Slack removes a reason: from the panel to the menu, the question, and the message', async () => {
  await using table = await seatedInProcess()
  const { slack, told, note, says } = table
  const { home, people } = slack
  const board = await table.poll('A paper to talk about')
  const args = { poll: pollOn(board), approach: '2', case: '2', why: words }
  const value = encodeCall({ command: 'cast', args })
  await told(people.pressRaw(home.ben, { type: 'button', action_id: 'call.0', block_id: 'b', value }, board))
  await told(people.slash(home.ada, 'close'))
  const outcome = await table.appears('An insult', home.general, board.ts)
  await told(people.press(home.ada, 'More…', board))
  expect(await told(people.press(home.ada, 'Remove a reason…', note(home.ada)))).toContain('The vote stays.')
  const entry = 'Ben: An insult, and another line'
  expect(await told(people.press(home.ada, entry, note(home.ada)))).toContain('Remove these words')
  expect(await told(people.press(home.ada, 'Remove these words', note(home.ada)))).toContain(
    'Removed the reason',
  )
  await slack.until(() => !slack.textOf(outcome).includes('An insult'))
  await says(outcome, '1 vote')
  expect(await told(people.slash(home.ben, 'results'))).not.toContain('An insult')
})
