import { describe, expect, test } from 'vitest'
import { toMarkdown } from '../../../../adapters/discord/format/text.ts'
import { toMessage, withoutPictures } from '../../../../adapters/discord/format/write.ts'
import { encodeCall } from '../../../../src/chat/call.ts'
import type { Part, Span, View } from '../../../../src/chat/view.ts'
import { moreOnListPart } from '../../../../src/views/reading/list-parts.ts'
import { pictured } from '../../../picture/pictured.ts'
import { rendered } from '../../../platforms/discord/rendered.ts'
import { Component, componentsOf } from '../../../platforms/discord/rules.ts'
import { seeded } from '../../../seeded.ts'
import { explanations, wholeExplanations } from '../../../taxonomy/explanations.ts'
import { buttonsOf } from '../../../view-text.ts'

const read = (span: Span) => rendered([{ type: 10, content: toMarkdown(span) }], () => 'somebody')

const pieces = [
  ...'*_~|`\\[](){}<>@#>-+.!:1 \nab漢😀',
  '**bold**',
  '[x](https://evil.example)',
  '<@123456789012345678>',
  '<#1>',
  '@everyone',
  '\n# head',
  '\n- list',
  '\n1. list',
  '\n> quote',
  '||spoiler||',
  '```js\n',
  'https://a.example/b_c_d',
]

describe('text on Discord', () => {
  test.each([
    '# not a heading',
    '- not a list',
    '1. not a list',
    '> not a quote',
    '-# not small',
    '*a* _b_ ~~c~~ `d` ||e|| **f**',
    '[click](https://evil.example)',
    '@everyone and <@123456789012345678>',
    '\\*already escaped\\*',
  ])('is read as it was typed: %j', (text) => {
    expect(read(text)).toBe(text)
  })

  const seed = 8
  test(`is read as it was typed, 5,000 times, seed ${seed}`, () => {
    const random = seeded(seed)
    for (let i = 0; i < 5000; i++) {
      const text = Array.from(
        { length: 1 + Math.floor(random() * 12) },
        () => pieces[Math.floor(random() * pieces.length)],
      ).join('')
      // What would escape something behind an address would be part of the address: a space keeps them apart.
      expect(read(text)).toBe(text.replaceAll(/(https?:\/\/[^\s<>]+)</g, '$1 <'))
    }
  })

  test.each([
    'https://en.wikipedia.org/wiki/Foo_(bar)_baz',
    'https://a.example/b_c*d~e|f?g=[h]#i',
    'See https://a.example/b_c_d, and *that* https://b.example/_x_',
  ])('has its addresses whole: %s', (text) => {
    for (const [address] of text.matchAll(/https:\S+/g)) expect(toMarkdown(text)).toContain(address)
    expect(read(text)).toBe(text)
  })

  test('mentions nobody behind an address', () => {
    expect(toMarkdown('https://a.example<@123456789012345678>')).toBe(
      'https://a.example \\<\\@123456789012345678>',
    )
  })

  test('links only where a link is meant, and says where it leads when its words look like an address', () => {
    expect(toMarkdown({ link: 'a paper', url: 'https://arxiv.org/abs/1' })).toBe(
      '[a paper](<https://arxiv.org/abs/1>)',
    )
    for (const link of ['https://good.example', 'good.example', 'www.good.example/a?b'])
      expect(toMarkdown({ link, url: 'https://evil.example' })).toContain('([open](<https://evil.example>))')
    expect(toMarkdown({ link: 'good.example/a', url: 'https://good.example/a' })).toBe(
      '[good.example/a](<https://good.example/a>)',
    )
    expect(toMarkdown({ link: 'a paper', url: 'https://a.example/x_(y) z' })).toBe(
      '[a paper](<https://a.example/x_%28y%29%20z>)',
    )
  })

  test('shows the label of a line in italics', () => {
    expect(toMarkdown([{ emphasis: 'Where it * sits:' }, ' here'])).toBe('*Where it \\* sits:* here')
  })

  test('shows words to type as code, with the command that they follow', () => {
    expect(toMarkdown(['Try ', { typed: 'reading schedule wed 17:00' }])).toBe(
      'Try `/grid reading schedule wed 17:00`',
    )
    expect(toMarkdown({ typed: 'poll *a* `b`\n<@1>' })).toBe('`/grid poll *a* b <@1>`')
  })

  test('shows moments in each reader’s own time', () => {
    expect(toMarkdown({ time: 1_800_000_000_500, as: 'moment' })).toBe('<t:1800000000:f>')
    expect(toMarkdown({ time: 1_800_000_000_500, as: 'countdown' })).toBe('<t:1800000000:R>')
    expect(toMarkdown({ time: 1_800_000_000_500, as: 'clock' })).toBe('<t:1800000000:t>')
  })
})

