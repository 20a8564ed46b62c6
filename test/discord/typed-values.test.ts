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

test('a form has five parts with the text on top: typed ones first, the rest in a second step that keeps the first', async () => {
  await using table = await connectedInProcess()
  const { people, ada, ben } = table.discord
  const story = storyOf(table)
  const typed = { closes: 'whenever', note: 'Read it first', goal: true, blind: true }
  const first = people.slash(ada, 'poll', { ...typed, paper, expect: `<@${ben.id}>` })
  await people.answered(first)
  expect(first.form?.components).toHaveLength(5)
  expect(read(first).fields.map(({ name }) => name)).toEqual(['closes', 'paper', 'blind', 'goal'])
  const between = await story.told(people.submit(ada, first, { closes: '3d', blind: 'no' }))
  expect(between).toContain('[Start poll]')
  expect(story.posted()).toEqual([])
  const second = people.press(ada, 'More questions…', story.note(ada))
  await people.answered(second)
  const fields = second.form?.components.map(({ component }) => component?.custom_id)
  expect(fields).toEqual(['expect', 'note', 'live', 'visibility', 'tractable'])
  await people.answered(people.submit(ada, second, { note: 'Read all of it' }))
  const [poll, ...others] = story.posted()
  expect(others).toEqual([])
  const said = poll === undefined ? '' : table.discord.textOf(poll)
  expect(said).toContain('Read all of it')
  expect(said).toContain('0 of 1 have voted')
  expect(said).toContain('· closes ')
  story.isClean()
})

test('what is refused again is marked as it is now, and what was mended no more', async () => {
  await using table = await connectedInProcess()
  const { people, ada } = table.discord
  const story = storyOf(table)
  people.mention(ada, `poll ${paper} closes:whenever expect:Zoe`)
  const asked = people.press(ada, 'Open the form', await story.appears(unreadable))
  await people.answered(asked)
  expect(read(asked).fields.map(({ name }) => name)).toEqual(['closes', 'expect', 'paper', 'blind'])
  await story.told(people.submit(ada, asked, { closes: 'some day', expect: ada.id }))
  const again = people.press(ada, 'Fix and resend…', story.note(ada))
  await people.answered(again)
  const { top, fields } = read(again)
  expect(top).toContain("I can't read “some day” as a time.")
  expect(top).not.toContain('whenever')
  expect(fields[0]).toMatchObject({ name: 'closes', value: 'some day' })
  expect(fields[0]?.description).toContain("⚠ I can't read “some day” as a time.")
  expect(fields.slice(1).filter(({ description }) => description?.includes('⚠'))).toEqual([])
  expect(fields[2]).toMatchObject({ name: 'paper', value: paper })
  await people.answered(people.submit(ada, again, { closes: '3d' }))
  await story.appears('0 of 1 have voted')
  story.isClean()
})

test('what is refused in a later step is offered there, with all that was typed', async () => {
  await using table = await connectedInProcess()
  const { people, ada } = table.discord
  const story = storyOf(table)
  const typed = { except: '23 Dec', extra: '4 Jan 18:30', length: '90m', steps: 'nonsense' }
  const first = people.slash(ada, 'reading schedule', { rule: 'whenever', ...typed })
  await people.answered(first)
  expect(read(first).fields.map(({ name }) => name)).toEqual(['rule', 'except', 'extra', 'length'])
  expect(await story.told(people.submit(ada, first, { rule: 'wed 17:00 UTC' }))).toContain('nonsense')
  const later = people.press(ada, 'Fix and resend…', story.note(ada))
  await people.answered(later)
  const [steps] = later.form?.components ?? []
  expect(steps?.component).toMatchObject({ custom_id: 'steps', value: 'nonsense' })
  expect(steps?.description).toContain('⚠')
  await story.told(people.submit(ada, later, { steps: 'remind2=off' }))
  await people.answered(people.press(ada, 'Confirm', story.note(ada)))
  expect(await story.told(people.slash(ada, 'reading schedule'))).toContain('for 90 minutes')
  story.isClean()
})

test('a poll can be started before its second step, with what was typed for it', async () => {
  await using table = await connectedInProcess()
  const { people, ada, ben } = table.discord
  const story = storyOf(table)
  const typed = { closes: 'whenever', note: 'Read it first', goal: true, blind: true }
  const first = people.slash(ada, 'poll', { ...typed, paper, expect: `<@${ben.id}>` })
  await people.answered(first)
  await story.told(people.submit(ada, first, { closes: '3d' }))
  await people.answered(people.press(ada, 'Start poll', story.note(ada)))
  const [poll] = story.posted()
  const said = poll === undefined ? '' : table.discord.textOf(poll)
  expect(said).toContain('Read it first')
  expect(said).toContain('0 of 1 have voted')
  story.isClean()
})

test('what was typed for a schedule or for settings comes first, and a second step keeps it', async () => {
  await using table = await connectedInProcess()
  const { people, ada } = table.discord
  const story = storyOf(table)
  const schedule = people.slash(ada, 'reading schedule', {
    rule: 'whenever',
    name: 'Friday readers',
    length: '90m',
  })
  await people.answered(schedule)
  expect(schedule.form?.components).toHaveLength(5)
  expect(read(schedule).fields.map(({ name }) => name)).toEqual(['rule', 'length', 'name', 'except'])
  await story.told(people.submit(ada, schedule, { rule: 'wed 17:00 UTC' }))
  const more = people.press(ada, 'More questions…', story.note(ada))
  await people.answered(more)
  expect(more.form?.components).toHaveLength(5)
  await story.told(people.submit(ada, more, { votes: 'hidden' }))
  await people.answered(people.press(ada, 'Confirm', story.note(ada)))
  const shown = await story.told(people.slash(ada, 'reading schedule'))
  expect(shown).toContain('Friday readers')
  expect(shown).toContain('for 90 minutes')
  expect(shown).toContain('hidden until you vote')

  const settings = people.slash(ada, 'settings channel', { keep: '12-months', closers: 'everyone' })
  await people.answered(settings)
  const asked = settings.form?.components.map(({ component }) => component?.custom_id)
  expect(asked).toEqual(['closers', 'keep', 'visibility', 'blind', 'closes'])
  await story.told(people.submit(ada, settings, {}))
  const rest = people.press(ada, 'More questions…', story.note(ada))
  await people.answered(rest)
  const said = await story.told(people.submit(ada, rest, {}))
  expect(said).toContain('Everyone')
  expect(said).toContain('for 12 months')
  story.isClean()
})
