import { expect, test } from 'vitest'
import type { Asked } from '../platforms/discord/rest.ts'
import { connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

const paper = 'https://arxiv.org/abs/2312.06942'
const unreadable =
  "I can't read “whenever” as a time. Write it like 24h, tomorrow 5pm, fri 17:00 or 1 Dec 17:00."

/** The text on top of a form, and its fields in their order: name → description and value. */
function read({ form }: Asked) {
  const [top, ...rest] = form?.components ?? []
  const fields = rest.map(({ description, component }) => ({
    name: component?.custom_id,
    description,
    value: component?.value,
  }))
  return { top: top?.content, fields }
}

test('a closing time that can’t be read is answered with the form at once, filled in, and posts nothing', async () => {
  await using table = await connectedInProcess()
  const { people, ada } = table.discord
  const story = storyOf(table)
  const asked = people.slash(ada, 'poll', { paper, blind: true, closes: 'whenever', note: 'Read it first' })
  await people.answered(asked)
  expect(asked.type).toBe(9)
  expect(read(asked).top).toBe(
    `I understood: ${paper}, blind, note Read it first. ${unreadable} Check the form, then press Submit.`,
  )
  expect(read(asked).fields.map(({ name }) => name)).toEqual(['closes', 'paper', 'blind', 'note'])
  expect(read(asked).fields[0]).toEqual({
    name: 'closes',
    description: `⚠ ${unreadable}`,
    value: 'whenever',
  })
  expect(story.posted()).toEqual([])
  await people.answered(people.submit(ada, asked, { closes: '3d' }))
  expect(story.posted()).toHaveLength(1)
  story.isClean()
})

test('people who aren’t mentioned are answered with the form, those who are stay chosen', async () => {
  await using table = await connectedInProcess()
  const { people, ada, ben } = table.discord
  await people.answered(people.slash(ada, 'reading add', { paper }))
  const asked = people.slash(ada, 'reading facilitators', { order: `<@${ben.id}> Zoe` })
  await people.answered(asked)
  expect(asked.type).toBe(9)
  expect(read(asked).top).toContain("I don't know who “Zoe” is. Mention people: ")
  expect(asked.form?.components[1]?.component).toMatchObject({
    custom_id: 'order',
    default_values: [{ id: ben.id }],
  })
  storyOf(table).isClean()
})

test('what turns out later is said, with a button that opens the form with what was typed and the field marked', async () => {
  await using table = await connectedInProcess()
  const { people, ada } = table.discord
  const story = storyOf(table)
  const said = await story.told(people.slash(ada, 'poll', { paper, closes: 'yesterday' }))
  expect(said).toContain('“yesterday” is in the past.')
  const opened = people.press(ada, 'Fix and resend…', story.note(ada))
  await people.answered(opened)
  expect(read(opened).fields[0]).toMatchObject({ name: 'closes', value: 'yesterday' })
  expect(read(opened).fields[1]).toMatchObject({ name: 'paper', value: paper })
  expect(read(opened).fields[0]?.description).toContain('⚠ “yesterday” is in the past.')
  story.isClean()
})

test('a mention with such a time is answered with what is wrong, above a button that opens the form', async () => {
  await using table = await connectedInProcess()
  const { people, ada } = table.discord
  const story = storyOf(table)
  people.mention(ada, `poll ${paper} blind closes:whenever`)
  const reply = await story.appears(unreadable)
  const opened = people.press(ada, 'Open the form', reply)
  await people.answered(opened)
  expect(read(opened).fields[0]).toMatchObject({ name: 'closes', value: 'whenever' })
  story.isClean()
})

test('a role, whose people the bot can’t see, is said so at its field', async () => {
  await using table = await connectedInProcess()
  const { people, world, ada, ben } = table.discord
  const readers = world.openRole('Readers')
  await people.answered(people.slash(ada, 'reading add', { paper }))
  const asked = people.slash(ada, 'reading facilitators', { order: `<@${ben.id}> <@&${readers.id}>` })
  await people.answered(asked)
  expect(asked.type).toBe(9)
  const label = asked.form?.components[1]
  expect(label?.description).toContain("⚠ I can't see who has that role. Mention people instead: ")
  expect(label?.component).toMatchObject({ custom_id: 'order', default_values: [{ id: ben.id }] })
  storyOf(table).isClean()
})

test('a second paper has a field in the form, and its own poll after the first', async () => {
  await using table = await connectedInProcess()
  const { people, ada } = table.discord
  const story = storyOf(table)
  people.mention(ada, `poll ${paper} and arXiv:2204.05862 blind`)
  const answered = await story.appears("I didn't understand")
  const asked = people.press(ada, 'Open the form', answered)
  await people.answered(asked)
  expect(read(asked).fields[1]).toMatchObject({ name: 'second' })
  const before = story.posted().length
  await people.answered(people.submit(ada, asked, { second: 'yes' }))
  const { rest } = table.discord
  await rest.until(() => rest.lastHeard.has(ada.id))
  await people.answered(people.press(ada, 'Open a second poll', story.note(ada)))
  expect(story.posted()).toHaveLength(before + 2)
  story.isClean()
})
