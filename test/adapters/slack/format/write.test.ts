import { describe, expect, test } from 'vitest'
import { toRichText } from '../../../../adapters/slack/format/text.ts'
import { toBlocks, toMessage, toPlainMessage } from '../../../../adapters/slack/format/write.ts'
import { encodeCall } from '../../../../src/chat/call.ts'
import { type Place, SpaceId } from '../../../../src/chat/caller.ts'
import type { Button, Card, Part, Text, View } from '../../../../src/chat/view.ts'
import { Block } from '../../../platforms/slack/blocks.ts'
import { rendered } from '../../../platforms/slack/rendered.ts'
import { messageFaults, viewFaults } from '../../../platforms/slack/rules.ts'
import { seeded } from '../../../seeded.ts'
import { explanations, wholeExplanations } from '../../../taxonomy/explanations.ts'
import { buttonsOf } from '../../../view-text.ts'

const view = (...parts: readonly Part[]): View => ({ summary: 'A summary', parts })
const text = (words: string): Part => ({ kind: 'text', text: words })
const button = (label: string): Button => ({ label, call: { command: 'vote', args: { answer: label } } })
const place: Place = { platform: 'slack', space: SpaceId.parse('slack:T1'), channel: 'C0123456789' }
const table: Part = {
  kind: 'table',
  caption: 'Votes by cell',
  rows: [
    ['Approach', 'Average-case', 'Worst-case'],
    ['Engineering', '1', ''],
  ],
}

const forms = [
  { form: 'as it is', toForm: toMessage },
  { form: 'in plain words', toForm: toPlainMessage },
] as const

/** What is read in a message, once Slack's rules have nothing against it. */
function read(sent: ReturnType<typeof toMessage>): string {
  expect(messageFaults(sent.blocks, sent.text)).toEqual([])
  return rendered({ text: sent.text, blocks: Block.array().parse(sent.blocks) })
}

const pieces = [
  ...'*_~`\\[](){}<>@#&;:!/.| \nab漢😀',
  '*bold*',
  '_slanted_',
  '<https://evil.example|a bank>',
  '<!channel>',
  '<@U0123456>',
  '<#C0123456>',
  '&amp;',
  '&lt;!here&gt;',
  ':tada:',
  '```code```',
  '\n> quote',
  '\n• list',
]

test('a button with another name is said by that name, cut where Slack would refuse it', () => {
  const named = (name: string): Part => ({ kind: 'buttons', buttons: [{ ...button('Eng · Avg'), name }] })
  const sent = toMessage(view(named('Engineering, Average-case'), named('x'.repeat(80))), encodeCall)
  expect(messageFaults(sent.blocks, sent.text)).toEqual([])
  const said = sent.blocks.map((block) =>
    block.type === 'actions' && block.elements[0]?.type === 'button'
      ? block.elements[0].accessibility_label
      : undefined,
  )
  expect(said).toEqual(['Engineering, Average-case', `${'x'.repeat(74)}…`])
})

test('the label of a line is in italics', () => {
  const [block] = toMessage(
    view({ kind: 'text', text: [{ emphasis: 'Where:' }, ' here'] }),
    encodeCall,
  ).blocks
  expect(block).toMatchObject({
    elements: [
      {
        elements: [
          { type: 'text', text: 'Where:', style: { italic: true } },
          { type: 'text', text: ' here' },
        ],
      },
    ],
  })
})

