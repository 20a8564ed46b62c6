import { describe, expect, test } from 'vitest'
import { rendered } from '../../platforms/slack/rendered.ts'
import { messageFaults, readBlocks, viewFaults } from '../../platforms/slack/rules.ts'
import {
  actions,
  button,
  input,
  long,
  many,
  modal,
  mrkdwn,
  option,
  plain,
  section,
  select,
} from './blocks.ts'

const rich = (...elements: readonly object[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
})
const image = (more: object) => ({ type: 'image', alt_text: 'A grid', ...more })
const table = (...rows: readonly (readonly string[])[]) => ({
  type: 'table',
  rows: rows.map((row) => row.map((text) => ({ type: 'raw_text', text }))),
})

const cells = (...texts: readonly string[]) => texts.map((text) => ({ type: 'raw_text', text }))
const dataTable = (rows: readonly (readonly object[])[], more: object = {}) => ({
  type: 'data_table',
  caption: 'Votes',
  rows,
  ...more,
})
const card = (more: object) => ({ type: 'card', title: mrkdwn('A title'), ...more })

describe('the rules of the loopback Slack', () => {
  test('take a message and a form that are all right', () => {
    const blocks = [
      section(mrkdwn('*a* &amp; <https://a.org/?b=c&amp;d|here> <!date^1732550000^{date} at {time}|then>')),
      { type: 'header', text: plain('A header') },
      { type: 'context', elements: [plain('a'), image({ image_url: 'https://a.org/b.png' })] },
      { type: 'divider' },
      image({ slack_file: { id: 'F0123' } }),
      actions(
        button('a'),
        select({ options: [option('1')], initial_option: option('1'), placeholder: plain('p') }),
      ),
      rich({ type: 'text', text: '<!channel> & co' }, { type: 'link', url: 'http://a.org', text: 'a' }),
      rich(
        { type: 'date', timestamp: 1_732_550_000, format: '{ago}', fallback: 'then' },
        { type: 'emoji', name: 'x' },
      ),
      table(['a', 'b'], ['c', '–']),
      dataTable(
        [cells('a', 'b'), [{ type: 'raw_number', value: 1, text: '1' }, rich({ type: 'text', text: 'x' })]],
        {
          page_size: 100,
          row_header_column_index: 1,
        },
      ),
      dataTable([cells('a'), ...many(100, () => cells('b'))]),
      card({
        title: mrkdwn(`<https://a.org|${long(133)}>`),
        subtitle: mrkdwn(long(150)),
        body: mrkdwn(long(200)),
        actions: [button('a'), button('b')],
      }),
    ]
    expect(messageFaults(blocks, 'a &lt; b')).toEqual([])
    const view = modal([
      input(
        { type: 'plain_text_input', initial_value: 'x', max_length: 1 },
        { hint: plain('h'), optional: true },
      ),
      input({ type: 'radio_buttons', options: [option('1')] }),
      input({ type: 'checkboxes', options: [option('1')], initial_options: [option('1')] }),
      input({ type: 'external_select', initial_option: option('free'), min_query_length: 0 }),
      input({ type: 'multi_users_select', initial_users: ['U1'] }),
      input({
        type: 'conversations_select',
        default_to_current_conversation: true,
        response_url_enabled: true,
      }),
    ])
    expect(viewFaults(view)).toEqual([])
    expect(
      viewFaults({ type: 'home', blocks: [card({}), section(plain('x')), actions(button('a'))] }),
    ).toEqual([])
  })

  test.each<[string, readonly object[]]>([
    ['51 blocks', many(51, () => ({ type: 'divider' }))],
    ['a block of no known type', [{ type: 'carousel', elements: [] }]],
    ['an input', [input({ type: 'plain_text_input' })]],
    ['a key that nobody knows', [{ type: 'divider', colour: 'red' }]],
    ['a section of nothing', [{ type: 'section' }]],
    ['a section of 3,001 characters', [section(plain(long(3001)))]],
    ['a section of no character', [section(plain(''))]],
    ['11 fields', [{ type: 'section', fields: many(11, () => plain('x')) }]],
    ['a field of 2,001 characters', [{ type: 'section', fields: [plain(long(2001))] }]],
    ['a header of 151 characters', [{ type: 'header', text: plain(long(151)) }]],
    ['a header with formatting', [{ type: 'header', text: mrkdwn('x') }]],
    ['11 elements of context', [{ type: 'context', elements: many(11, () => plain('x')) }]],
    ['26 buttons in a row', [actions(...many(26, (i) => button(`${i}`)))]],
    ['a row of no buttons', [actions()]],
    [
      'a block_id twice',
      [
        { type: 'divider', block_id: 'a' },
        { type: 'divider', block_id: 'a' },
      ],
    ],
    ['a block_id of 256 characters', [{ type: 'divider', block_id: long(256) }]],
    ['an action_id twice in a block', [actions(button('a'), button('a'))]],
    ['an action_id of 256 characters', [actions(button(long(256)))]],
    ['a button’s text of 76 characters', [actions(button('a', { text: plain(long(76)) }))]],
    ['a button’s text with formatting', [actions(button('a', { text: mrkdwn('x') }))]],
    ['a button’s value of 2,001 characters', [actions(button('a', { value: long(2001) }))]],
    ['a button of an unknown style', [actions(button('a', { style: 'default' }))]],
    ['a button to a script', [actions(button('a', { url: 'javascript:alert(1)' }))]],
    [
      'a placeholder of 151 characters',
      [actions(select({ placeholder: plain(long(151)), options: [option('1')] }))],
    ],
    ['a select of no options', [actions(select({ options: [] }))]],
    ['a select of 101 options', [actions(select({ options: many(101, (i) => option(`${i}`)) }))]],
    ['an option’s text of 76 characters', [actions(select({ options: [option('1', long(76))] }))]],
    ['an option’s value of 151 characters', [actions(select({ options: [option(long(151), 'a')] }))]],
    ['an option twice', [actions(select({ options: [option('1', 'a'), option('1', 'b')] }))]],
    [
      'an initial option in other words',
      [actions(select({ options: [option('1', 'a')], initial_option: option('1', 'b') }))],
    ],
    [
      '11 radio buttons',
      [actions({ type: 'radio_buttons', action_id: 'r', options: many(11, (i) => option(`${i}`)) })],
    ],
    ['an image from nowhere', [image({})]],
    ['an image from two places', [image({ image_url: 'https://a.org/b.png', slack_file: { id: 'F1' } })]],
    ['a file by id and URL', [image({ slack_file: { id: 'F1', url: 'https://a.org/b.png' } })]],
    ['an image without words', [image({ image_url: 'https://a.org/b.png', alt_text: '' })]],
    ['an image with 2,001 characters', [image({ image_url: 'https://a.org/b.png', alt_text: long(2001) })]],
    ['an image from a disk', [image({ image_url: 'file:///etc/passwd' })]],
    ['two tables', [table(['a']), table(['b'])]],
    ['101 rows', [table(...many(101, () => ['a']))]],
    ['21 columns', [table(many(21, () => 'a'))]],
    ['an empty cell', [table(['a', ''])]],
    ['rows of different lengths', [table(['a', 'b'], ['c'])]],
    ['10,001 characters in a table', [table([long(10_001)])]],
    ['a data table without rows below its header', [dataTable([cells('a')])]],
    ['101 rows below a header', [dataTable([cells('a'), ...many(101, () => cells('b'))])]],
    [
      '21 columns of a data table',
      [dataTable([cells(...many(21, () => 'a')), cells(...many(21, () => 'a'))])],
    ],
    ['a data table without a caption', [dataTable([cells('a'), cells('b')], { caption: undefined })]],
    ['an empty cell of a data table', [dataTable([cells('a'), cells('')])]],
    ['a header with formatting', [dataTable([[rich({ type: 'text', text: 'a' })], cells('b')])]],
    ['rows of a data table of different lengths', [dataTable([cells('a', 'b'), cells('c')])]],
    ['a page of 101 rows', [dataTable([cells('a'), cells('b')], { page_size: 101 })]],
    ['a row header that is no column', [dataTable([cells('a'), cells('b')], { row_header_column_index: 1 })]],
    [
      '10,001 characters in several data tables',
      [dataTable([cells('a'), cells(long(5000))]), dataTable([cells('a'), cells(long(4999))])],
    ],
    ['a card of nothing', [{ type: 'card', subtitle: mrkdwn('x') }]],
    ['a card’s title of 151 characters', [card({ title: mrkdwn(long(151)) })]],
    ['a card’s title without formatting', [card({ title: plain('x') })]],
    ['a card’s subtitle of 151 characters', [card({ subtitle: mrkdwn(long(151)) })]],
    ['a card’s body of 201 characters', [card({ body: mrkdwn(long(201)) })]],
    ['a card with a select', [card({ actions: [select({ options: [option('1')] })] })]],
    ['an action_id twice in a card', [card({ actions: [button('a'), button('a')] })]],
    ['rich text of nothing', [rich()]],
    ['an empty piece of rich text', [rich({ type: 'text', text: '' })]],
    ['a link to a script', [rich({ type: 'link', url: 'javascript:alert(1)' })]],
    ['a date in ms', [rich({ type: 'date', timestamp: 1_732_550_000_000, format: '{ago}', fallback: 'x' })]],
    ['a date without fallback', [rich({ type: 'date', timestamp: 1_732_550_000, format: '{ago}' })]],
    [
      'a date with an unknown token',
      [rich({ type: 'date', timestamp: 1_732_550_000, format: '{year}', fallback: 'x' })],
    ],
    ['13,001 characters', many(5, () => section(plain(long(2601))))],
    ['a user in rich text', [rich({ type: 'user', user_id: 'U1' })]],
    ['everyone in rich text', [rich({ type: 'broadcast', range: 'channel' })]],
    ['a group in rich text', [rich({ type: 'usergroup', usergroup_id: 'S1' })]],
    ['everyone in a section', [section(mrkdwn('<!channel>'))]],
    ['a user in a section', [section(mrkdwn('<@U123>'))]],
    ['an & that is not escaped', [section(mrkdwn('a & b'))]],
    ['a < that is not escaped', [section(mrkdwn('a < b'))]],
    ['a > that is not escaped', [section(mrkdwn('a > b'))]],
    ['a masked script', [section(mrkdwn('<javascript:alert(1)|here>'))]],
    ['a date in markup with an unknown token', [section(mrkdwn('<!date^1732550000^{year}|x>'))]],
  ])('refuse %s in a message', (_, blocks) => {
    expect(messageFaults(blocks, 'x')).not.toEqual([])
  })

  test.each([
    ['4,001 characters', long(4001)],
    ['everyone', '<!here>'],
    ['an entity that is none', 'a &nbsp; b'],
  ])('refuse %s in the text of a message', (_, text) => {
    expect(messageFaults([], text)).not.toEqual([])
  })

  test.each([
    ['101 blocks', modal(many(101, () => ({ type: 'divider' })))],
    ['a table', modal([table(['a'])])],
    ['a data table', modal([dataTable([cells('a'), cells('b')])])],
    ['a data table at home', { type: 'home', blocks: [dataTable([cells('a'), cells('b')])] }],
    ['a title of 25 characters', modal([], { title: plain(long(25)) })],
    ['no title', modal([], { title: undefined })],
    ['a submit button of 25 characters', modal([], { submit: plain(long(25)) })],
    ['a close button of 25 characters', modal([], { close: plain(long(25)) })],
    ['3,001 characters of metadata', modal([], { private_metadata: long(3001) })],
    ['a callback_id of 256 characters', modal([], { callback_id: long(256) })],
    ['inputs without a submit button', modal([input({ type: 'plain_text_input' })], { submit: undefined })],
    ['an input of 3,001 characters', modal([input({ type: 'plain_text_input', max_length: 3001 })])],
    [
      'an initial value above its length',
      modal([input({ type: 'plain_text_input', max_length: 1, initial_value: 'xx' })]),
    ],
    [
      'a label of 2,001 characters',
      modal([input({ type: 'plain_text_input' }, { label: plain(long(2001)) })]),
    ],
    ['a hint of 2,001 characters', modal([input({ type: 'plain_text_input' }, { hint: plain(long(2001)) })])],
    ['a button as input', modal([input(button('a'))])],
    ['11 boxes', modal([input({ type: 'checkboxes', options: many(11, (i) => option(`${i}`)) })])],
    [
      'a box that is initial and no option',
      modal([input({ type: 'checkboxes', options: [option('1')], initial_options: [option('2')] })]),
    ],
    ['a key that nobody knows', modal([], { colour: 'red' })],
    ['a title on a home', { type: 'home', title: plain('x'), blocks: [] }],
    ['no blocks', { type: 'home' }],
  ])('refuse %s in a view', (_, view) => {
    expect(viewFaults(view)).not.toEqual([])
  })
})

