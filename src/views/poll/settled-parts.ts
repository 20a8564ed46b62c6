import type { Button, Part } from '../../chat/view.ts'
import { openQuestion } from '../../disagreement/open-question.ts'
import { sum } from '../../grid/counts.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import { settledAnswers } from '../../poll/reply.ts'

/** Asks whether what the round before left open was settled; empty where nobody is asked or nothing was open. */
export function settledParts(poll: Disclosure): readonly Part[] {
  const { id, asks, current, rounds, sealedAt } = poll
  if (!asks.includes('crux') || sealedAt !== undefined) return []
  const question = openQuestion(rounds.find(({ number }) => number === current.number - 1))
  if (question === undefined) return []
  const button = ([settled, label]: readonly [string, string]): Button => ({
    label,
    call: { command: 'answer-settled', args: { poll: id, round: String(current.number), settled } },
  })
  return [
    { kind: 'text', text: `Was it settled: “${question}”` },
    { kind: 'buttons', buttons: Object.entries(settledAnswers).map(button) },
  ]
}

/** As {@link settledParts}, under the result of a round; empty once everyone who voted in it has answered. */
export function settledUnderResult(poll: Disclosure): readonly Part[] {
  const { current } = poll
  if (current.hidden) return []
  const answered = sum(Object.values(current.extras?.settled ?? {}))
  return answered < current.votes ? settledParts(poll) : []
}