describe.each(forms)('text on Slack, $form,', ({ toForm }) => {
  const seed = 9
  test(`is read as it was typed, 2,000 times, seed ${seed}`, () => {
    const random = seeded(seed)
    for (let i = 0; i < 2000; i++) {
      const typed = Array.from(
        { length: 1 + Math.floor(random() * 12) },
        () => pieces[Math.floor(random() * pieces.length)],
      ).join('')
      const message = toForm({ summary: typed, parts: [text(typed), text('And more.')] }, encodeCall)
      expect(read(message)).toBe(typed === '' ? 'And more.' : `${typed}\nAnd more.`)
    }
  })

  test.each<{ readonly part: Part; readonly expected: string }>([
    { part: { kind: 'heading', text: 'A *title*' }, expected: 'A *title*' },
    { part: { kind: 'heading', text: 'x'.repeat(300) }, expected: 'x'.repeat(300) },
    { part: { kind: 'quote', text: 'Because', from: 'Ada' }, expected: 'Because\n— Ada' },
    {
      part: { kind: 'facts', facts: [{ name: 'Why', value: '<b>' }] },
      expected: 'Why <b>',
    },
    { part: { kind: 'text', text: { strong: 'To settle:' } }, expected: 'To settle:' },
    { part: { kind: 'text', text: [{ emphasis: 'Where:' }, ' here'] }, expected: 'Where: here' },
    {
      part: { kind: 'text', text: [{ time: Date.parse('2026-11-30T17:00:00Z'), as: 'moment' }] },
      expected: '2026-11-30 17:00 UTC',
    },
    { part: { kind: 'buttons', buttons: [button('One'), button('Two')] }, expected: '[One] [Two]' },
    { part: { kind: 'text', text: 'One', button: button('Vote') }, expected: 'One\n[Vote]' },
    { part: { kind: 'choices', label: 'Which?', choices: [button('One')] }, expected: 'Which?: [One]' },
  ])('shows a part: $part', ({ part, expected }) => {
    expect(read(toForm(view(part), encodeCall))).toBe(expected)
  })

  test('never goes beyond what Slack takes, and keeps every control', () => {
    const long = view(
      ...Array.from({ length: 40 }, () => text('words and more words '.repeat(60))),
      table,
      table,
      { kind: 'buttons', buttons: Array.from({ length: 12 }, (_, i) => button(`Button ${i}`)) },
      { kind: 'choices', label: 'Many', choices: Array.from({ length: 60 }, (_, i) => button(`Topic ${i}`)) },
    )
    const words = read(toForm(long, encodeCall, { file: 'F1', alt: 'y'.repeat(5000) }))
    expect(words).toContain('[Button 11]')
    expect(words).toContain('[Topic 59]')
    expect(words).toContain('…')
  })

  test('holds every explanation whole, with each button', () => {
    for (const view of explanations) {
      const words = read(toForm(view, encodeCall))
      expect.soft(words, view.summary).not.toContain('…')
      if (wholeExplanations.includes(view))
        expect.soft(words, view.summary).toContain('Text without a source is our own explanation.')
      for (const { label } of buttonsOf(view)) expect.soft(words, view.summary).toContain(`[${label}]`)
    }
  })

  test('leaves out the last of too many blocks', () => {
    const rows = Array.from({ length: 40 }, (_, i): Part[] => [
      { kind: 'heading', text: `Row ${i}` },
      { kind: 'buttons', buttons: [button(`Button ${i}`)] },
    ])
    const words = read(toForm(view(...rows.flat()), encodeCall))
    expect(words).toContain('[Button 24]')
    expect(words).not.toContain('Row 25')
  })
})

describe('tables', () => {
  const rowsOf = (count: number): Part => ({
    kind: 'table',
    caption: 'Many papers',
    rows: [['Paper', 'Votes'], ...Array.from({ length: count }, (_, i) => [`Paper ${i}`, String(i)])],
  })
  const typesOf = (part: Part, ...more: readonly Part[]) =>
    toMessage(view(part, ...more), encodeCall).blocks.map(({ type }) => type)

  test('are all Slack’s own, with pages; numbers are sorted as such', () => {
    const sent = toMessage(view(table, table), encodeCall)
    const cells = (...texts: readonly string[]) => texts.map((text) => ({ type: 'raw_text', text }))
    const shown = {
      type: 'data_table',
      caption: 'Votes by cell',
      page_size: 10,
      row_header_column_index: 0,
      rows: [
        cells('Approach', 'Average-case', 'Worst-case'),
        [...cells('Engineering'), { type: 'raw_number', value: 1, text: '1' }, ...cells('–')],
      ],
    }
    expect(sent.blocks).toEqual([shown, shown])
    read(sent)
  })

  test('have 1 to 100 rows below their header, and at most 20 columns; others are told in lines', () => {
    expect(typesOf(rowsOf(100))).toEqual(['data_table'])
    expect(typesOf(rowsOf(101))).toEqual(['rich_text'])
    expect(typesOf(rowsOf(0))).toEqual(['rich_text'])
    const columns = (count: number): Part => {
      const row = Array.from({ length: count }, () => 'x')
      return { kind: 'table', caption: 'Wide', rows: [row, row] }
    }
    expect(typesOf(columns(20))).toEqual(['data_table'])
    expect(typesOf(columns(21))).toEqual(['rich_text'])
  })

  test('that don’t fit together beside one another are told in lines', () => {
    const long: Part = { kind: 'table', caption: 'Long', rows: [['Paper'], ['x'.repeat(6000)]] }
    expect(typesOf(long, long)).toEqual(['data_table', 'rich_text'])
    read(toMessage(view(long, long), encodeCall))
  })

  test('of the simpler form are one, and a second is told in lines', () => {
    const sent = toMessage(view(table, table), encodeCall, undefined, { tables: 'table' })
    expect(sent.blocks.filter(({ type }) => type === 'table')).toHaveLength(1)
    expect(read(sent)).toContain('Engineering Average-case 1 · Worst-case')
  })
})

