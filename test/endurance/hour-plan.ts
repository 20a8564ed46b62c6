import { cells } from '../../src/grid/axes.ts'

const hourMs = 60 * 60_000
/** Polls are opened in the first two thirds of the hour. */
const openingMs = (hourMs * 2) / 3
/** How long after its opening people vote in a poll, on average. */
const delayMs = 10 * 60_000
const fewestVoters = 4
const mostVoters = 12
/** The share of voters who change their vote, a few minutes later. */
const changing = 0.1
const rethinkingMs = 5 * 60_000

/** Somebody presses a cell (0–8) of a poll, `at` ms after the beginning of the hour. */
export interface PlannedVote {
  readonly at: number
  readonly poll: number
  readonly voter: string
  readonly cell: number
}

/** When each poll is opened, in ms after the beginning of the hour, and every vote, in the order of time. */
export interface HourPlan {
  readonly opened: readonly number[]
  readonly votes: readonly PlannedVote[]
}

/** An hour in which many groups read at the same time. @param random 0 ≤ x < 1. */
export function planHour(polls: number, random: () => number): HourPlan {
  const opened = Array.from({ length: polls }, (_, poll) => (openingMs * poll) / polls)
  const votes: PlannedVote[] = []
  for (const [poll, openedAt] of opened.entries()) {
    const voters = fewestVoters + Math.floor(random() * (mostVoters - fewestVoters + 1))
    for (let i = 0; i < voters; i++) {
      // Times between opening and votes are exponentially distributed.
      const at = openedAt - delayMs * Math.log(1 - random())
      const first = { at, poll, voter: `Reader ${poll}-${i}`, cell: Math.floor(random() * cells.length) }
      votes.push(first)
      if (random() < changing)
        votes.push({ ...first, at: at + random() * rethinkingMs, cell: (first.cell + 4) % cells.length })
    }
  }
  return { opened, votes: votes.filter(({ at }) => at < hourMs).toSorted((a, b) => a.at - b.at) }
}

/** How many edits the votes would take in an hour that isn't compressed, if each were shown at the pace of edits. */
export function countEdits({ votes }: HourPlan, paceMs: number): number {
  const shownAt = new Map<number, number>()
  let edits = 0
  for (const { poll, at } of votes) {
    if (at <= (shownAt.get(poll) ?? -Infinity)) continue
    // A vote shortly after an edit is shown by the next one.
    shownAt.set(poll, Math.max(at, (shownAt.get(poll) ?? -Infinity) + paceMs))
    edits += 1
  }
  return edits
}
