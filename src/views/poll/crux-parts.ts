import { agree, counted } from '../../chat/text.ts'
import type { Part, View } from '../../chat/view.ts'
import { movedWords, noSharedCrux } from '../../disagreement/shared-crux.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import type { OpenRound } from '../../poll/disclosed-round.ts'
import type { Crux } from '../../poll/extra-answers.ts'

const maxListed = 10

/** The cruxes of a round, for everyone, with how many have answered; `undefined` without cruxes. */
export function cruxesView(poll: Disclosure): View | undefined {
  const { id, current, sealedAt, paper } = poll
  const cruxes = cruxesIn(current)
  if (current.hidden || cruxes.length === 0) return undefined
  const more = cruxes.length - maxListed
  const call = { command: 'cruxes', args: { poll: id, round: String(current.number) } }
  return {
    summary: `What would move the voters on “${paper.title}”`,
    parts: [
      { kind: 'text', text: { strong: 'What would move you' } },
      ...cruxes
        .slice(0, maxListed)
        .map((crux, i): Part => ({ kind: 'text', text: `${i + 1}. ${cruxLine(crux, current)}` })),
      ...(more > 0
        ? [{ kind: 'text', text: `${more} more ${agree(more, 'is', 'are')} in the full report.` } as const]
        : []),
      { kind: 'text', text: answeredLine(current, cruxes) },
      ...(sealedAt === undefined
        ? [{ kind: 'buttons', buttons: [{ label: 'Would these move you too?', call }] } as const]
        : []),
    ],
  }
}

/** Replaces the list once nothing of it is left. */
export const noCruxesView: View = {
  summary: 'Nobody says what would move them any more.',
  parts: [{ kind: 'text', text: 'Nobody says what would move them any more.' }],
}

/** The cruxes that a round shows. */
const cruxesIn = (current: Disclosure['current']): readonly Crux[] =>
  current.hidden ? [] : (current.extras?.cruxes ?? [])

/** "If the red-teaming were the contribution, I'd call it Engineering. – Dan" */
export function cruxLine({ text, voter }: Crux, { ballots }: OpenRound): string {
  const { name } = ballots.find((ballot) => ballot.voter === voter) ?? {}
  return voter === undefined || name === undefined ? text : `${text} – ${name}`
}

/** "5 of 6 have answered. Number 1 would move 2 of 4 for Engineering and 2 of 2 for Behaviorist. Talk about it first." */
function answeredLine({ votes, cruxAnswers = 0, cruxOutcome }: OpenRound, cruxes: readonly Crux[]): string {
  const answered = cruxOutcome?.answered ?? cruxAnswers
  const count = `${answered} of ${votes} ${answered === 1 ? 'has' : 'have'} answered.`
  if (cruxOutcome === undefined) return count
  const { shared } = cruxOutcome
  if (shared === undefined) return `${count} ${noSharedCrux}`
  const at = cruxes.findIndex(({ id }) => id === shared.id)
  const which = at < 0 ? `“${shared.text}”` : `Number ${at + 1}`
  return `${count} ${which} would move ${movedWords(shared.sides)}. Talk about it first.`
}

/** The cruxes of a round in its report, with how many voters each would move once that is counted. */
export function cruxReportParts(current: OpenRound): readonly Part[] {
  const lines = cruxReportLines(current)
  if (lines.length === 0) return []
  return [
    { kind: 'text', text: { strong: 'What would move you' } },
    ...lines.map((text): Part => ({ kind: 'text', text })),
  ]
}

/** "If the red-teaming were the contribution, I'd call it Engineering. – Dan (would move 4 people, not 1)" */
export const cruxReportLines = (current: OpenRound): readonly string[] =>
  cruxesIn(current).map((crux) => `${cruxLine(crux, current)}${countWords(crux)}`)

/** " (would move 4, would not move 1)" */
function countWords({ mine, notMine = 0 }: Crux): string {
  if (mine === undefined) return ''
  return ` (would move ${counted(mine, 'person', 'people')}${notMine === 0 ? '' : `, not ${notMine}`})`
}