describe('a card', () => {
  const url = 'https://reading-group.slack.com/archives/C0123456789/p1764522222000100'
  const card = (more: Partial<Card> = {}): Card => ({
    kind: 'card',
    title: 'A paper',
    url,
    subtitle: [{ place }, ' · Open · 5 of 8 have voted'],
    body: "You haven't voted.",
    buttons: [button('Full ballot…'), button('Full report')],
    ...more,
  })
  const ways = [
    { way: 'as Slack’s own', hasCards: true },
    { way: 'as a section', hasCards: false },
  ] as const
  /** What is read on a home. */
  function readHome(parts: readonly Part[], hasCards: boolean): string {
    const blocks = toBlocks(view(...parts), encodeCall, { hasCards })
    expect(viewFaults({ type: 'home', blocks })).toEqual([])
    return rendered({ blocks: Block.array().parse(blocks) })
  }

  test('is a block whose title leads to its message', () => {
    expect(toBlocks(view(card()), encodeCall, { hasCards: true })).toEqual([
      {
        type: 'card',
        title: { type: 'mrkdwn', text: `<${url}|A paper>`, verbatim: true },
        subtitle: { type: 'mrkdwn', text: '<#C0123456789> · Open · 5 of 8 have voted', verbatim: true },
        body: { type: 'mrkdwn', text: "You haven't voted.", verbatim: true },
        actions: [
          expect.objectContaining({ type: 'button', action_id: 'call.0' }),
          expect.objectContaining({ type: 'button', action_id: 'call.1' }),
        ],
      },
    ])
  })

  test.each(ways)('says the same $way', ({ hasCards }) => {
    expect(readHome([card()], hasCards)).toBe(
      "A paper\n‹<#C0123456789>› · Open · 5 of 8 have voted\nYou haven't voted.\n[Full ballot…] [Full report]",
    )
    const { url: _, body: __, ...bare } = card({ buttons: [button('Full report')] })
    expect(readHome([bare], hasCards)).toBe(
      'A paper\n‹<#C0123456789>› · Open · 5 of 8 have voted\n[Full report]',
    )
  })

  test.each(ways)('stays within what Slack takes, whatever its texts, $way', ({ hasCards }) => {
    const seed = 12
    const random = seeded(seed)
    for (let i = 0; i < 200; i++) {
      const words = () =>
        Array.from(
          { length: 1 + Math.floor(random() * 40) },
          () => pieces[Math.floor(random() * pieces.length)],
        ).join('')
      const hostile = card({ title: words(), subtitle: [words(), ' · ', words()], body: words() })
      // Nothing in it is formatted, links or pings: so what is read has no marks of those, and no line is lost.
      expect(readHome([hostile], hasCards), `seed ${seed}, ${i}`).not.toMatch(/‹/)
    }
  })

  test.each(ways)('with a title like markup shows it literally, $way', ({ hasCards }) => {
    const title = '*bold* _it_ ~no~ `code` <!channel> :smile: C*-algebras & snake_it'
    expect(readHome([card({ title })], hasCards).split('\n')[0]).toBe(
      '∗bold∗ ˍitˍ ∼no∼ ˋcodeˋ <!channel> :\u2060smile: C∗-algebras & snake_it',
    )
  })

  test('whose title is long is cut before its link is, and keeps it as a button where there is no room', () => {
    const title = 'A long title of a paper that goes on and on '.repeat(4)
    expect(readHome([card({ title })], true)).toMatch(/^A long title of a paper that goes on and on .+…\n/)
    const inThread = `${url}?thread_ts=1764522222.000100&cid=C0123456789`
    const blocks = toBlocks(view(card({ title, url: inThread })), encodeCall, { hasCards: true })
    expect(blocks).toMatchObject([
      { title: { text: expect.stringMatching(/^A long title/) }, actions: [{}, {}, { url: inThread }] },
    ])
    expect(readHome([card({ title, url: inThread })], true)).toContain('[Full report] [Go to the poll]')
  })

  test('has a time in each reader’s own', () => {
    const subtitle = ['Closed ', { time: Date.parse('2026-11-30T17:00:00Z'), as: 'moment' }] as const
    expect(readHome([card({ subtitle })], true)).toContain('Closed 2026-11-30 17:00 UTC')
  })
})

