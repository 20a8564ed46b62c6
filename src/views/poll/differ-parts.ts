import type { Button, Part } from '../../chat/view.ts'
import { contestIn } from '../../disagreement/deciding-question.ts'
import { differLine } from '../../disagreement/differ.ts'
import { findingsOf } from '../../disagreement/findings.ts'
import type { Summary } from '../../disagreement/summary.ts'
import { sum } from '../../grid/counts.ts'
import { votesOf } from '../../grid/tally.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import type { OpenRound } from '../../poll/disclosed-round.ts'
import type { DifferCounts } from '../../poll/extra-answers.ts'
import { type DifferReason, differReasons } from '../../poll/reply.ts'
import { levelTopic } from '../../taxonomy/taxonomy.ts'

/** Fewest people who placed the paper from which they are asked why they differ. */
const minPlaced = 4
/** Fewest answers of which a majority says what to do next. */
const minAnswers = 3

/** Asks why voters differ, and shows what enough of them have answered; empty where nothing is open. */
export function differParts(
  poll: Disclosure,
  current: OpenRound,
  { case: headlineCase, settle }: Summary,
): readonly Part[] {
  const { id, asks, sealedAt, visibility } = poll
  const { differ } = current.extras ?? {}
  const lines: readonly Part[] = differ === undefined ? [] : [{ kind: 'text', text: differLine(differ) }]
  const isOpen = settle !== undefined && votesOf(current.tally) - current.tally.applications >= minPlaced
  const isShown = visibility === 'names' || current.state === 'closed'
  if (!isOpen || !isShown || sealedAt !== undefined || !asks.includes('differ')) return lines
  const toButton = ([differ, label]: readonly [string, string]): Button => ({
    label,
    call: { command: 'answer-differ', args: { poll: id, round: String(current.number), differ } },
  })
  const leading = differ && leadingReason(differ)
  return [
    ...lines,
    ...(leading === undefined ? [] : adviceParts(poll, current, { leading, headlineCase })),
    { kind: 'text', text: 'Why do you differ?' },
    { kind: 'buttons', buttons: Object.entries(differReasons).map(toButton) },
  ]
}

/** The reason of more than half, once enough have answered. */
export function leadingReason({ words, paper, values }: DifferCounts): DifferReason | undefined {
  const all = sum([words, paper, values])
  if (all < minAnswers) return undefined
  const counts = { words, paper, values }
  return (['words', 'paper', 'values'] as const).find((reason) => 2 * counts[reason] > all)
}

function adviceParts(
  { id }: Disclosure,
  { tally, state }: OpenRound,
  { leading, headlineCase }: { readonly leading: DifferReason; readonly headlineCase: Summary['case'] },
): readonly Part[] {
  switch (leading) {
    case 'words': {
      const contest = contestIn(headlineCase, findingsOf(tally))
      if (contest?.pair === undefined) return []
      const [one, other] = contest.pair.map((level) => levelTopic(contest.on, level).name)
      const call = { command: 'explain', args: { topic: `${one} vs ${other}` } }
      return [{ kind: 'buttons', buttons: [{ label: `Explain ${one} vs ${other}`, call }] }]
    }
    case 'paper':
      return [
        { kind: 'text', text: 'Post the passage that decided it for you.' },
        ...(state === 'open'
          ? [
              {
                kind: 'buttons',
                buttons: [{ label: 'Vote again', call: { command: 'ballot', args: { poll: id } } }],
              } as const,
            ]
          : []),
      ]
    case 'values':
      return [{ kind: 'text', text: 'You agree on what the paper says and weigh it differently.' }]
  }
}
