// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { PermissionFlagsBits } from 'discord.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { channelId } from '../platforms/discord/world.ts'
import type { Running } from '../running.ts'
import { type Connected, connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

const refusal = "You can't write in this channel, so I don't post for you here."

describe('a channel that Ben reads only', () => {
  let table: Connected<Running>
  let story: ReturnType<typeof storyOf>

  beforeEach(async () => {
    table = await connectedInProcess()
    story = storyOf(table)
    const { people, ada, ben, world, gateway } = table.discord
    await people.answered(people.slash(ada, 'poll', { paper: 'A paper' }))
    const channel = world.channels.get(channelId)
    if (channel === undefined) throw new Error('There is no channel')
    channel.overwrites = [{ of: ben, deny: PermissionFlagsBits.SendMessages }]
    gateway.send('CHANNEL_UPDATE', world.channel(channel))
  })
  afterEach(async () => {
    await table[Symbol.asyncDispose]()
    story.isClean()
  })

  test('gets nothing posted for him', async () => {
    const { people, ben } = table.discord
    const asked = people.slash(ben, 'poll', { paper: 'Another paper' })
    expect(await story.told(asked)).toContain(refusal)
    expect(story.posted(channelId)).toHaveLength(1)
  })

  test('has topics explained, and can share none', async () => {
    const { people, ben } = table.discord
    const told = await story.told(people.slash(ben, 'explain', { topic: 'worst-case' }))
    expect(told).toContain('Worst-case. Research about')
    expect(told).not.toContain('[Share]')
    expect(story.posted(channelId)).toHaveLength(1)
  })

  test('opens no form for a poll', async () => {
    const { people, ben } = table.discord
    const asked = people.menu(ben, 'Place this paper', 'https://arxiv.org/abs/2204.05862')
    expect(await story.told(asked)).toContain(refusal)
    expect(asked.form).toBeUndefined()
  })

  test('takes his vote', async () => {
    const { people, ben } = table.discord
    const board = await story.appears('A paper')
    const form = people.press(ben, 'Full ballot…', board)
    await people.answered(form)
    expect(await story.told(people.submit(ben, form, { approach: '2', case: '0' }))).toContain('Your vote:')
  })
})
