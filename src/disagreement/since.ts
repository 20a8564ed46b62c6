import { answerName, type Change } from './rounds.ts'

interface Comparison {
  readonly change: Change
  /** The number of the earlier round. */
  readonly round: number
  /** The number of voters of the earlier round only; `joined`: of the later one only. */
  readonly left: number
  readonly joined: number
}

/** One or two lines on the change since the round before; docs/disagreement.md 7. */
export function sinceLines({ change, round, left, joined }: Comparison): readonly string[] {
  const turnover =
    left + joined === 0 ? '' : ` ${left} voted only in round ${round}, ${joined} only in round ${round + 1}.`
  const { verdict, returning, moved, toward, away } = change
  if (verdict === 'too-few') return [`Only ${returning} voted in both rounds: too few to compare.${turnover}`]
  if (verdict === 'unchanged') return [`Since round ${round}: none of ${returning} changed.${turnover}`]
  const centre = toward + away === 0 ? '' : `; ${toward} toward the round-${round} centre, ${away} away`
  return [`Since round ${round}: ${moved} of ${returning} changed${centre}.${turnover}`, verdictLine(change)]
}

function verdictLine({ verdict, net, returning, gapBefore, gapNow, commonest }: Change): string {
  const gaps = `from ${formatSteps(gapBefore)} to ${formatSteps(gapNow)} steps`
  switch (verdict) {
    case 'swapped':
      return `Voters changed places: net change ${net} of ${returning}.`
    case 'converged':
      return `Converged: average gap between two voters fell ${gaps}.`
    case 'diverged':
      return `Diverged: average gap between two voters rose ${gaps}.`
    case 'shifted':
      return `Shifted: most common move ${commonMove(commonest)}.`
    default:
      return `Stable: net change ${net} of ${returning}.`
  }
}

function commonMove(commonest: Change['commonest']): string {
  if (commonest === undefined) throw new Error('Nobody moved, so nothing shifted')
  const { from, to, voters } = commonest
  const where = from === undefined ? `to ${answerName(to)}` : `${answerName(from)} → ${answerName(to)}`
  return `${where} (${voters})`
}

const formatSteps = (gap: number | null): string => (gap ?? 0).toFixed(1)
