import { describe, expect, test } from 'vitest'
import { toRichText } from '../../../../adapters/slack/format/text.ts'
import { toMessage, toPlainMessage } from '../../../../adapters/slack/format/write.ts'
import { encodeCall } from '../../../../src/chat/call.ts'
import type { Button, Part, Text, View } from '../../../../src/chat/view.ts'
import { Block } from '../../../platforms/slack/blocks.ts'
import { rendered } from '../../../platforms/slack/rendered.ts'
import { messageFaults } from '../../../platforms/slack/rules.ts'
import { seeded } from '../../../seeded.ts'
import { explanations, wholeExplanations } from '../../../taxonomy/explanations.ts'
import { buttonsOf } from '../../../view-text.ts'

const view = (...parts: readonly Part[]): View => ({ summary: 'A summary', parts })
const text = (words: string): Part => ({ kind: 'text', text: words })
const button = (label: string): Button => ({ label, call: { command: 'vote', args: { answer: label } } })
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

test('one table is Slack’s own; a second is told in lines', () => {
  const { blocks } = toMessage(view(table, table), encodeCall)
  expect(blocks.filter(({ type }) => type === 'table')).toHaveLength(1)
  expect(read(toMessage(view(table, table), encodeCall))).toContain('Engineering Average-case 1 · Worst-case')
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
