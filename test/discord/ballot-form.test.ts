import { expect, test } from 'vitest'
import { connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

test('who sees a vote with names stands under the last field of its form, which keeps its five fields', async () => {
  await using table = await connectedInProcess()
  const { people, ada, ben } = table.discord
  const story = storyOf(table)
  await people.answered(people.slash(ada, 'poll', { paper: 'A poll with names' }))
  const [poll] = story.posted()
  if (poll === undefined) throw new Error('Nothing was posted')

  const asked = people.press(ben, 'Full ballot…', poll)
  await people.answered(asked)
  const parts = asked.form?.components ?? []
  const names = parts.map(({ component }) => component?.custom_id)
  expect(names).toEqual(['approach', 'case', 'applications', 'confidence', 'why'])
  expect(parts[0]).toMatchObject({
    label: 'Approach',
    description: 'What is this paper after?',
    component: {
      options: [
        { label: 'Engineering', description: 'Makes something work; understanding why is secondary.' },
        {
          label: 'Behaviorist science',
          description: 'Studies what models do, from outside: training, inputs, outputs.',
        },
        {
          label: 'Cognitivist science',
          description: 'Studies what goes on inside: representations, goals, reasoning.',
        },
        { label: 'Unsure' },
      ],
    },
  })
  expect(parts.at(-1)).toMatchObject({
    description:
      'What in the paper made you choose this? Your vote is shown with your name to everyone here.',
  })
  story.isClean()
})

test('what an anonymous form says of the reason stands under it, in whichever step', async () => {
  await using table = await connectedInProcess()
  const { people, ada, ben } = table.discord
  const story = storyOf(table)
  await people.answered(people.slash(ada, 'poll', { paper: 'A poll without names', visibility: 'anonymous' }))
  const [poll] = story.posted()
  if (poll === undefined) throw new Error('Nothing was posted')

  const first = people.press(ben, 'Full ballot…', poll)
  await people.answered(first)
  await story.told(people.submit(ben, first, { approach: '0', case: '0' }))
  const second = people.press(ben, 'More questions…', story.note(ben))
  await people.answered(second)
  const why = second.form?.components.find(({ component }) => component?.custom_id === 'why')
  expect(why).toMatchObject({
    description:
      'What in the paper made you choose this? Shown without your name. How you write can give you away.',
  })
  story.isClean()
})
