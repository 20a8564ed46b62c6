import { fillCall } from '../chat/call.ts'
import type { CommandInfo } from '../chat/command-info.ts'
import { wordFor } from '../chat/option.ts'
import type { View } from '../chat/view.ts'
import { contactSentence } from './contact-sentence.ts'

/**
 * Every command that can be typed, one line each.
 *
 * @param commands Those that the person may use.
 * @param contact Whom to write to about one's data.
 */
export function helpView(commands: readonly CommandInfo[], contact: string | undefined): View {
  const typed = commands.filter(({ examples }) => examples.length > 0)
  return {
    summary: 'What I can do',
    parts: [
      { kind: 'heading', text: 'What I can do' },
      {
        kind: 'text',
        text: 'Paste a paper with poll and its link: everyone places it on the grid, and I show where you disagree.',
      },
      { kind: 'text', text: 'Type /grid and one of these words, or mention me with it, in threads too.' },
      {
        kind: 'text',
        text:
          'If I am removed from here, everything stored of this place is deleted after 30 days. ' +
          `my-data and forget-me are about you alone.${contactSentence(contact)}`,
      },
      { kind: 'facts', facts: typed.map(({ name, summary }) => ({ name, value: summary })) },
      {
        kind: 'choices',
        label: 'More about a command',
        choices: typed.map(({ name }) => ({
          label: name,
          call: { command: 'help', args: { command: name } },
        })),
      },
    ],
  }
}

/** One command: its summary, its options, and examples to copy. @param mayUse Whether its form is offered, too. */
export function commandHelpView({ name, summary, hints, examples }: CommandInfo, mayUse: boolean): View {
  const facts = Object.entries(hints).map(([option, hint]) => ({
    name: wordFor(option, hint),
    value: hint.required ? hint.label : `${hint.label} (optional)`,
  }))
  return {
    summary: `${name}: ${summary}`,
    parts: [
      { kind: 'heading', text: name },
      { kind: 'text', text: summary },
      ...(facts.length === 0 ? [] : [{ kind: 'facts', facts } as const]),
      ...examples.map((example) => ({ kind: 'quote', text: `/grid ${example}` }) as const),
      ...(facts.length === 0 || !mayUse
        ? []
        : [
            {
              kind: 'buttons',
              buttons: [{ label: 'Fill in…', call: fillCall({ command: name, args: {} }) }],
            } as const,
          ]),
    ],
  }
}
