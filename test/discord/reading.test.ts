// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { ChannelType } from 'discord.js'
import { expect, test } from 'vitest'
import { connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

const hourMs = 3_600_000

/** Weekly, three hours from now: a session is prepared and announced at once, and opens by itself in none of this. */
function soon(): string {
  const at = new Date(Date.now() + 3 * hourMs).toUTCString()
  return `${at.slice(0, 3)} ${at.slice(17, 22)} UTC`
}

/** Again, while the group does something by itself. @param ask Gives the answer. */
async function runStep(ask: () => Promise<string>): Promise<void> {
  if ((await ask()).includes("I'm busy with this group right now.")) await runStep(ask)
}

test('a reading group on Discord meets in a thread, and sums up with a file', async () => {
  await using table = await connectedInProcess()
  const { discord } = table
  const { ada, ben, cleo, people } = discord
  const story = storyOf(table)
  const run = (step: string) => runStep(() => story.told(people.slash(ada, 'reading next', { do: step })))

  await story.told(people.slash(ada, 'reading schedule', { rule: soon() }))
  await people.answered(people.press(ada, 'Confirm', story.note(ada)))
  const board = await story.appears('No papers yet. Press Nominate to add one.')
  const form = people.press(cleo, 'Nominate…', board)
  await people.answered(form)
  expect(
    await story.told(people.submit(cleo, form, { paper: 'The paper', why: 'everyone cites it' })),
  ).toContain('Added “The paper” to the list and counted your vote.')
  const announcement = await story.appears('Reading group: next session')
  await story.told(people.press(ben, 'Coming', announcement))
  await story.says(announcement, '1 person is coming.')
  await story.told(people.press(cleo, 'Add to calendar', announcement))
  expect(story.note(cleo).attachments.map(({ name }) => name)).toEqual([
    expect.stringMatching(/^Reading[ _]group.*\.ics$/),
  ])
  const order = await story.told(people.slash(ada, 'reading facilitators', { order: `<@${ben.id}>` }))
  expect(order).toContain('1.')

  await run('open')
  const opening = await story.appears("Reading group: today's session has started")
  const thread = opening.id
  await story.appears('[Cog · Worst]', thread)
  expect(discord.world.broughtIn.get(thread)).toEqual(new Set([ben.id]))
  // Cleo decides late.
  await story.told(people.press(cleo, 'Coming', announcement))
  expect(discord.world.broughtIn.get(thread)).toEqual(new Set([ben.id, cleo.id]))
  const poll = await story.appears('[Cog · Worst]', thread)
  await story.told(people.press(ben, 'Cog · Worst', poll))
  await story.told(people.press(cleo, 'Eng · Avg', poll))
  await run('reveal')
  await story.appears('Votes are visible.', thread)
  await run('recap')
  await story.appears('Recap: The paper', thread)
  await story.says(announcement, 'Reading group read ')

  await people.answered(people.slash(ben, 'reading history', { recap: true }))
  const season = await story.appears('Season 1')
  expect(season.attachments.map(({ name }) => name)).toContain('reading-group-season-1.md')
  story.isClean()
})

test('a reading group on Discord reads together: the clock runs by itself, and the poll waits for who leads it', async () => {
  await using table = await connectedInProcess()
  const { ada, ben, cleo, people } = table.discord
  const story = storyOf(table)
  await story.told(people.slash(ada, 'reading schedule', { rule: soon(), together: '30m' }))
  await people.answered(people.press(ada, 'Confirm', story.note(ada)))
  await story.told(people.slash(cleo, 'reading add', { paper: 'The paper', why: 'everyone cites it' }))
  await story.appears('Reading group: next session')
  await runStep(() => story.told(people.slash(ada, 'reading next', { do: 'open' })))
  const opening = await story.appears("Reading group: today's session has started")
  expect(JSON.stringify(opening)).toMatch(/Reading until <t:\d+:t> \(<t:\d+:R>\)/)
  expect(await story.told(people.press(ben, "I've read it", opening))).toContain("you've read it")
  await story.says(opening, '1 here, 1 has read it.')
  expect(await story.told(people.slash(ada, 'reading sheet'))).toContain('Your sheet for The paper')
  await story.told(people.press(ada, 'Start the poll now', story.note(ada)))
  const poll = await story.appears('[Cog · Worst]', opening.id)
  expect(await story.told(people.press(ben, 'Cog · Worst', poll))).toContain("You've read it.")
  story.isClean()
})

test.each([
  ['voice', ChannelType.GuildVoice],
  ['stage', ChannelType.GuildStageVoice],
])('a reading group in the chat of a %s channel has its whole session there', async (_, type) => {
  await using table = await connectedInProcess()
  const { discord } = table
  const { world, gateway, ada, ben, cleo, people, rest } = discord
  const story = storyOf(table)
  const { id } = world.openChannel('talk', type)
  const run = (step: string) => runStep(() => story.told(people.slash(ada, 'reading next', { do: step }, id)))
  gateway.send('CHANNEL_CREATE', world.channel(world.channels.get(id) ?? world.openThread('')))
  await story.told(people.slash(ada, 'reading schedule', { rule: soon() }, id))
  await people.answered(people.press(ada, 'Confirm', story.note(ada)))
  await story.told(people.slash(cleo, 'reading add', { paper: 'The paper', why: 'everyone cites it' }, id))
  await story.appears('Reading group: next session', id)
  await run('open')
  await story.appears("Reading group: today's session has started", id)
  const poll = await story.appears('[Cog · Worst]', id)
  await story.told(people.press(ben, 'Cog · Worst', poll))
  await story.told(people.press(cleo, 'Eng · Avg', poll))
  await run('reveal')
  await story.appears('Votes are visible.', id)
  await run('recap')
  await story.appears('Recap: The paper', id)
  expect(rest.requests.filter(({ path }) => path.endsWith('/threads'))).toEqual([])
  story.isClean()
})
