import { expect, test } from 'vitest'
import { connectedInProcess } from './open-slack.ts'
import { storyOf } from './storyteller.ts'

test.each(['close', 'reveal'])(
  '%s with a name that no poll has offers those that may be meant',
  async (act) => {
    await using table = await connectedInProcess()
    const { people, home } = table.slack
    const { ada } = home
    const story = storyOf({ slack: table.slack, workspace: home })
    await people.answered(people.slash(ada, 'poll “Paper One” blind'))
    await people.answered(people.slash(ada, 'poll “Paper Two” blind'))
    const said = await story.told(people.slash(ada, `${act} everything`))
    expect(said).toContain('No poll here is called “everything”.')
    expect(said).toContain('Paper One · ')
    const done = await story.told(people.press(ada, 'Paper Two · Ada', story.note(ada)))
    expect(done).toContain('Paper Two')
    story.isClean()
  },
)

test('a nomination in a second channel begins a list that is named after it', async () => {
  await using table = await connectedInProcess()
  const { people, home } = table.slack
  const { ada } = home
  const story = storyOf({ slack: table.slack, workspace: home })
  const theory = home.openChannel('theory', { kind: 'public', creator: ada })
  for (const channel of [home.general, theory])
    expect(await story.told(people.slash(ada, 'reading add “Paper One”', channel))).toContain(
      'Added “Paper One” to the list and counted your vote.',
    )
  expect(await story.told(people.slash(ada, 'reading list', theory))).toContain('Reading group in #theory')
  story.isClean()
})
