import type { Spot } from '../grid/axes.ts'
import type { Paper, PaperId } from '../paper/paper.ts'
import type { MemoryLine, ShownRound } from '../poll/memory-store.ts'
import type { PollId } from '../poll/poll.ts'
import { createBreaks } from '../time/breaks.ts'
import type { AtlasPaper } from './atlas.ts'
import { newMs } from './atlas-papers.ts'
import type { PolledPaper } from './polled-papers.ts'
import { countsOf, type standingOf } from './standing.ts'
import { byLatest, findStandingRound } from './standing-poll.ts'

/** The polls that an answer is about. */
export interface LineFilter {
  /** Their results are of that moment or later, and before the other, in ms since 1970. */
  readonly from?: number
  readonly before?: number
  readonly channels?: ReadonlySet<string>
  readonly polls?: ReadonlySet<PollId>
}

/**
 * The polls that fit, before one is chosen to stand for its paper. The time of a result is when its round was closed; an
 * open round is of now.
 */
export function fitLines(
  lines: readonly MemoryLine[],
  { from, before, channels, polls }: LineFilter,
  now: number,
): readonly MemoryLine[] {
  const isInTime = (line: MemoryLine) => {
    const round = findStandingRound<ShownRound>(line.rounds)
    const at = round && closedAt(line, round, now)
    return (from === undefined || (at ?? 0) >= from) && (before === undefined || (at ?? before) < before)
  }
  return lines.filter(
    (line) =>
      (channels === undefined || channels.has(line.channel)) &&
      (polls === undefined || polls.has(line.id)) &&
      ((from === undefined && before === undefined) || isInTime(line)),
  )
}

/** When a round was closed, in ms since 1970; now while it is open. */
const closedAt = ({ openedAt }: MemoryLine, { state, closedAt }: ShownRound, now: number): number =>
  state === 'open' ? now : (closedAt ?? openedAt)

/** A poll's paper, under the id that it goes by. */
export const toPaper = ({ title, authors, year }: MemoryLine, id: PaperId): Paper => ({
  id,
  title,
  authors,
  ...(year !== undefined && { year }),
})

/** Which results are of now, and which are new. */
export interface AtlasTimes {
  /** In ms since 1970. */
  readonly now: number
  /** When an atlas was last shared in the channel, in ms since 1970; `undefined` if none was. */
  readonly lastShared?: number | undefined
}

/** Later results are new: since the last shared atlas, or of the last 7 days. */
const newSince = ({ now, lastShared = now - newMs }: AtlasTimes): number => lastShared

/** The parts of the present time that an atlas depends on: which results are new, and the day, in UTC, of those that are open. */
export const presentOf = (
  lines: readonly MemoryLine[],
  times: AtlasTimes,
): { readonly newResults: number; readonly today?: string } => ({
  newResults: lines
    .flatMap((line) =>
      line.rounds.filter(({ state }) => state === 'closed').map((round) => closedAt(line, round, times.now)),
    )
    .filter((at) => at > newSince(times)).length,
  ...(lines.some(({ isOpen }) => isOpen) && { today: new Date(times.now).toISOString().slice(0, 10) }),
})

/**
 * The papers as an atlas lists them, those without a vote left out; other work goes on meanwhile.
 *
 * @param standingBy Says where counts list a paper.
 */
export async function toAtlas(
  papers: readonly PolledPaper[],
  times: AtlasTimes,
  standingBy: typeof standingOf,
): Promise<readonly AtlasPaper[]> {
  const takeBreak = createBreaks()
  const listed: AtlasPaper[] = []
  for (const { id, standing } of papers) {
    if (standing === undefined) continue
    const { poll, round } = standing
    const counts = countsOf(round.tally)
    const placedAt = closedAt(poll, round, times.now)
    listed.push({
      paper: toPaper(poll, id),
      standing: standingBy(counts),
      counts,
      placedAt,
      isNew: placedAt > newSince(times),
    })
    await takeBreak()
  }
  return listed
}

const noCounts = { cells: [0, 0, 0, 0, 0, 0, 0, 0, 0], applications: 0, unsure: 0 }

/**
 * The papers where one person placed them: of several polls on a paper where they did so last.
 *
 * @param spots Their spots, by the poll.
 */
export const toOwnAtlas = (
  papers: readonly PolledPaper[],
  spots: ReadonlyMap<PollId, { readonly round: number; readonly spot: Spot }>,
  times: AtlasTimes,
): readonly AtlasPaper[] =>
  papers.flatMap(({ id, polls }) => {
    const placed = polls.flatMap((poll) => {
      const own = spots.get(poll.id)
      const round = poll.rounds.find(({ number }) => number === own?.round)
      return own === undefined || round === undefined ? [] : [{ poll, round, spot: own.spot }]
    })
    const [last] = placed.toSorted(byLatest)
    if (last === undefined) return []
    const { poll, round, spot } = last
    const placedAt = closedAt(poll, round, times.now)
    const standing =
      spot === 'off-grid' ? { kind: spot, places: [] } : { kind: 'settled' as const, places: [spot] }
    return [
      { paper: toPaper(poll, id), standing, counts: noCounts, placedAt, isNew: placedAt > newSince(times) },
    ]
  })
