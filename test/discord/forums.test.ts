import { ChannelType, PermissionFlagsBits } from 'discord.js'
import { describe, expect, test } from 'vitest'
import type { View } from '../../src/chat/view.ts'
import { pictured } from '../picture/pictured.ts'
import { type Seated, seated } from './at-table.ts'
import { saying } from './port-alone.ts'

const tag = (id: string, moderated = false) => ({ id, name: `tag ${id.at(-1)}`, moderated })
const tags = [tag('500000000000000001', true), tag('500000000000000002'), tag('500000000000000003')]

/** What was begun in a forum: the thread and everything that is said in it. */
function begun({ world, threadsOf, discord }: Seated, forum: { readonly id: string }) {
  return threadsOf(forum).map((thread) => ({
    ...thread,
    says: [...world.messages.values()].filter(({ channel }) => channel === thread.id).map(discord.textOf),
  }))
}

describe('in a forum', () => {
  test('what is posted begins a thread of its own, where everything goes on', async () => {
    await using table = await seated()
    const place = { ...table.place, channel: table.forum.id }
    const message = await table.port.post(place, saying('On 2 December: AI control'), 'session')
    expect(message).toEqual({ place: { ...place, thread: message.id }, id: message.id })
    expect(await table.port.openThread(message, 'Another name')).toEqual(message.place)
    await table.port.post(message.place, saying('What is placed'), 'poll')
    expect(await table.port.edit(message, saying('Skipped'))).toBe('shown')
    expect(begun(table, table.forum)).toMatchObject([
      { id: message.id, name: 'On 2 December: AI control', says: ['Skipped', 'What is placed'] },
    ])
  })

  test('what is posted under another key begins another', async () => {
    await using table = await seated()
    const place = { ...table.place, channel: table.forum.id }
    await table.port.post(place, saying('The same words'), 'first')
    await table.port.post(place, saying('The same words'), 'second')
    expect(begun(table, table.forum)).toHaveLength(2)
  })

  test('a picture comes with it', async () => {
    await using table = await seated()
    const view: View = saying('With a picture', { kind: 'picture', picture: pictured([]) })
    const { id } = await table.port.post({ ...table.place, channel: table.forum.id }, view, 'picture')
    expect(table.world.messages.get(id)?.attachments).toMatchObject([
      { name: expect.stringMatching(/^grid-.*\.png$/), size: expect.any(Number) },
    ])
  })

  test.each([
    ['its first line', 'Two\nlines', 'Two lines'],
    ['what fits of it', 'x'.repeat(120), `${'x'.repeat(99)}…`],
    ['a word, where there is none', '  ', 'Discussion'],
  ])('a thread is named after %s', async (_, summary, name) => {
    await using table = await seated()
    const view = { ...saying('Hello'), summary }
    await table.port.post({ ...table.place, channel: table.forum.id }, view, 'named')
    expect(begun(table, table.forum)).toMatchObject([{ name }])
  })

  test.each([
    { what: 'that asks for a tag gets the first that anybody may use', type: ChannelType.GuildForum, tags },
    { what: 'for pictures too', type: ChannelType.GuildMedia, tags },
  ])('one $what, whether the bot knows it or has to ask', async ({ type, tags }) => {
    await using table = await seated()
    await table.stop()
    const known = table.world.openChannel('known', type, { tags, needsTag: true })
    await table.start()
    const unknown = table.world.openChannel('unknown', type, { tags, needsTag: true })
    for (const forum of [known, unknown]) {
      await table.port.post({ ...table.place, channel: forum.id }, saying('Filed'), 'filed')
      expect(begun(table, forum)).toMatchObject([{ appliedTags: ['500000000000000002'] }])
    }
    expect(table.asked('GET', new RegExp(`/channels/${known.id}$`))).toHaveLength(0)
    expect(table.asked('GET', new RegExp(`/channels/${unknown.id}$`))).toHaveLength(1)
  })

  test.each([
    ['the one that it is posted with', '500000000000000003'],
    ['another than one that only moderators may use', '500000000000000001'],
    ['another than one that there isn’t', '500000000000000009'],
  ])('one that asks for a tag gets %s', async (_, label) => {
    await using table = await seated()
    const forum = table.world.openChannel('asking', ChannelType.GuildForum, { tags, needsTag: true })
    await table.port.post({ ...table.place, channel: forum.id }, saying('Filed'), 'filed', { label })
    const [, second, third] = tags.map(({ id }) => id)
    expect(begun(table, forum)).toMatchObject([{ appliedTags: [label === third ? third : second] }])
  })

  test('one that asks for a tag which only moderators may use gets it where the bot is one', async () => {
    await using table = await seated()
    table.world.own |= PermissionFlagsBits.ManageThreads
    const forum = table.world.openChannel('guarded', ChannelType.GuildForum, {
      tags: tags.slice(0, 1),
      needsTag: true,
    })
    await table.port.post({ ...table.place, channel: forum.id }, saying('Filed'), 'filed')
    expect(begun(table, forum)).toMatchObject([{ appliedTags: ['500000000000000001'] }])
  })

  test('one that asks for none gets none', async () => {
    await using table = await seated()
    const forum = table.world.openChannel('easy', ChannelType.GuildForum, { tags })
    await table.port.post({ ...table.place, channel: forum.id }, saying('Loose'), 'loose')
    expect(begun(table, forum)).toMatchObject([{ appliedTags: [] }])
  })
})