describe('what people read', () => {
  const shown = (...blocks: readonly object[]) => rendered({ blocks: readBlocks('message', blocks).blocks })

  test('has its formatting carried out and its pings marked', () => {
    expect(
      shown(section(mrkdwn('*Bold* _it_ ~gone~ `code` snake_case_name &lt;b&gt; <https://a.org|a &amp; b>'))),
    ).toBe('Bold it gone code snake_case_name <b> a & b')
    expect(shown(section(mrkdwn('<!channel> and &lt;!channel&gt;')))).toBe('‹<!channel>› and <!channel>')
    expect(
      shown(rich({ type: 'text', text: '*a* <!here>' }, { type: 'link', url: 'https://a.org', text: ' b' })),
    ).toBe('*a* <!here> b')
    expect(shown(rich({ type: 'broadcast', range: 'here' }))).toBe('‹<!here>›')
  })

  test('is a line for each piece', () => {
    const choice = select({ placeholder: plain('Which'), options: [option('1', 'One'), option('2', 'Two')] })
    expect(shown(table(['a', 'b'], ['c', 'd']), actions(button('a'), choice))).toBe(
      'a b\nc d\n[Press] Which: [One] [Two]',
    )
    expect(rendered({ text: 'a &amp; *b*', blocks: [] })).toBe('a & b')
  })
})
