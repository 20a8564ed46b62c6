import { describe, expect, test } from 'vitest'
import { toMarkdown } from '../../../../adapters/discord/format/text.ts'
import { toMessage } from '../../../../adapters/discord/format/write.ts'
import { encodeCall } from '../../../../src/chat/call.ts'
import type { Part, Span, View } from '../../../../src/chat/view.ts'
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
      expect(read(text)).toBe(text)
    }
  })

  test('links only where a link is meant, and says where it leads when its words look like an address', () => {
    expect(toMarkdown({ link: 'a paper', url: 'https://arxiv.org/abs/1' })).toBe(
      '[a paper](<https://arxiv.org/abs/1>)',
    )
    expect(toMarkdown({ link: 'https://good.example', url: 'https://evil.example' })).toContain(
      '([open](<https://evil.example>))',
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
  })
})

const bodyOf = (parts: readonly Part[]) => {
  const view: View = { summary: '', parts }
  const { components } = toMessage(view, encodeCall)
  return Component.array().parse(components)
}

describe('a message', () => {
  test('may have a button that leads to an address instead of making a call', () => {
    const part: Part = { kind: 'buttons', buttons: [{ label: 'Open page', url: 'https://a.example/p/1' }] }
    expect(bodyOf([part])).toHaveLength(1)
    expect(toMessage({ summary: '', parts: [part] }, encodeCall).components).toMatchObject([
      { components: [{ style: 5, label: 'Open page', url: 'https://a.example/p/1' }] },
    ])
  })

  test('has at most 4,000 characters, cut from the end', () => {
    const components = bodyOf([
      { kind: 'heading', text: 'Start' },
      { kind: 'text', text: 'x '.repeat(3000) },
      { kind: 'text', text: 'never seen' },
      { kind: 'buttons', buttons: [{ label: 'Still here', call: { command: 'help', args: {} } }] },
    ])
    const text = components.flatMap(({ content }) => content ?? []).join('')
    expect(text.length).toBeLessThanOrEqual(4000)
    expect(text).toMatch(/^### Start\n.*…$/s)
    expect([...componentsOf(components)].map(({ label }) => label)).toContain('Still here')
  })

  test('has the button of each of ten lines below it, and room for what follows', () => {
    const call = { command: 'help', args: {} }
    const lines = Array.from(
      { length: 10 },
      (_, i): Part => ({ kind: 'text', text: `Line ${i}`, button: { label: `Vote ${i}`, call } }),
    )
    const row: Part = {
      kind: 'buttons',
      buttons: ['Nominate…', 'Full list', 'History'].map((label) => ({ label, call })),
    }
    const components = bodyOf([
      { kind: 'heading', text: 'A list' },
      ...lines,
      { kind: 'text', text: '2 more' },
      row,
    ])
    const all = [...componentsOf(components)]
    expect(all.length).toBeLessThanOrEqual(40)
    expect(all.flatMap(({ content, label }) => content ?? label ?? [])).toEqual([
      '### A list\nLine 0',
      'Vote 0',
      ...[1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((i) => [`Line ${i}`, `Vote ${i}`]),
      ...['2 more', 'Nominate…', 'Full list', 'History'],
    ])
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
    expect([...componentsOf(components)].length).toBeLessThanOrEqual(40)
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
