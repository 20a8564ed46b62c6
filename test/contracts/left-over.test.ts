import { describe, expect, test } from 'vitest'
import { connectedInProcess as connectedToDiscord } from '../discord/open-discord.ts'
import { storyOf as discordStory } from '../discord/storyteller.ts'
import { connectedInProcess as connectedToSlack } from '../slack/open-slack.ts'
import { openWeb } from '../web/open-web.ts'

const link = 'https://arxiv.org/abs/2204.05862'
const words = `poll ${link} anonymus closes:3d`
const sentence = (button: string) =>
  `I understood: ${link}, closes 3d, anonymous. I didn't understand “anonymus”. Check the form, then press ${button}.`

describe('words that stay over open the form, filled in, and nothing is posted', () => {
  test('in the playground, as a dialog', async () => {
    await using playground = await openWeb()
    const reply = await playground.as('Ada').type(`/grid ${words}`)
    expect(reply).toMatchObject({
      kind: 'form',
      submitLabel: 'Start poll',
      intro: [sentence('Start poll')],
      submit: { command: 'poll' },
    })
    expect(reply.kind === 'form' && reply.fields).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'paper', value: link }),
        expect.objectContaining({ name: 'visibility', value: 'anonymous' }),
        expect.objectContaining({ name: 'closes', value: '3d' }),
      ]),
    )
    expect(await playground.as('Ada').sees()).toEqual([])
  })

  test('after Slack’s slash command, as a modal; in a mention, behind a button', async () => {
    await using table = await connectedToSlack()
    const { people, home } = table.slack
    const { ada } = home
    const slashed = people.slash(ada, words)
    await people.answered(slashed)
    expect(JSON.stringify(slashed.view?.content)).toContain(
      JSON.stringify(sentence('Start poll')).slice(1, -1),
    )
    expect(JSON.stringify(slashed.view?.content)).toContain('Start poll')
    const mentioned = people.mention(ada, words)
    await people.answered(mentioned)
    const note = people.lastHeard(ada)
    if (note === undefined) throw new Error('Nothing was answered')
    expect(table.slack.textOf(note)).toContain("I didn't understand “anonymus”.")
    const pressed = people.press(ada, 'Open the form', note)
    await people.answered(pressed)
    expect(JSON.stringify(pressed.view?.content)).toContain('"3d"')
  })

  test('in Discord’s mentions, behind a button that opens the modal', async () => {
    await using table = await connectedToDiscord()
    const { discord } = table
    const story = discordStory(table)
    discord.people.mention(discord.ada, words)
    const offer = await story.appears('[Open the form]')
    expect(discord.textOf(offer)).toContain("I didn't understand “anonymus”.")
    const pressed = discord.people.press(discord.ada, 'Open the form', offer)
    await discord.people.answered(pressed)
    const form = JSON.stringify(pressed.form)
    expect(form).toContain(JSON.stringify(sentence('Submit')).slice(1, -1))
    expect(form).toContain(link)
  })
})

test('in the playground, a message that begins like a command is asked about and not posted', async () => {
  await using playground = await openWeb()
  const ada = playground.as('Ada')
  for (const text of [`/poll ${link}`, `grid poll ${link}`])
    expect(await ada.type(text)).toMatchObject({
      kind: 'refusal',
      remedy: ['Did you mean ', { typed: `poll ${link}` }, '?'],
      buttons: [{ label: `/grid poll ${link}`, call: { command: 'poll', args: { paper: link } } }],
    })
  expect(await ada.sees()).toEqual([])
  await ada.type('/shrug')
  expect(await ada.sees()).toHaveLength(1)
})
