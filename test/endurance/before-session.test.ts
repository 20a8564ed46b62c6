// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { expect, test } from 'vitest'
import { connectedInProcess as connectedDiscord } from '../discord/open-discord.ts'
import { storyOf as discordStory } from '../discord/storyteller.ts'
import { connectedInProcess as connectedSlack } from '../slack/open-slack.ts'
import { storyOf as slackStory } from '../slack/storyteller.ts'

const hourMs = 3_600_000

/** Three hours from now: a session is prepared and announced at once, and opens by itself in none of this. */
function soon() {
  const at = new Date(Date.now() + 3 * hourMs)
  const words = at.toUTCString()
  return { rule: `${words.slice(0, 3)} ${words.slice(17, 22)} UTC`, date: at.toISOString().slice(0, 10) }
}

test('on Discord: a question, a role, a substitute, and a list in the order of organisers', async () => {
  await using table = await connectedDiscord()
  const { ada, ben, cleo, people } = table.discord
  const story = discordStory(table)
  const { rule, date } = soon()
  await story.told(people.slash(ada, 'reading schedule', { rule, roles: 'skeptic' }))
  await people.answered(people.press(ada, 'Confirm', story.note(ada)))
  await story.appears('No papers yet.')
  await story.told(people.slash(ada, 'reading facilitators', { order: `<@${ben.id}>` }))
  await story.told(people.slash(cleo, 'reading add', { paper: 'The paper' }))
  const announcement = await story.appears('Reading group: next session')

  const form = people.press(cleo, 'Ask a question…', announcement)
  await people.answered(form)
  expect(await story.told(people.submit(cleo, form, { question: 'Is it one?' }))).toContain(
    "Added. It's the only question so far.",
  )
  await story.told(people.slash(ben, 'reading questions', {}))
  expect(await story.told(people.press(ben, '+1', story.note(ben)))).toContain('1. Is it one? (1)')
  expect(await story.told(people.press(ben, "I'll take: skeptic", announcement))).toContain(
    "You're the skeptic",
  )
  await story.says(announcement, 'Skeptic')

  await story.told(people.slash(ben, 'reading facilitators', { pass: date }))
  const line = await story.appears("can't lead ")
  await story.told(people.press(cleo, "I'll lead", line))
  await story.says(line, ' leads ')

  await story.told(people.slash(ada, 'reading schedule', { order: 'list' }))
  for (const paper of ['Alpha paper', 'Beta paper'])
    await story.told(people.slash(cleo, 'reading add', { paper }))
  expect(await story.told(people.slash(ada, 'reading list', {}))).toContain('1. Alpha paper')
  expect(await story.told(people.press(ada, 'Down', story.note(ada)))).toContain('1. Beta paper')

  await story.told(people.slash(ada, 'reading next', { do: 'open' }))
  await story.appears('You asked: Is it one? (1)')
  story.isClean()
})

test('on Slack: a question, a role, a substitute, and a list in the order of organisers', async () => {
  await using table = await connectedSlack('socket')
  const { slack } = table
  const { people, home } = slack
  const { ada, ben, cleo } = home
  const story = slackStory({ slack, workspace: home })
  const { rule, date } = soon()
  await story.told(people.slash(ada, `reading schedule ${rule} roles:skeptic`))
  await people.answered(people.press(ada, 'Confirm', story.note(ada)))
  await story.appears('No papers yet.')
  await story.told(people.slash(ada, `reading facilitators order:<@${ben.id}>`))
  await story.told(people.slash(cleo, 'reading add The paper'))
  const announcement = await story.appears('Reading group: next session')

  const form = await story.form(people.press(cleo, 'Ask a question…', announcement))
  expect(await story.told(people.submit(cleo, form, { question: 'Is it one?' }))).toContain(
    "Added. It's the only question so far.",
  )
  await story.told(people.slash(ben, 'reading questions'))
  expect(await story.told(people.press(ben, '+1', story.note(ben)))).toContain('1. Is it one? (1)')
  expect(await story.told(people.press(ben, "I'll take: skeptic", announcement))).toContain(
    "You're the skeptic",
  )
  await story.says(announcement, 'Skeptic')

  await story.told(people.slash(ben, `reading facilitators pass:${date}`))
  const line = await story.appears("can't lead ")
  await story.told(people.press(cleo, "I'll lead", line))
  await story.says(line, ' leads ')

  await story.told(people.slash(ada, 'reading schedule order:list'))
  for (const paper of ['Alpha paper', 'Beta paper'])
    await story.told(people.slash(cleo, `reading add ${paper}`))
  expect(await story.told(people.slash(ada, 'reading list'))).toContain('1. Alpha paper')
  expect(await story.told(people.press(ada, 'Down', story.note(ada)))).toContain('1. Beta paper')

  await story.told(people.slash(ada, 'reading next do:open'))
  await story.appears('You asked: Is it one? (1)')
  story.isClean()
})
