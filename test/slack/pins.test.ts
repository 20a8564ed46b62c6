import { expect, test } from 'vitest'
import { createFakeClock } from '../fake-clock.ts'
import { keyOf } from '../platforms/slack/world.ts'
import { until } from '../until.ts'
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

const postAgain = { type: 'button', action_id: 'call.0', block_id: 'b', value: 'reading-board' }

test('a channel without pins is not asked for another one within the hour, and its organiser hears of it once', async () => {
  const clock = createFakeClock(new Date().toISOString())
  await using table = await connectedInProcess('socket', {}, clock)
  const { slack } = table
  const { home, people, requests } = slack
  const teller = storyOf({ slack, workspace: home })
  const pins = () => requests.filter(({ method }) => method === 'pins.add').length
  const notices = () =>
    home
      .shownIn(home.directOf(home.ada))
      .filter((one) => slack.textOf(one).includes("I'm missing the permission pins:write."))
  const boards = () => teller.posted().filter((one) => slack.textOf(one).includes('No papers yet.')).length
  async function postAnother(): Promise<void> {
    const before = boards()
    const [board] = teller.posted()
    if (board === undefined) throw new Error('There is no board')
    const asked = people.pressRaw(home.ada, postAgain, board)
    await until(() => {
      clock.advance(1000)
      return boards() > before && asked.isAnswered
    })
  }
  await teller.told(people.slash(home.ada, 'reading schedule wed 17:00 UTC'))
  await people.answered(people.press(home.ada, 'Confirm', teller.note(home.ada)))
  await slack.until(() => pins() === 1)
  await postAnother()
  await postAnother()
  expect(pins()).toBe(1)
  clock.advance(3_600_000)
  await postAnother()
  await slack.until(() => pins() > 1)
  expect(pins()).toBe(2)
  await slack.until(() => notices().length > 0)
  await table.cruxgrid.end('SIGTERM')
  expect(notices().map(slack.textOf).join()).toContain('Everything else works without it.')
  expect(notices()).toHaveLength(1)
  expect(slack.violations).toEqual([])
})