test('a picture is shown once it has a file, and its words say the same without one', () => {
  const picture = { key: 'k', alt: 'Three votes', width: 1, height: 1, details: [] }
  const parts = view(
    {
      kind: 'picture',
      picture: { ...picture, drawing: { tag: 'g', attributes: {}, children: [] } },
    },
    text('3 votes'),
  )
  expect(read(toMessage(parts, encodeCall))).toBe('3 votes')
  const shown = toMessage(parts, encodeCall, { file: 'F1', alt: 'Three votes' })
  expect(shown.blocks[0]).toMatchObject({ type: 'image', slack_file: { id: 'F1' }, alt_text: 'Three votes' })
})

test.each<{ readonly link: Text; readonly words: string }>([
  { link: { link: 'a paper', url: 'https://arxiv.org/abs/1' }, words: 'a paper' },
  {
    link: { link: 'https://good.example', url: 'https://evil.example' },
    words: 'https://good.example (https://evil.example)',
  },
])('a link says where it leads when its words look like an address: $words', ({ link, words }) => {
  const shown = toRichText(link)
    .map((one) => (one.type === 'text' || one.type === 'link' ? one.text : ''))
    .join('')
  expect(shown).toBe(words)
})

test.each(forms)(
  'words to type, $form, are a mention inside a thread, where Slack has no slash commands',
  ({ toForm }) => {
    const written = view({ kind: 'text', text: ['Try ', { typed: 'reading next' }] })
    expect(read(toForm(written, encodeCall))).toBe('Try /grid reading next')
    expect(read(toForm(written, encodeCall, undefined, { inThread: true }))).toBe(
      'Try @Cruxgrid reading next',
    )
  },
)

test('a button may lead to an address instead of making a call', () => {
  const links = view({
    kind: 'buttons',
    buttons: [button('8'), { label: 'Open page', url: 'https://a.example/p/1' }],
  })
  expect(read(toMessage(links, encodeCall))).toContain('[Open page]')
  expect(toMessage(links, encodeCall).blocks).toMatchObject([
    { elements: [{ action_id: 'call.0' }, { action_id: 'link.1', url: 'https://a.example/p/1' }] },
  ])
})

test('words to type are code', () => {
  expect(toRichText({ typed: 'reading next' })).toEqual([
    { type: 'text', text: '/grid reading next', style: { code: true } },
  ])
})

test('people are named, and not mentioned', () => {
  const person = { id: 'slack:T1.U1' as never, name: 'Ada' }
  expect(toRichText([{ person }])).toEqual([{ type: 'text', text: 'Ada' }])
})

test('muted text is context, shown as it was typed; with a time in it, it stays text', () => {
  const muted = (text: Text): Part => ({ kind: 'text', tone: 'muted', text })
  const sent = toMessage(
    view(
      muted('Round 1 · opened by *Ada* <!channel>'),
      muted(['Closed ', { time: Date.UTC(2026, 11, 4), as: 'moment' }]),
    ),
    encodeCall,
  )
  expect(sent.blocks.map(({ type }) => type)).toEqual(['context', 'rich_text'])
  expect(read(sent)).toContain('Round 1 · opened by *Ada* <!channel>')
})
