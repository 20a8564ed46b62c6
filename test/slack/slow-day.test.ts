import { expect, test } from 'vitest'
import { createFakeClock } from '../fake-clock.ts'
import { until } from '../until.ts'
import { seatedInProcess } from './table.ts'

test('a member of a Slack that takes nine seconds to say so is still a member, with a name', async () => {
  const clock = createFakeClock(new Date().toISOString())
  await using table = await seatedInProcess('socket', {}, clock)
  const { slack, appears } = table
  const { people, home } = slack
  let isAsked = false
  let isOver = false
  slack.makeTrouble((method) => {
    if (method !== 'conversations.info' && method !== 'users.info') return undefined
    if (method === 'conversations.info') isAsked = true
    return { until: () => isOver }
  })
  const asked = people.slash(home.ada, 'poll A paper on a slow day')
  await until(() => isAsked)
  clock.advance(9000)
  isOver = true
  await people.answered(people.slash(home.ben, 'help'))
  await people.answered(asked)
  expect(slack.textOf(await appears('A paper on a slow day'))).toContain('Round 1 · opened by Ada')
})
