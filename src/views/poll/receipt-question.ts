import type { Button, Part } from '../../chat/view.ts'
import type { Answers } from '../../poll/ballot.ts'
import { type Depth, depths, guessedAnswer, shares } from '../../poll/ballot-extras.ts'
import type { Receipt } from '../../poll/casting.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import { settledParts } from './settled-parts.ts'
import { isBlind } from './vote-visibility.ts'

/** The optional question that a receipt asks next, with a row of buttons; empty once all are answered. */
export function questionParts({
  poll,
  answers,
  settled,
}: Pick<Receipt, 'poll' | 'answers' | 'settled'>): readonly Part[] {
  if (poll.current.state === 'closed') return []
  const asked = settled === undefined ? settledParts(poll) : []
  if (asked.length > 0) return asked
  const { asks, current } = poll
  if (asks.includes('depth') && answers.depth === undefined) return depthParts(poll)
  const isOpen = asks.includes('expected') && isBlind(current) && answers.expected === undefined
  return isOpen ? expectedParts(poll, answers) : []
}

function depthParts(poll: Disclosure): readonly Part[] {
  return toParts(
    'How much of it have you read?',
    Object.entries(depths).map(([depth, label]) => toButton(poll, label, 'answer-depth', { depth })),
  )
}

function expectedParts(poll: Disclosure, { stance }: Answers): readonly Part[] {
  const about = guessedAnswer(stance)
  if (about === undefined) return []
  return toParts(
    about === 'applications'
      ? 'How many of the others will say the same?'
      : 'How many of the others will choose the same cell?',
    Object.entries(shares).map(([share, label]) =>
      toButton(poll, label, 'answer-expected', { about: String(about), share }),
    ),
  )
}

const toParts = (text: string, buttons: readonly Button[]): readonly Part[] => [
  { kind: 'text', text },
  { kind: 'buttons', buttons },
]

const toButton = (
  { id, current }: Disclosure,
  label: string,
  command: string,
  args: Readonly<Record<string, string>>,
): Button => ({ label, call: { command, args: { poll: id, round: String(current.number), ...args } } })

/** The sentence in which a receipt says how much its voter has read. */
export const depthWords: Readonly<Record<Depth, string>> = {
  'not-yet': "You haven't read it yet.",
  abstract: "You've read the abstract.",
  skimmed: "You've skimmed it.",
  read: "You've read it.",
}
