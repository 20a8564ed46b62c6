import { expect, test } from 'vitest'
import { connectedInProcess } from './open-slack.ts'
import { storyOf } from './storyteller.ts'

const told = 'You have pressed or typed more than 60 times in a minute.'

test('who presses too fast on Slack reads so once; a form that is sent keeps what was typed, and votes stay', async () => {
  await using table = await connectedInProcess('socket', { LIMITS: 'on' })
  const { slack } = table
  const { people, home } = slack
  const { ada, ben } = home
  const story = storyOf({ slack, workspace: home })
  const board = await story.opens(ada, 'poll A paper for one who presses')
  const form = await story.form(people.press(ben, 'Full ballot…', board))
  const refusals = () =>
    [...home.messages.values()].filter((sent) => slack.textOf(sent).includes(told)).length

  const presses = Array.from({ length: 59 }, () => people.press(ben, 'Cog · Worst', board))
  await Promise.all(presses.map(people.answered))
  expect(refusals()).toBe(0)
  expect(await story.told(people.press(ben, 'Eng · Avg', board))).toContain(told)
  expect(refusals()).toBe(1)
  const silent = [
    people.press(ben, 'Eng · Avg', board),
    people.press(ben, 'Full ballot…', board),
    people.slash(ben, 'poll Another one'),
  ]
  await slack.until(() => silent.every(({ ackedAt }) => ackedAt !== undefined))
  const sending = people.submit(ben, form, { why: 'I have thought about it.' })
  await slack.until(() => sending.ackedAt !== undefined)
  expect(Object.values(sending.errors ?? {}).join(' ')).toContain(told)
  expect(await story.told(people.slash(ada, 'results'))).toContain('Cognitivist')
  expect(refusals()).toBe(1)
  await story.says(board, '1 vote')
  story.isClean()
})
