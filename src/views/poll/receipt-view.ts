import type { Button, Part, Text, View } from '../../chat/view.ts'
import { feasibilities, goals, type ReceiptCode } from '../../poll/ballot.ts'
import type { Receipt } from '../../poll/casting.ts'
import { exampleOf } from '../../taxonomy/taxonomy.ts'
import { changeButtons, changeWords } from './change-parts.ts'
import { stanceWords } from './stance-words.ts'
import { receiptVisibility } from './vote-visibility.ts'

/** The recorded vote, only visible to the voter. */
export function receiptView(receipt: Receipt): View {
  const { poll, answers, code } = receipt
  const { stance, why, confidence, goal, tractable, movedBy } = answers
  const example = stance.kind === 'placement' ? exampleOf(stance.row, stance.column) : undefined
  const summary = changeWords(receipt) ?? `Your vote: ${stanceWords(stance)}.`
  const facts = [
    { name: 'Confidence', value: confidence === undefined ? undefined : `${confidence} of 5` },
    { name: "Authors' goal", value: goal && goals[goal] },
    { name: 'Tractable', value: tractable && feasibilities[tractable] },
    { name: 'Reason', value: why },
    { name: 'What moved you', value: movedBy },
  ].flatMap(({ name, value }) => (value === undefined ? [] : [{ name, value }]))
  return {
    summary,
    parts: [
      { kind: 'text', text: `${summary} ${receiptVisibility(poll)}` },
      ...(example === undefined
        ? []
        : [{ kind: 'text', text: `Closest example in the essay: ${example}.` } satisfies Part]),
      ...codeParts(code),
      ...(facts.length === 0 ? [] : [{ kind: 'facts', facts } satisfies Part]),
      { kind: 'buttons', buttons: receiptButtons(receipt) },
    ],
  }
}

/** The code by which the voter of an anonymous vote finds that it was counted. */
function codeParts(code: ReceiptCode | undefined): readonly Part[] {
  if (code === undefined) return []
  const text: Text = [
    'Receipt code: ',
    { strong: code },
    '. Keep it: when the round is closed, look for it in the full report to check that your vote was counted.',
  ]
  return [{ kind: 'text', text }]
}

function receiptButtons(receipt: Receipt): readonly Button[] {
  const { poll: disclosed, answers, hasMoved } = receipt
  const { id: poll, current } = disclosed
  const ask = (label: string, question: string): Button => ({
    label,
    call: { command: 'ballot', args: { poll, ask: question, round: String(current.number) } },
  })
  return [
    ...changeButtons(receipt),
    ...(hasMoved ? [ask('What moved you?', 'moved')] : []),
    ask(answers.why === undefined ? 'Add a reason' : 'Change reason', 'why'),
    { label: 'Full ballot…', call: { command: 'ballot', args: { poll } } },
    { label: 'Withdraw', call: { command: 'withdraw', args: { poll, round: String(current.number) } } },
    ...(disclosed.isNamedOnPages
      ? [{ label: 'Hide me on pages', call: { command: 'hide-me', args: { poll } } }]
      : []),
  ]
}
