// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { ChannelType, PermissionFlagsBits } from 'discord.js'
import { expect, test } from 'vitest'
import { startDiscord } from '../platforms/discord/loopback.ts'
import { channelId, guildId } from '../platforms/discord/world.ts'
import { connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

const { GuildStageVoice, GuildText, GuildVoice } = ChannelType
const { Connect, ManageMessages, ViewChannel } = PermissionFlagsBits

test('a group meets in a voice or stage channel that the person who says so can see', async () => {
  const discord = await startDiscord()
  const { people, ben, world } = discord
  const main = world.channels.get(channelId)
  const everyone = world.roles.get(guildId)
  if (main === undefined || everyone === undefined) throw new Error('There is no channel or no @everyone')
  // Ben manages this channel and no other one.
  main.overwrites = [{ of: ben, allow: ManageMessages }]
  const hidden = world.openChannel('secret', GuildVoice)
  hidden.overwrites = [{ of: everyone, deny: ViewChannel }]
  await using table = await connectedInProcess({}, undefined, discord)
  const story = storyOf(table)
  await people.answered(people.slash(ben, 'reading schedule', { rule: 'wed 17:00 UTC' }))
  await people.answered(people.press(ben, 'Confirm', story.note(ben)))
  const board = await story.appears('No papers yet.')
  const where = ({ id }: { readonly id: string }) =>
    story.told(people.slash(ben, 'reading schedule', { where: `<#${id}>, doors 16:45` }))

  const voice = world.openChannel('reading-room', GuildVoice)
  voice.overwrites = [{ of: everyone, allow: Connect }]
  expect(await where(voice)).toContain(`<#${voice.id}>`)
  await story.says(board, `Where: doors 16:45, <#${voice.id}>`)
  const stage = world.openChannel('hall', GuildStageVoice)
  stage.overwrites = [{ of: everyone, allow: Connect }]
  expect(await where(stage)).toContain(`<#${stage.id}>`)

  const chosen = await story.told(
    people.slash(ben, 'reading schedule', { 'where-channel': `<#${voice.id}>`, where: 'doors 16:45' }),
  )
  expect(chosen).toContain(`doors 16:45, <#${voice.id}>`)
  const alone = people.slash(ben, 'reading schedule', { 'where-channel': `<#${stage.id}>` })
  expect(await story.told(alone)).toContain(`<#${stage.id}>`)

  const refused = "That isn't a voice or stage channel that you can see here."
  for (const channel of [world.openChannel('papers', GuildText), hidden, { id: '1100000000000000099' }])
    expect(await where(channel)).toContain(refused)
  story.isClean()
})
