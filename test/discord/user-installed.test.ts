// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { expect, test } from 'vitest'
import { createFakeClock } from '../fake-clock.ts'
import { rowsOf } from '../store/rows.ts'
import { connectedByClock, connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

const away = '999000000000000001'

test.each([
  ['in a server that the bot is not in', {}],
  ['between people', { isGroup: true }],
] as const)(
  '/explain answers who has it on their account %s, alone and without storing the place',
  async (_, where) => {
    await using table = await connectedInProcess()
    const { people, ben, rest } = table.discord
    const story = storyOf(table)
    const asked = people.explain(ben, 'AI control', where)
    expect(await story.told(asked)).toContain('AI control')
    expect(asked.isEphemeral).toBe(true)
    expect(asked.followUps.length).toBeLessThanOrEqual(2)
    expect(rowsOf(table.database).filter((row) => row.includes(away))).toEqual([])
    expect(rest.requests.filter(({ status }) => status >= 400)).toEqual([])
    story.isClean()
  },
)

test('the buttons of an explanation work there, and what everyone was to see says if Discord showed it to one alone', async () => {
  await using table = await connectedByClock(createFakeClock(new Date().toISOString()))
  const { people, ben, world, rest, textOf } = table.discord
  const story = storyOf(table)
  const asked = people.explain(ben, 'AI control')
  await people.answered(asked)
  const note = story.note(ben)
  const [, label = ''] = /\[([^\]]+)\]/.exec(textOf(note)) ?? []
  expect(await story.told(people.pressElsewhere(ben, label, note))).not.toContain("I'm not a member")
  world.allowsAppsFromElsewhere = false
  const public_ = people.pressElsewhere(ben, 'Share', note)
  await people.answered(public_)
  await rest.until(() => textOf(story.note(ben)).includes('Only you can see this: this server'))
  expect(public_.type).toBe(4)
  expect(public_.followUps).toHaveLength(1)
  expect(rowsOf(table.database).filter((row) => row.includes(away))).toEqual([])
  story.isClean()
})

test('everything else needs the bot to be there: commands, and the controls of a poll that was copied there', async () => {
  await using table = await connectedInProcess()
  const { people, ada, ben } = table.discord
  const story = storyOf(table)
  await people.answered(people.slash(ada, 'poll', { paper: 'A paper' }))
  const poll = await story.appears('A paper')
  const notThere = "I'm not a member of this server, so I can't run polls here."
  expect(await story.told(people.fromElsewhere(ben, 'results', {}))).toContain(notThere)
  expect(await story.told(people.pressElsewhere(ben, 'Cog · Worst', poll))).toContain(notThere)
  expect(await story.told(people.slash(ben, 'results'))).toContain('No votes yet.')
  story.isClean()
})

test('/explain offers topics while somebody types, also there', async () => {
  await using table = await connectedInProcess()
  const { people, ben, rest } = table.discord
  const data = {
    ...{ id: '2', name: 'explain', type: 1 },
    options: [{ type: 3, name: 'topic', value: '', focused: true }],
  }
  const asked = people.ask(ben, { type: 4, data, isAutocomplete: true, guild: away })
  await rest.until(() => asked.isAnswered)
  expect(asked.choices?.length).toBeGreaterThan(5)
})