/** What is in the container of a message. */
const bodyOf = (parts: readonly Part[], state?: View['state']) => {
  const view: View = { summary: '', parts, ...(state !== undefined && { state }) }
  const [container, ...others] = Component.array().parse(toMessage(view, encodeCall).components)
  expect(others).toEqual([])
  expect(container?.type).toBe(17)
  return container?.components ?? []
}

describe('a message', () => {
  test('may have a button that leads to an address instead of making a call', () => {
    const part: Part = { kind: 'buttons', buttons: [{ label: 'Open page', url: 'https://a.example/p/1' }] }
    expect(bodyOf([part])).toHaveLength(1)
    expect(toMessage({ summary: '', parts: [part] }, encodeCall).components).toMatchObject([
      { components: [{ components: [{ style: 5, label: 'Open page', url: 'https://a.example/p/1' }] }] },
    ])
  })

  test('has at most 4,000 characters: reasons are cut first, never the title, the state, what settles it, or controls', () => {
    const parts: readonly Part[] = [
      { kind: 'heading', text: 'Start' },
      { kind: 'text', tone: 'status', text: 'Round 1 is closed.' },
      { kind: 'text', text: `First line ${'x '.repeat(1000)}` },
      { kind: 'text', tone: 'callout', text: 'To settle: is it?' },
      { kind: 'quote', text: `A reason ${'y '.repeat(900)}`, from: 'Ada' },
      { kind: 'quote', text: `Another ${'z '.repeat(900)}`, from: 'Ben' },
      { kind: 'buttons', buttons: [{ label: 'Still here', call: { command: 'help', args: {} } }] },
    ]
    const textOf = (some: readonly Part[]) =>
      [...componentsOf(bodyOf(some))].flatMap(({ content, label }) => content ?? label ?? []).join('\n')
    const text = textOf(parts)
    expect(text.length).toBeLessThanOrEqual(4000 + 'Still here'.length + 1)
    for (const kept of ['### Start', 'Round 1 is closed.', `First line ${'x '.repeat(1000).trim()}`])
      expect(text).toContain(kept)
    for (const kept of ['To settle: is it?', `A reason ${'y '.repeat(900).trim()}`, 'Still here'])
      expect(text).toContain(kept)
    expect(text).toMatch(/> Another z .*…\n-# Ben/)
    const longer = textOf([...parts, { kind: 'text', text: 'w '.repeat(1900) }])
    expect(longer).not.toContain('A reason')
    for (const kept of ['### Start', 'Round 1 is closed.', 'To settle: is it?', 'Still here'])
      expect(longer).toContain(kept)
  })

  test('has each of eight lines beside its button, and says how many more there are', () => {
    const call = { command: 'help', args: {} }
    const lines = Array.from(
      { length: 10 },
      (_, i): Part => ({ kind: 'text', text: `Line ${i}`, button: { label: `Vote ${i}`, call } }),
    )
    const row: Part = {
      kind: 'buttons',
      buttons: ['Nominate…', 'Full list', 'History'].map((label) => ({ label, call })),
    }
    const view: View = {
      ...{ summary: '', state: 'reading' },
      parts: [{ kind: 'heading', text: 'A list' }, ...lines, moreOnListPart(2), row],
    }
    const [container] = Component.array().parse(toMessage(view, encodeCall).components)
    const inside = container?.components ?? []
    expect(container?.accent_color).toBe(0x2e73c0)
    expect([...componentsOf(inside)].length).toBeLessThanOrEqual(39)
    // Text, separator, a section for each, the line about the others, a row.
    expect(inside.map(({ type }) => type)).toEqual([10, 14, 9, 9, 9, 9, 9, 9, 9, 9, 10, 1])
    expect([...componentsOf(inside)].flatMap(({ content, label }) => content ?? label ?? [])).toEqual([
      '### A list',
      ...[0, 1, 2, 3, 4, 5, 6, 7].flatMap((i) => [`Line ${i}`, `Vote ${i}`]),
      ...['4 more: press Full list.', 'Nominate…', 'Full list', 'History'],
    ])
  })

  test('has what illustrates a text small beside it, and every other picture below', () => {
    const picture = { ...pictured([]), isSmall: true as const }
    const [section] = bodyOf([
      { kind: 'heading', text: 'A term' },
      { kind: 'picture', picture },
    ])
    expect(section).toMatchObject({
      type: 9,
      components: [{ content: '### A term' }],
      accessory: { type: 11 },
    })
    const view: View = {
      summary: '',
      parts: [
        { kind: 'heading', text: 'A term' },
        { kind: 'picture', picture },
      ],
    }
    expect(withoutPictures(toMessage(view, encodeCall))).toMatchObject({
      components: [{ components: [{ type: 10, content: '### A term' }] }],
      files: [],
    })
    expect(
      bodyOf([
        { kind: 'heading', text: 'A poll' },
        { kind: 'picture', picture: pictured([]) },
      ]),
    ).toMatchObject([{ type: 10 }, { type: 12 }])
  })

  test('has at most 40 components; the last rows go first', () => {
    const row = (i: number): Part => ({
      kind: 'buttons',
      buttons: [1, 2, 3].map((j) => ({
        label: `${i}.${j}`,
        call: { command: 'help', args: { i: `${i}${j}` } },
      })),
    })
    const components = bodyOf([
      { kind: 'text', text: 'Words' },
      ...Array.from({ length: 12 }, (_, i) => row(i)),
    ])
    expect([...componentsOf(components)].length).toBeLessThanOrEqual(39)
    expect(components).toHaveLength(10)
    expect(components.at(-1)?.components?.[0]?.label).toBe('8.1')
  })

  test('has another id for each control, also where two say the same', () => {
    const call = { command: 'help', args: {} }
    const ids = [
      ...componentsOf(
        bodyOf([
          {
            kind: 'buttons',
            buttons: [
              { label: 'A', call },
              { label: 'B', call },
            ],
          },
        ]),
      ),
    ].flatMap(({ custom_id }) => custom_id ?? [])
    expect(new Set(ids)).toHaveLength(2)
  })

  test('has five buttons in a row, and 25 choices in a select', () => {
    const many = Array.from({ length: 30 }, (_, i) => ({
      label: `${i}`,
      call: { command: 'explain', args: { topic: `${i}` } },
    }))
    const [first, second] = bodyOf([{ kind: 'buttons', buttons: many.slice(0, 7) }])
    expect([first?.components?.length, second?.components?.length]).toEqual([5, 2])
    const [row] = bodyOf([{ kind: 'choices', label: 'Choose', choices: many }])
    expect(row?.components?.[0]?.options).toHaveLength(25)
  })

  test('holds every explanation whole, with each button', () => {
    for (const view of explanations) {
      const components = [...componentsOf(Component.array().parse(toMessage(view, encodeCall).components))]
      const text = components.flatMap(({ content }) => content ?? []).join('')
      const labels = components.flatMap(
        ({ label, options }) => label ?? options?.map(({ label }) => label) ?? [],
      )
      expect.soft(text, view.summary).not.toContain('…')
      if (wholeExplanations.includes(view))
        expect.soft(text, view.summary).toContain('Text without a source is our own explanation.')
      expect.soft(labels, view.summary).toEqual(buttonsOf(view).map(({ label }) => label))
      expect.soft(components.length, view.summary).toBeLessThanOrEqual(40)
    }
  })
})

describe('a message with a state', () => {
  const shown = (state: 'open' | 'hidden' | 'closed') =>
    toMessage(
      {
        summary: '',
        state,
        parts: [
          { kind: 'heading', text: 'A title' },
          { kind: 'text', tone: 'muted', text: 'by\n# somebody' },
          { kind: 'text', tone: 'status', text: [{ strong: 'Open' }] },
          { kind: 'buttons', buttons: [{ label: 'A', call: { command: 'vote', args: {} } }] },
        ],
      },
      encodeCall,
    ).components

  test('is in one container with the colour of the state: green, orange, grey', () => {
    const all = (['open', 'hidden', 'closed'] as const).map(shown)
    expect(all).toMatchObject([
      [{ type: 17, accent_color: 0x6fd08c }],
      [{ type: 17, accent_color: 0xffa552 }],
      [{ type: 17, accent_color: 0x77828f }],
    ])
  })

  test('has small print where a text is muted, on one line', () => {
    const [container] = Component.array().parse(shown('open'))
    expect(container?.components?.[0]?.content).toBe('### A title\n-# by \\# somebody\n**Open**')
  })

  test('never has more than 40 components, the container among them', () => {
    const parts = Array.from(
      { length: 30 },
      (_, i): Part => ({
        kind: 'buttons',
        buttons: [
          { label: `${i}.0`, call: { command: 'vote', args: {} } },
          { label: `${i}.1`, call: { command: 'vote', args: {} } },
        ],
      }),
    )
    const { components } = toMessage({ summary: '', state: 'open', parts }, encodeCall)
    expect([...componentsOf(Component.array().parse(components))].length).toBeLessThanOrEqual(40)
  })
})
