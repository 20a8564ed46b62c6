import type { Button, Part, Text, View } from '../../chat/view.ts'
import { feasibilities, goals, type ReceiptCode } from '../../poll/ballot.ts'
import { shares } from '../../poll/ballot-extras.ts'
import type { Receipt } from '../../poll/casting.ts'
import { minShownFrom } from '../../poll/poll.ts'
import { exampleOf } from '../../taxonomy/taxonomy.ts'
import { changeButtons, changeWords } from './change-parts.ts'
import { depthWords, questionParts } from './receipt-question.ts'
import { stanceWords } from './stance-words.ts'
import { receiptVisibility } from './vote-visibility.ts'

/** The recorded vote, only visible to the voter. */
export function receiptView(receipt: Receipt): View {
  const { poll, answers, code } = receipt
  const { stance, why, crux, confidence, goal, tractable, expected, movedBy, depth } = answers
  const example = stance.kind === 'placement' ? exampleOf(stance.row, stance.column) : undefined
  const summary = changeWords(receipt) ?? `Your vote: ${stanceWords(stance)}.`
  const facts = [
    { name: 'Confidence', value: confidence === undefined ? undefined : `${confidence} of 5` },
    { name: "Authors' goal", value: goal && goals[goal] },
    { name: 'Tractable', value: tractable && feasibilities[tractable] },
    { name: 'Reason', value: why },
    { name: 'What would move you', value: crux },
    { name: 'Others who will choose the same', value: expected && shares[expected.share] },
    { name: 'What moved you', value: movedBy },
  ].flatMap(({ name, value }) => (value === undefined ? [] : [{ name, value }]))
  return {
    summary,
    parts: [
      {
        kind: 'text',
        text: [summary, ...(depth === undefined ? [] : [depthWords[depth]]), receiptVisibility(poll)].join(
          ' ',
        ),
      },
      ...(example === undefined
        ? []
        : [{ kind: 'text', text: `Closest example in the essay: ${example}.` } satisfies Part]),
      ...codeParts(code),
      ...(facts.length === 0 ? [] : [{ kind: 'facts', facts } satisfies Part]),
      ...extrasVisibility(receipt),
      ...questionParts(receipt),
      { kind: 'buttons', buttons: receiptButtons(receipt) },
    ],
  }
}

/** Who will see the answers that stand without the vote in an anonymous poll. */
function extrasVisibility({
  poll: { visibility, shownFrom = minShownFrom },
  answers: { depth, expected, crux },
  settled,
}: Receipt): readonly Part[] {
  if (visibility === 'names') return []
  const from = `once the round is closed, from ${shownFrom}`
  const lines = [
    ...(depth === undefined && expected === undefined
      ? []
      : [
          `How much you have read and how many you expect are only counted with the others', ${from} answers on.`,
        ]),
    ...(settled === undefined
      ? []
      : [`Your answer to whether it was settled is only counted with the others', ${from} answers on.`]),
    ...(crux === undefined ? [] : [`What would move you is shown by itself, ${from} votes on.`]),
  ]
  return lines.map((text) => ({ kind: 'text', tone: 'muted', text }))
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
