import { expect, test } from 'vitest'
import type { OpenView } from '../platforms/slack/world.ts'
import { connectedInProcess } from './open-slack.ts'
import { inputOf, storyOf } from './storyteller.ts'

const paper = 'https://arxiv.org/abs/2312.06942'
const unreadable =
  "I can't read “whenever” as a time. Write it like 24h, tomorrow 5pm, fri 17:00 or 1 Dec 17:00."

/** The texts under a form's fields, by their names, in their order. */
const hintsIn = ({ content }: OpenView): Readonly<Record<string, string>> =>
  Object.fromEntries(
    content.blocks.flatMap((block) =>
      block.type === 'input' ? [[block.block_id ?? '', block.hint?.text ?? ''] as const] : [],
    ),
  )

test('a closing time that can’t be read is answered with the form at once, filled in, and posts nothing', async () => {
  await using table = await connectedInProcess()
  const { people, home } = table.slack
  const { ada } = home
  const story = storyOf({ slack: table.slack, workspace: home })
  const form = await story.form(people.slash(ada, `poll ${paper} blind closes:whenever`))
  expect(table.slack.textOf(form)).toContain(
    `I understood: ${paper}, blind. ${unreadable} Check the form, then press Start poll.`,
  )
  expect(Object.entries(hintsIn(form))[0]).toEqual(['closes', `⚠ ${unreadable}`])
  expect(inputOf(form, 'closes')).toMatchObject({ initial_value: 'whenever' })
  expect(inputOf(form, 'blind')).toMatchObject({ initial_options: [{ value: 'yes' }] })
  expect(story.posted()).toEqual([])
  await people.answered(people.submit(ada, form, { closes: '3d' }))
  expect(story.posted()).toHaveLength(1)
  story.isClean()
})

test('fields come in this order: refused, typed, needed and empty, the rest', async () => {
  await using table = await connectedInProcess()
  const { people, home } = table.slack
  const story = storyOf({ slack: table.slack, workspace: home })
  const form = await story.form(people.slash(home.ada, 'poll closes:whenever note:“Read it first”'))
  const names = Object.keys(hintsIn(form))
  expect(names.slice(0, 5)).toEqual(['closes', 'closes.picked', 'note', 'paper', 'blind'])
  expect(names).toHaveLength(11)
  story.isClean()
})

test('what turns out later opens the form, too', async () => {
  await using table = await connectedInProcess()
  const { people, home } = table.slack
  const story = storyOf({ slack: table.slack, workspace: home })
  const form = await story.form(people.slash(home.ada, `poll ${paper} closes:yesterday`))
  expect(hintsIn(form).closes).toContain('⚠ “yesterday” is in the past.')
  expect(inputOf(form, 'closes')).toMatchObject({ initial_value: 'yesterday' })
  story.isClean()
})

test('a mention is answered with what is wrong, and a button that opens the form', async () => {
  await using table = await connectedInProcess()
  const { people, home } = table.slack
  const story = storyOf({ slack: table.slack, workspace: home })
  const said = await story.told(people.mention(home.ada, `poll ${paper} closes:whenever`))
  expect(said).toContain(unreadable)
  const form = await story.form(people.press(home.ada, 'Open the form', story.note(home.ada)))
  expect(Object.entries(hintsIn(form))[0]).toEqual(['closes', `⚠ ${unreadable}`])
  story.isClean()
})

test('people who aren’t mentioned are answered with the form, those who are stay chosen', async () => {
  await using table = await connectedInProcess()
  const { people, home } = table.slack
  const story = storyOf({ slack: table.slack, workspace: home })
  const form = await story.form(people.slash(home.ada, `poll ${paper} expect:${people.at(home.ben)},zoe`))
  expect(hintsIn(form).expect).toBe("⚠ I don't know who “zoe” is. Mention people: @Ada @Ben.")
  expect(inputOf(form, 'expect')).toMatchObject({ initial_users: [home.ben.id] })
  story.isClean()
})

test('a user group, whose members the app can’t see, is said so at its field', async () => {
  await using table = await connectedInProcess()
  const { people, home } = table.slack
  const story = storyOf({ slack: table.slack, workspace: home })
  const form = await story.form(
    people.slash(home.ada, `poll ${paper} expect:${people.at(home.ben)},<!subteam^S0GROUP1|@readers>`),
  )
  expect(hintsIn(form).expect).toBe(
    "⚠ I can't see who is in that user group. Mention people instead: @Ada @Ben.",
  )
  expect(inputOf(form, 'expect')).toMatchObject({ initial_users: [home.ben.id] })
  story.isClean()
})

test('a second paper has a field in the form, and its own poll after the first', async () => {
  await using table = await connectedInProcess()
  const { people, home } = table.slack
  const { ada } = home
  const story = storyOf({ slack: table.slack, workspace: home })
  const form = await story.form(people.slash(ada, `poll ${paper} and arXiv:2204.05862 blind`))
  expect(table.slack.textOf(form)).toContain('Open a second poll')
  await people.answered(people.submit(ada, form, { second: 'yes' }))
  expect(story.posted()).toHaveLength(1)
  await table.slack.until(() => people.lastHeard(ada) !== undefined)
  await people.answered(people.press(ada, 'Open a second poll', story.note(ada)))
  expect(story.posted()).toHaveLength(2)
  story.isClean()
})
