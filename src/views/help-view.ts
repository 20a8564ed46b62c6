import { fillCall } from '../chat/call.ts'
import type { CommandInfo } from '../chat/command-info.ts'
import { type Hint, wordFor } from '../chat/option.ts'
import type { Button, Fact, Part, Span, View } from '../chat/view.ts'
import { contactSentence } from './contact-sentence.ts'
import { groupCommands } from './help-groups.ts'

/**
 * Every command that can be typed, one line each with an example, by what people want to do.
 *
 * @param commands Those that the person may use.
 * @param contact Whom to write to about one's data.
 */
export function helpView(commands: readonly CommandInfo[], contact: string | undefined): View {
  const groups = groupCommands(commands)
  return {
    summary: 'What I can do',
    parts: [
      { kind: 'heading', text: 'What I can do' },
      {
        kind: 'text',
        text: [
          'Start with ',
          { typed: 'poll' },
          ' and a link to a paper. Everyone places it on the grid, and I show where you disagree.',
        ],
      },
      ...tryParts(commands),
      ...groups.flatMap(({ title, commands }): readonly Part[] => [
        { kind: 'text', text: { strong: title } },
        { kind: 'facts', facts: commands.map(toFact) },
      ]),
      {
        kind: 'text',
        text: [
          'You can also mention me with a command. Mentions work in threads too. ',
          'If I am removed from here, everything stored about this place is deleted after 30 days. ',
          { typed: 'my-data' },
          ' shows what is stored about you, and ',
          { typed: 'forget-me' },
          ` deletes it.${contactSentence(contact)}`,
        ],
      },
      {
        kind: 'choices',
        label: 'Help with one command',
        choices: groups
          .flatMap(({ commands }) => commands)
          .map(({ name }) => ({
            label: name,
            call: { command: 'help', args: { command: name } },
          })),
      },
    ],
  }
}

interface Try {
  readonly command: string
  /** The words to copy. */
  readonly example: string
  /** Absent where pressing it would be refused to many. */
  readonly button?: Button
}

/** First steps. */
const tries: readonly Try[] = [
  {
    command: 'poll',
    example: 'poll https://arxiv.org/abs/2312.06942',
    button: {
      label: 'Start a poll…',
      call: fillCall({ command: 'poll', args: {} }, { paper: 'https://arxiv.org/abs/2312.06942' }),
    },
  },
  {
    command: 'explain',
    example: 'explain AI control',
    button: { label: 'Explain AI control', call: { command: 'explain', args: { topic: 'AI control' } } },
  },
  {
    command: 'reading schedule',
    example: 'reading schedule wed 17:00',
  },
]

/** Examples to copy, and buttons that open their forms filled in, or answer. */
function tryParts(commands: readonly CommandInfo[]): readonly Part[] {
  const offered = tries.filter(({ command }) => commands.some(({ name }) => name === command))
  if (offered.length === 0) return []
  const examples = offered.flatMap(({ example }, i): readonly Span[] => [
    i === 0 ? ' ' : ' · ',
    { typed: example },
  ])
  return [
    { kind: 'text', text: [{ strong: 'Try' }, ...examples] },
    { kind: 'buttons', buttons: offered.flatMap(({ button }) => button ?? []) },
  ]
}

/** Longer examples are shown with their command. */
const maxExample = 40

/** A command with its line, and the shortest example that says more than its name. */
function toFact({ name, summary, examples }: CommandInfo): Fact {
  const example = examples
    .filter((one) => one !== name && one.length <= maxExample)
    .toSorted((a, b) => a.length - b.length)[0]
  return { name, value: example === undefined ? summary : [`${summary} · `, { typed: example }] }
}

const maxExamples = 3

/**
 * One command: its summary, the commands of its group, its options with an example each, and examples to copy.
 *
 * @param offered The commands that the person may use. The form of another one is not offered.
 */
export function commandHelpView(
  { name, summary, hints, examples }: CommandInfo,
  offered: readonly CommandInfo[],
): View {
  const members = offered.filter((one) => one.examples.length > 0 && one.name.startsWith(`${name} `))
  const mayUse = offered.some((one) => one.name === name)
  const facts = Object.entries(hints).map(([option, hint]) => ({
    name: wordFor(option, hint),
    value: `${hint.label}${hint.required ? '' : ' (optional)'} · ${exampleOf(option, hint)}`,
  }))
  return {
    summary: `${name}: ${summary}`,
    parts: [
      { kind: 'heading', text: name },
      { kind: 'text', text: summary },
      ...examples
        .slice(0, maxExamples)
        .map((example) => ({ kind: 'quote', text: { typed: example } }) as const),
      ...(facts.length === 0 ? [] : [{ kind: 'facts', facts } as const]),
      ...(members.length === 0 ? [] : [{ kind: 'facts', facts: members.map(toFact) } as const]),
      ...(facts.length === 0 || !mayUse
        ? []
        : [
            {
              kind: 'buttons',
              buttons: [{ label: 'Open the form…', call: fillCall({ command: name, args: {} }) }],
            } as const,
          ]),
    ],
  }
}

/** How an option is written, with a value. */
function exampleOf(option: string, { kind, values, typing }: Hint): string {
  switch (typing?.as ?? kind) {
    case 'flag':
      return option
    case 'choice': {
      const [value = ''] = Object.keys(values ?? {}).toReversed()
      return typing?.onlyWithName === true ? `${option}:${value}` : value
    }
    case 'paper':
      return typing?.isFirst === true ? '2312.06942' : `${option}:2312.06942`
    case 'people':
      return `${option}:@Ben`
    case 'time':
      return `${option}:fri 17:00`
    case 'dates':
      return typing?.isFirst === true ? '23 Dec' : `${option}:23 Dec`
    case 'rule':
      return 'wed 17:00'
    case 'topic':
      return 'AI control'
    case 'note':
    case 'long-text':
      return `${option}:“read section 3”`
    default:
      return typing?.isFirst === true ? 'poll' : `${option}:…`
  }
}
