import type { Button, Part, Text, View } from '../../chat/view.ts'
import { feasibilities, goals, type ReceiptCode } from '../../poll/ballot.ts'
import type { Receipt } from '../../poll/casting.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import { exampleOf } from '../../taxonomy/taxonomy.ts'
import { stanceWords } from './stance-words.ts'
import { receiptVisibility } from './vote-visibility.ts'

/** The recorded vote, only visible to the voter. */
export function receiptView({ poll, answers, code, hasMoved }: Receipt): View {
  const { stance, why, confidence, goal, tractable, movedBy } = answers
  const example = stance.kind === 'placement' ? exampleOf(stance.row, stance.column) : undefined
  const nearest = example === undefined ? '' : ` Closest example in the essay: ${example}.`
  const summary = `Your vote: ${stanceWords(stance)}.${nearest}`
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
      { kind: 'text', text: summary },
      { kind: 'text', text: receiptVisibility(poll) },
      ...codeParts(code),
      ...(facts.length === 0 ? [] : [{ kind: 'facts', facts } satisfies Part]),
      { kind: 'buttons', buttons: receiptButtons(poll, why === undefined, hasMoved) },
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

function receiptButtons(
  { id: poll, current: { number } }: Disclosure,
  wantsWhy: boolean,
  hasMoved: boolean,
): readonly Button[] {
  const ask = (label: string, question: string): Button => ({
    label,
    call: { command: 'ballot', args: { poll, ask: question, round: String(number) } },
  })
  return [
    ...(hasMoved ? [ask('What moved you?', 'moved')] : []),
    ask(wantsWhy ? 'Add a reason' : 'Change reason', 'why'),
    { label: 'Full ballot…', call: { command: 'ballot', args: { poll } } },
    { label: 'Withdraw', call: { command: 'withdraw', args: { poll, round: String(number) } } },
  ]
}
