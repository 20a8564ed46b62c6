import { expect, test } from 'vitest'
import { keyOf } from '../platforms/slack/world.ts'
import { connectedInProcess } from './open-slack.ts'
import { storyOf } from './storyteller.ts'

test.each([
  ['is pinned where the scope for it was given', ['pins:write'], 1],
  ['is there without a pin where it was not', [], 0],
])('the board of a reading group %s', async (_, given, pinned) => {
  await using table = await connectedInProcess('socket')
  const { slack } = table
  const { home, people, requests } = slack
  home.bot.scopes = [...home.bot.scopes, ...given]
  const teller = storyOf({ slack, workspace: home })
  await teller.told(people.slash(home.ada, 'reading schedule wed 17:00 UTC'))
  await people.answered(people.press(home.ada, 'Confirm', teller.note(home.ada)))
  const board = await teller.appears('No papers yet. Press Nominate to add one.')
  await slack.until(() => requests.some(({ method }) => method === 'pins.add'))
  expect([...home.pins]).toEqual(pinned === 0 ? [] : [keyOf(board.channel, board.ts)])
})
