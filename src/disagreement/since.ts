import { agree } from '../chat/text.ts'
import type { RoundState } from './headline-text.ts'
import { type AnswerCount, answers, type Change } from './rounds.ts'
import { joinSentences } from './six-lines.ts'
import { formatTenths, nameOf, says } from './wording.ts'

interface Comparison {
  readonly change: Change
  /** The later of the two rounds. */
  readonly now: RoundState
  /** The number of voters of the earlier round only; `joined`: of the later one only. */
  readonly left: number
  readonly joined: number
  /** In an anonymous poll no sentence says where anyone moved. */
  readonly visibility: 'names' | 'anonymous'
  /** Whether the question of the earlier round is settled, as a sentence. */
  readonly settled?: string | undefined
}

interface SinceLines {
  /** At most two. */
  readonly lines: readonly string[]
  /** The sentence for which there is no room in the second line. */
  readonly leftOut: readonly string[]
}

/** The change since the round before; docs/disagreement.md 7. */
export function sinceLines(comparison: Comparison): SinceLines {
  const { change, settled } = comparison
  const second = joinSentences([verdictSentence(comparison), settled].filter((text) => text !== undefined))
  return {
    lines: [[movedSentence(change, comparison.now), ...turnover(comparison)].join(' '), ...second.line],
    leftOut: second.leftOut,
  }
}

function movedSentence({ returning, moved }: Change, { number, state }: RoundState): string {
  const isOpen = state === 'open'
  if (returning === 0) return isOpen ? 'Nobody has voted in both rounds yet.' : 'Nobody voted in both rounds.'
  if (returning < 3) {
    const have = isOpen ? ` ${agree(returning, 'has', 'have')}` : ''
    return `Only ${returning} ${agree(returning, 'person', 'people')}${have} voted in both rounds, too few to compare.`
  }
  const who = moved === 0 ? 'none of the' : moved === returning ? 'all' : `${moved} of the`
  return `Since round ${number - 1}, ${who} ${returning} who voted in both rounds changed their vote.`
}

/** Who voted in one of the rounds only; empty if nobody did. */
function turnover({ now: { number, state }, left, joined }: Comparison): readonly string[] {
  const before = number - 1
  const gone =
    state === 'open'
      ? `${left} who voted in round ${before} ${agree(left, 'has', 'have')} not voted in round ${number} yet`
      : `${left} voted in round ${before} but not in round ${number}`
  const groups = [
    ...(left > 0 ? [gone] : []),
    ...(joined > 0 ? [`${joined} voted in round ${number} but not in round ${before}`] : []),
  ]
  return groups.length === 0 ? [] : [`${groups.join(', and ')}.`]
}

/** `undefined` where there is nothing to compare. */
function verdictSentence({ change, visibility }: Comparison): string | undefined {
  const { verdict, net, returning } = change
  switch (verdict) {
    case 'too-few':
    case 'unchanged':
      return undefined
    case 'swapped':
      return net === 0
        ? 'They changed places, and the totals are the same as before.'
        : `They mostly changed places, and the totals moved by only ${net} of ${returning} votes.`
    case 'converged':
      return `${gapWords(change, 'closer together', 'fell')}.`
    case 'diverged':
      return `${gapWords(change, 'further apart', 'rose')}.`
    case 'shifted':
      return visibility === 'names' ? whereTo(change) : `The totals moved by ${net} of ${returning} votes.`
    case 'stable':
      return net === 0
        ? 'The totals are the same as before.'
        : `The totals hardly moved, by ${net} of ${returning} votes.`
  }
}

function gapWords({ full, returning, gapBefore, gapNow }: Change, where: string, how: string): string {
  const who = full === returning ? 'They' : `The ${full} who chose both an approach and a case each time`
  const [from, to] = [formatTenths(gapBefore ?? 0), formatTenths(gapNow ?? 0)]
  return `${who} are ${where} now, and the average distance between two of them ${how} from ${from} to ${to} steps`
}

/** Where those who changed went: the answer that most of them gave, or two such answers. */
function whereTo({ moved, targets }: Change): string {
  const most = Math.max(...targets.map(({ voters }) => voters))
  const largest = targets.filter(({ voters }) => voters === most)
  const [one] = largest
  if (one === undefined) throw new Error('Nobody moved, so nothing shifted')
  if (moved === 1) return `The one who changed ${nowAt(one)}.`
  if (most === moved) return `${moved === 2 ? 'Both' : `All ${moved}`} who changed ${nowAt(one)}.`
  if (most === 1 || largest.length > 2)
    return `The ${moved} who changed gave ${targets.length} different answers.`
  return `Of the ${moved} who changed, ${largest.map((target) => `${target.voters} ${nowAt(target)}`).join(' and ')}.`
}

/** "now place it at Cognitivist × Worst-case" */
function nowAt({ to, voters }: AnswerCount): string {
  if (to === answers.applications) return `now ${says(voters)} it is applications research`
  if (to === answers.unsure) return `${agree(voters, 'is', 'are')} now unsure`
  return `now ${agree(voters, 'places', 'place')} it at ${nameOf(to)}`
}
