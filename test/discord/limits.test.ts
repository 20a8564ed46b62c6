import { expect, test } from 'vitest'
import { connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

const told = 'You have pressed or typed more than 60 times in a minute.'

test('who presses too fast on Discord reads so once; each press is acknowledged, and votes stay', async () => {
  await using table = await connectedInProcess({ LIMITS: 'on' })
  const { discord } = table
  const { ada, ben, people, rest, world } = discord
  const story = storyOf(table)
  await people.answered(people.slash(ada, 'poll', { paper: 'A paper for one who presses' }))
  const [board] = story.posted()
  if (board === undefined) throw new Error('Nothing was posted')
  const refusals = () =>
    [...world.messages.values()].filter((sent) => discord.textOf(sent).includes(told)).length

  const presses = Array.from({ length: 60 }, () => people.press(ben, 'Cog · Worst', board))
  await Promise.all(presses.map(people.answered))
  expect(refusals()).toBe(0)
  people.press(ben, 'Eng · Avg', board)
  await rest.until(() => refusals() === 1)
  const others = [
    people.press(ben, 'Eng · Avg', board),
    people.press(ben, 'Full ballot…', board),
    people.slash(ben, 'poll', { paper: 'Another one' }),
    people.slash(ben, 'help'),
  ]
  // A press on the board that isn't answered shows nothing: it was acknowledged by a change of nothing.
  const isDone = ({ token, isAnswered, type }: (typeof others)[number]) =>
    isAnswered ||
    type === 6 ||
    rest.requests.some(({ method, path }) => method === 'DELETE' && path.includes(token))
  await rest.until(() => others.every(isDone))
  expect(refusals()).toBe(1)
  expect(story.posted()).toHaveLength(1)
  await story.says(board, '1 vote')
  expect(await story.told(people.slash(ada, 'results'))).toContain('Cognitivist')
  story.isClean()
})
