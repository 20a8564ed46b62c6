// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Asked } from '../platforms/discord/rest.ts'
import type { Person } from '../platforms/discord/world.ts'
import type { Running } from '../running.ts'
import { type Connected, connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

const [control, risks] = ['https://arxiv.org/abs/2312.06942', 'https://arxiv.org/abs/1906.01820']
const entry = 'Place this paper'

const file = (filename: string, title?: string) => ({
  id: '1',
  filename,
  size: 1,
  url: 'https://cdn.discordapp.com/attachments/1/2/file',
  proxy_url: 'https://media.discordapp.net/attachments/1/2/file',
  ...(title !== undefined && { title }),
})

const forwarded = (message: object) => ({
  message_reference: { type: 1, message_id: '500000000000000001', channel_id: '500000000000000002' },
  message_snapshots: [
    {
      message: {
        ...{ type: 0, content: '', mentions: [], mention_roles: [], attachments: [], embeds: [] },
        ...{ timestamp: '2026-11-23T12:00:00.000000+00:00', edited_timestamp: null, flags: 0 },
        components: [],
        ...message,
      },
    },
  ],
})

/** Where a paper is named → the rest of a message whose words say nothing. */
const shapes: Readonly<Record<string, object>> = {
  'the address of an embed': { embeds: [{ type: 'article', url: control, title: 'AI Control' }] },
  'the title of an embed': { embeds: [{ type: 'rich', title: 'arXiv:2312.06942' }] },
  'the description of an embed': { embeds: [{ type: 'rich', description: `See [this](${control}).` }] },
  'a field of an embed': { embeds: [{ type: 'rich', fields: [{ name: 'Paper', value: control }] }] },
  'the name of a file': { attachments: [file('2312.06942v2.pdf')] },
  'the title of a file': { attachments: [file('the_paper.pdf', 'arXiv 2312.06942')] },
  'a forwarded message': forwarded({ content: `Read <${control}>` }),
  'an embed of a forwarded message': forwarded({ embeds: [{ type: 'link', url: control }] }),
  'a file of a forwarded message': forwarded({ attachments: [file('2312.06942.pdf')] }),
  'a text in a container': {
    components: [{ type: 17, id: 1, components: [{ type: 10, id: 2, content: `*${control}*` }] }],
  },
  'a section with a button': {
    components: [
      {
        ...{ type: 9, id: 1, components: [{ type: 10, id: 2, content: 'AI Control' }] },
        accessory: { type: 2, id: 3, style: 5, label: 'Open', url: control },
      },
    ],
  },
  'a kind of component of tomorrow': { components: [{ type: 99, id: 1, content: control }] },
}

describe('Place this paper', () => {
  let table: Connected<Running>
  let story: ReturnType<typeof storyOf>
  beforeAll(async () => {
    table = await connectedInProcess()
    story = storyOf(table)
  })
  afterAll(async () => {
    await table[Symbol.asyncDispose]()
    story.isClean()
  })

  /** The form that opens where somebody chooses the entry of a message. */
  async function place(content: string, more: object = {}, channel?: string, who?: Person): Promise<Asked> {
    const { people, cleo } = table.discord
    const asked = people.menu(who ?? cleo, entry, content, more, channel)
    await people.answered(asked)
    return asked
  }

  const fieldOf = ({ form }: Asked) =>
    form?.components.map(({ component }) => component).find((one) => one?.custom_id === 'paper')

  const optionsOf = (asked: Asked) => (fieldOf(asked)?.options ?? []).map(({ value }) => value)

  test.each(Object.entries(shapes))('finds a paper in %s', async (_, more) => {
    expect(fieldOf(await place('Look at this', more))).toMatchObject({ value: control })
  })

  test('takes the escapes of an address away once', async () => {
    const url = 'https://openreview.net/forum?noteId=1&amp;id=rJl-b3RcF7'
    const asked = await place('', { embeds: [{ type: 'link', url }] })
    expect(fieldOf(asked)).toMatchObject({ value: 'https://openreview.net/forum?id=rJl-b3RcF7' })
  })

  test('offers at most ten papers, each once and in order', async () => {
    const links = Array.from({ length: 12 }, (_, i) => `https://arxiv.org/abs/2001.000${i + 10}`)
    const asked = await place(`${links.join(' ')} arXiv:2001.00010`, {
      embeds: [{ type: 'link', url: links[1] }],
    })
    expect(optionsOf(asked)).toEqual(links.slice(0, 10))
    expect(asked.form?.title).toBe('Place paper 1 of 10')
  })

  test('offers an address longer than Discord takes as a value, too', async () => {
    const { people, cleo } = table.discord
    const long = `https://example.org/papers/${'a-long-name-'.repeat(9)}.pdf`
    const asked = await place(`${control} ${long}`)
    const [, value = ''] = optionsOf(asked)
    expect(value).not.toBe('')
    await people.answered(people.submit(cleo, asked, { paper: value }))
    expect(JSON.stringify(await story.appears('a-long-name')).includes(long)).toBe(true)
  })

  test('lets people choose among several, and offers the next one once the first is placed', async () => {
    const { people, cleo, textOf } = table.discord
    const asked = await place(`${control} or ${risks}, and again arXiv:2312.06942`)
    expect(asked.form).toMatchObject({ title: 'Place paper 1 of 2' })
    expect(asked.form?.components[0]).toMatchObject({ label: 'Paper', component: { custom_id: 'paper' } })
    expect(fieldOf(asked)).toMatchObject({
      options: [
        { value: control, default: true },
        { value: risks, label: 'Risks from Learned Optimization in Advanced Machine Learning Systems' },
      ],
    })
    await people.answered(people.submit(cleo, asked, { paper: risks }))
    const poll = await story.appears('Risks from Learned Optimization')
    expect(textOf(poll)).not.toContain('2312.06942')
    await table.discord.rest.until(() => table.discord.rest.lastHeard.has(cleo.id))
    const next = people.press(cleo, 'Place the next one', story.note(cleo))
    await people.answered(next)
    expect(fieldOf(next)).toMatchObject({ value: control })
  })

  test('takes a file’s name without an id as the title', async () => {
    expect(fieldOf(await place('Read this', { attachments: [file('Concrete_problems.pdf')] }))).toMatchObject(
      {
        value: 'Concrete problems',
      },
    )
    const titled = { attachments: [file('x_.pdf', 'Concrete problems: a view')] }
    expect(fieldOf(await place('Read this', titled))).toMatchObject({ value: 'Concrete problems: a view' })
  })

  test('opens an empty form without a paper, which says so above its fields', async () => {
    const asked = await place('Shall we read something?')
    expect(asked.form?.components[0]).toMatchObject({
      content: 'I found no link to a paper in that message.',
    })
    expect(fieldOf(asked)).not.toHaveProperty('value')
  })

  test('posts the poll in the thread that the message is in, and doesn’t name who wrote it', async () => {
    const { people, cleo, ben, world, gateway, textOf } = table.discord
    const thread = world.openThread('Talk')
    gateway.send('THREAD_CREATE', world.channel(thread))
    const asked = await place('arXiv:1606.06565', { author: world.user(ben) }, thread.id)
    await people.answered(people.submit(cleo, asked, {}))
    const poll = await story.appears('Concrete Problems in AI Safety', thread.id)
    expect(textOf(poll)).not.toContain('Ben')
  })

  test('posts the poll on a message that replies to another in the channel', async () => {
    const { people, cleo } = table.discord
    const reply = { type: 19, message_reference: { type: 0, message_id: '500000000000000001' } }
    await people.answered(people.submit(cleo, await place('arXiv:1606.06565', reply), {}))
    await story.appears('Concrete Problems in AI Safety')
  })

  test('works in a direct conversation with the bot, where the poll is one’s own', async () => {
    const { people, ben, openDirect } = table.discord
    const direct = openDirect(ben)
    const asked = await place('arXiv:1606.06565', {}, direct, ben)
    await people.answered(people.submit(ben, asked, {}))
    const poll = await story.appears('Concrete Problems in AI Safety', direct)
    expect(await story.told(people.press(ben, 'Cog · Worst', poll))).toContain(
      'Your vote: Cognitivist science × Worst-case.',
    )
  })
})
