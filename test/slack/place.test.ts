import { describe, expect, test } from 'vitest'
import type { Sent } from '../platforms/slack/entities.ts'
import type { OpenView } from '../platforms/slack/world.ts'
import { connectedInProcess } from './open-slack.ts'
import { inputOf, storyOf } from './storyteller.ts'

const [control, risks] = ['https://arxiv.org/abs/2312.06942', 'https://arxiv.org/abs/1906.01820']
const archive = 'https://own.slack.com/archives/C0OWNCHAN01/p1790000000000100'

/** Somebody writes, and Cleo chooses “Place this paper”. */
async function talking() {
  const table = await connectedInProcess('socket')
  const { slack } = table
  const { people, home } = slack
  const teller = storyOf({ slack, workspace: home })
  return {
    ...{ slack, people, home, teller },
    place: (message: Sent): Promise<OpenView> => teller.form(people.menu(home.cleo, 'place', message)),
    async [Symbol.asyncDispose]() {
      await table[Symbol.asyncDispose]()
      teller.isClean()
    },
  }
}

const rich = (...elements: readonly object[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
})

/** Where a paper is named → the rest of a message whose text says nothing. */
const shapes: Readonly<Record<string, object>> = {
  'a link in rich text': {
    blocks: [rich({ type: 'text', text: 'this' }, { type: 'link', url: control, text: 'AI' })],
  },
  'a section': { blocks: [{ type: 'section', text: { type: 'mrkdwn', text: `<${control}|AI Control>` } }] },
  'the fields of a section': {
    blocks: [{ type: 'section', fields: [{ type: 'mrkdwn', text: `see <${control}>` }] }],
  },
  'small print': { blocks: [{ type: 'context', elements: [{ type: 'mrkdwn', text: `from ${control}` }] }] },
  Markdown: { blocks: [{ type: 'markdown', text: `[AI Control](${control})` }] },
  'the title of a video': {
    blocks: [{ type: 'video', title_url: control, title: { type: 'plain_text', text: 'AI' } }],
  },
  'the title of an attachment': { attachments: [{ title: 'AI Control', title_link: control }] },
  'the address of a preview': {
    attachments: [{ from_url: control, original_url: control, text: 'Abstract …' }],
  },
  'the text of an attachment': { attachments: [{ fallback: 'x', pretext: `<${control}>`, text: '' }] },
  'a field of an attachment': { attachments: [{ fields: [{ title: 'Paper', value: `<${control}>` }] }] },
  'a message that is quoted': {
    attachments: [
      { is_msg_unfurl: true, from_url: archive, original_url: archive, text: `Read <${control}>` },
    ],
  },
  'the blocks of a message that is forwarded': {
    attachments: [
      {
        from_url: archive,
        message_blocks: [{ message: { blocks: [rich({ type: 'link', url: control })] } }],
      },
    ],
  },
  'the blocks of an attachment': {
    attachments: [{ blocks: [{ type: 'section', text: { type: 'mrkdwn', text: control } }] }],
  },
  'the name of a file': { files: [{ id: 'F1', name: '2312.06942v2.pdf', title: 'The paper' }] },
  'the title of a file that is quoted': {
    attachments: [{ from_url: archive, files: [{ name: 'a.pdf', title: 'arXiv 2312.06942' }] }],
  },
  'the address of a file elsewhere': {
    files: [{ name: 'AI Control', is_external: true, external_url: control, url_private: control }],
  },
}

describe('Place this paper finds a paper in', () => {
  test.each(Object.entries(shapes))('%s', async (_, more) => {
    await using table = await talking()
    const { people, home, place } = table
    const form = await place(people.say(home.ben, '', { more: { ...more } }))
    expect(inputOf(form, 'paper')).toMatchObject({ initial_value: control })
  })
})

test('an address has its escapes taken away once', async () => {
  await using table = await talking()
  const { people, home, place } = table
  const url = 'https://openreview.net/forum?noteId=1&amp;id=rJl-b3RcF7'
  const form = await place(people.say(home.ben, '', { more: { attachments: [{ title_link: url }] } }))
  expect(inputOf(form, 'paper')).toMatchObject({
    initial_value: 'https://openreview.net/forum?id=rJl-b3RcF7',
  })
})

test('several papers can be chosen from, and the next one is offered once the first is placed', async () => {
  await using table = await talking()
  const { slack, people, home, teller, place } = table
  const talk = people.say(home.ben, `${control} or ${risks}, and again arXiv:2312.06942`)
  const form = await place(talk)
  expect(form.content.type === 'modal' && form.content.title.text).toBe('Place paper 1 of 2')
  const field = inputOf(form, 'paper')
  expect(field).toMatchObject({ type: 'radio_buttons', initial_option: { value: control } })
  expect(JSON.stringify(field)).toContain('Risks from Learned Optimization')
  await people.answered(people.submit(home.cleo, form, { paper: risks }))
  await teller.appears('Risks from Learned Optimization')
  await slack.until(() => teller.notes(home.cleo).length > 0)
  const next = await teller.form(people.press(home.cleo, 'Place the next one', teller.note(home.cleo)))
  expect(inputOf(next, 'paper')).toMatchObject({ initial_value: control })
})

test('a file’s name without an id is the title, and nothing at all is an empty form that says so', async () => {
  await using table = await talking()
  const { slack, people, home, place } = table
  const more = { files: [{ id: 'F1', name: 'Concrete problems.pdf', title: 'Concrete problems.pdf' }] }
  expect(inputOf(await place(people.say(home.ben, 'Read this', { more })), 'paper')).toMatchObject({
    initial_value: 'Concrete problems',
  })
  const empty = await place(people.say(home.ben, 'Shall we read something?'))
  expect(slack.textOf(empty)).toContain('I found no link to a paper in that message.')
  expect(inputOf(empty, 'paper')).not.toHaveProperty('initial_value')
})

test('the poll is in the thread of a reply, and else in the channel', async () => {
  await using table = await talking()
  const { slack, people, home, teller, place } = table
  const first = people.say(home.ben, control, { more: { reply_count: 1 } })
  Object.assign(first.more ?? {}, { thread_ts: first.ts })
  await people.answered(people.submit(home.cleo, await place(first), {}))
  await teller.appears('2312.06942')
  const reply = people.say(home.ben, risks, { threadTs: first.ts })
  await people.answered(people.submit(home.cleo, await place(reply), {}))
  const poll = await teller.appears('Risks from Learned Optimization', { under: first })
  expect(slack.textOf(poll)).not.toContain('Ben')
})
