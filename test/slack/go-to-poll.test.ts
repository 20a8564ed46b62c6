import { expect, test } from 'vitest'
import { connectedInProcess } from './open-slack.ts'
import { storyOf } from './storyteller.ts'

test('a reminder leads to the message of its poll, and so does the refusal of a second one', async () => {
  await using table = await connectedInProcess('socket')
  const { slack } = table
  const { people, home } = slack
  const { ada, cleo, general } = home
  const teller = storyOf({ slack, workspace: home })
  const poll = await teller.opens(ada, `poll "Expected here" expect:${people.at(cleo)}`)
  const address = `/archives/${general.id}/p${poll.ts.replace('.', '')}`

  await people.answered(people.slash(ada, 'remind Expected here'))
  const reminder = await teller.appears('[Full ballot…]', { channel: home.directOf(cleo) })
  expect(slack.textOf(reminder)).toContain('[Go to the poll]')
  expect(JSON.stringify(reminder.blocks)).toContain(address)

  await teller.told(people.slash(cleo, 'poll "Expected here"'))
  expect(JSON.stringify(teller.note(cleo).blocks)).toContain(address)
})
