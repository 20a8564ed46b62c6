import { expect, test } from 'vitest'
import type { Sent } from '../platforms/discord/world.ts'
import { connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

const paper = 'https://arxiv.org/abs/2312.06942'

test('a refused form of a two-word command comes back filled in, and is accepted once fixed', async () => {
  await using table = await connectedInProcess()
  const { people, ada } = table.discord
  const story = storyOf(table)
  await people.answered(people.slash(ada, 'poll', { paper: 'A poll to press on' }))
  const [poll] = story.posted()

  const opened = people.control(ada, 'fill?call=reading-add', found(poll))
  await people.answered(opened)
  expect(opened.form?.components.map(({ component }) => component?.custom_id)).toContain('why')

  const refusal = await story.told(people.submit(ada, opened, { paper, why: 'x' }))
  expect(refusal).toContain('A reason has 3 to 300 characters.')

  const again = people.press(ada, 'Fix and resend…', story.note(ada))
  await people.answered(again)
  const values = again.form?.components.map(({ component }) => [component?.custom_id, component?.value])
  expect(Object.fromEntries(values ?? [])).toMatchObject({ paper, why: 'x' })

  const accepted = await story.told(people.submit(ada, again, { why: 'It assumes that the model schemes.' }))
  expect(accepted).toContain('to the list and counted your vote.')
  story.isClean()
})

function found(message: Sent | undefined): Sent {
  if (message === undefined) throw new Error('Nothing was posted')
  return message
}
