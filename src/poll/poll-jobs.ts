import type { NewJob } from '../store/job-store.ts'
import type { PlaceLink } from './place-link.ts'
import { currentRound, type Poll, type PollId } from './poll.ts'
import { hasLabels, type Settings } from './settings.ts'

/** Closes the current round at the poll's closing time; empty without one. */
export function toCloseJobs(poll: Poll): readonly NewJob[] {
  if (poll.closesAt === undefined) return []
  const { id, place, closesAt } = poll
  const round = currentRound(poll).number
  const task = { kind: 'close', space: place.space, poll: id, round } as const
  return [{ id: `close/${id}/${round}/${closesAt}`, task, due: closesAt }]
}

/** Posts the outcome of one closing, and its lines. A round that is reopened and closed again gets a second one. */
export function toOutcomeJob(poll: Poll, at: number, announcement: string): NewJob {
  const { id, place } = poll
  const round = currentRound(poll).number
  return {
    id: `outcome/${id}/${round}/${poll.revision}`,
    task: { kind: 'outcome', space: place.space, poll: id, round, announcement },
    due: at,
  }
}

/** Posts the lines of one act; jobs that are due together run in the order of the acts. */
export const toAnnounceJob = ({ id, place }: Poll, announcement: string, at: number): NewJob => ({
  id: `announce/${id}/${at}/${announcement}`,
  task: { kind: 'announce', space: place.space, poll: id, announcement },
  due: at,
})

/** Posts the line about a new link to a page of a channel. */
export const toLinkLineJob = ({ place, link }: PlaceLink): NewJob => ({
  id: `link-line/${link.id}`,
  task: { kind: 'link-line', space: place.space, link: link.id },
  due: link.at,
})

/** How long voters are asked about cruxes before these are counted for everyone, in ms: while a session talks, and elsewhere. */
const [cruxesInSessionMs, cruxesMs] = [10 * 60_000, 24 * 3_600_000]

/** Counts for everyone whom the cruxes of the current round would move, some time after its votes are shown. */
export function toCruxesJob(poll: Poll, shownAt: number, isInSession: boolean): NewJob {
  const { id, place } = poll
  const round = currentRound(poll).number
  return {
    id: `cruxes/${id}/${round}`,
    task: { kind: 'cruxes', space: place.space, poll: id, round },
    due: shownAt + (isInSession ? cruxesInSessionMs : cruxesMs),
  }
}

/** Labels the thread that a poll is in after an act that opens or closes it; empty where threads get no label. */
export const toLabelJobs = (
  { id, place, revision }: Poll,
  settings: Settings,
  at: number,
): readonly NewJob[] =>
  hasLabels(place, settings)
    ? [{ id: `label/${id}/${revision}`, task: { kind: 'label', space: place.space, poll: id }, due: at }]
    : []

/** Removes the ballots of a deleted poll that had `rounds` rounds. */
export function toShredJob(poll: PollId, rounds: number, at: number): NewJob {
  return { id: `shred/${poll}`, task: { kind: 'shred', poll, rounds }, due: at }
}

/** From the last close to sealing: a re-vote after the discussion needs the link, nothing later does. */
export const sealAfterMs = 14 * 24 * 3_600_000

/** Seals an anonymous poll some time after its current round has closed; empty if the poll shows names. */
export function toSealJobs(
  poll: Poll,
  closedAt: number,
  seal: 'later' | 'close' = 'later',
): readonly NewJob[] {
  if (poll.visibility === 'names') return []
  const { id, place } = poll
  const round = currentRound(poll).number
  const task = { kind: 'seal', space: place.space, poll: id, round } as const
  return [{ id: `seal/${id}/${round}`, task, due: closedAt + (seal === 'close' ? 0 : sealAfterMs) }]
}
