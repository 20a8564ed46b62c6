import { readFile } from 'node:fs/promises'
import { ChannelType, PermissionFlagsBits } from 'discord.js'
import { expect, test } from 'vitest'
import type { Discord } from '../platforms/discord/loopback.ts'
import { guildId } from '../platforms/discord/world.ts'
import { until } from '../until.ts'
import { connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

const marker = 'Zq7words'

/** Whether the database's files hold the marker. */
async function isKept(database: string): Promise<boolean> {
  const files = [database, `${database}-wal`].map((path) => readFile(path, 'latin1').catch(() => ''))
  return (await Promise.all(files)).some((text) => text.includes(marker))
}

test('what somebody typed for a poll that was asked about goes with them', async () => {
  await using table = await connectedInProcess()
  const { people, ada } = table.discord
  const story = storyOf(table)
  const note = `${marker}, ${'and more '.repeat(20)}`
  expect(await story.told(people.slash(ada, 'poll', { paper: 'asdf', note }))).toContain(
    'Is “asdf” the title',
  )
  expect(await isKept(table.database)).toBe(true)
  await story.forgets(ada)
  await until(async () => !(await isKept(table.database)))
  story.isClean()
})

test('a form that somebody filled in in part goes with them', async () => {
  await using table = await connectedInProcess()
  const { people, ada } = table.discord
  const story = storyOf(table)
  await people.answered(people.slash(ada, 'poll', { paper: 'A poll to vote on' }))
  const [poll] = story.posted()
  if (poll === undefined) throw new Error('Nothing was posted')
  const form = people.press(ada, 'Full ballot…', poll)
  await people.answered(form)
  // Without a case focus it is refused, and kept so that it can be mended.
  const why = `${marker}, half sent`
  expect(await story.told(people.submit(ada, form, { approach: '0', why }))).toContain(
    'Not saved: case focus is missing.',
  )
  expect(await isKept(table.database)).toBe(true)
  await story.forgets(ada)
  await until(async () => !(await isKept(table.database)))
  story.isClean()
})

const obstacles = [
  {
    what: 'whose channel was deleted',
    shut: ({ world }: Discord, channel: string) => world.channels.delete(channel),
  },
  {
    what: 'that the bot may not see any more',
    shut: ({ world }: Discord) => {
      world.own &= ~PermissionFlagsBits.ViewChannel
    },
  },
]

test.each(obstacles)('the answer links to a message $what', async ({ shut }) => {
  await using table = await connectedInProcess()
  const { discord } = table
  const { people, world, ada } = discord
  const story = storyOf(table)
  const papers = world.openChannel('papers', ChannelType.GuildText).id
  await people.answered(people.slash(ada, 'poll', { paper: 'A poll to vote on' }, papers))
  const [poll] = story.posted(papers)
  if (poll === undefined) throw new Error('Nothing was posted')
  await people.answered(people.press(ada, 'Cog · Worst', poll))
  shut(discord, papers)
  const direct = discord.openDirect(ada)
  await story.forgets(ada, direct)
  const note = story.note(ada)
  expect(discord.textOf(note)).toContain("I couldn't change 1 message that may name you")
  expect(JSON.stringify(note.components)).toContain(
    `https://discord.com/channels/${guildId}/${papers}/${poll.id}`,
  )
  story.isClean()
})

test('what others were told privately of somebody’s turn changes when they are forgotten', async () => {
  await using table = await connectedInProcess()
  const { discord } = table
  const { people, ada, ben } = discord
  const story = storyOf(table)
  await people.answered(people.slash(ada, 'reading schedule', { rule: 'wed 17:00 UTC' }))
  await people.answered(people.press(ada, 'Confirm', story.note(ada)))
  await people.answered(people.slash(ada, 'reading facilitators', { order: `<@${ada.id}> <@${ben.id}>` }))
  await people.answered(people.slash(ben, 'reading facilitators', { swap: `<@${ada.id}>` }))
  const direct = [...discord.rest.directs].find(([, person]) => person === ada.id)?.[0] ?? ''
  const notice = await story.appears('swapped turns with you', direct)
  expect(JSON.stringify(notice.components)).toContain('Swap back')
  await story.forgets(ben)
  await story.says(notice, "was swapped with someone else's")
  expect(JSON.stringify(notice.components)).not.toMatch(/Swap back|Ben/)
  story.isClean()
})
