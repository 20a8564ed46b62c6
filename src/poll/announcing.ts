import { randomId } from '../chat/ids.ts'
import { votesOf } from '../grid/tally.ts'
import type { Announcement } from './announcement.ts'
import { currentRound, type Poll } from './poll.ts'
import type { Doing } from './rounds.ts'

/** Votes rewrite the poll's record, so it stays small: later acts appear in the poll's own message only. */
const maxAnnouncements = 100

/** The announcement of an act that is about to be stored. */
export function createAnnouncing(act: Announcement['act'], { at, by, awayMs }: Doing) {
  const id = randomId()
  return {
    id,
    /** The changed poll with the announcement; the same poll if nothing has changed. Pure. */
    announce(before: Poll, next: Poll): Poll {
      const { announcements = [] } = next
      if (next === before || announcements.length >= maxAnnouncements) return next
      const made = { id, act, round: currentRound(next).number, at, ...(by !== undefined && { by }) }
      const details = { ...detailsOf(act, next), ...(awayMs !== undefined && { awayMs }) }
      return { ...next, announcements: [...announcements, { ...made, ...details }] }
    },
  }
}

function detailsOf(act: Announcement['act'], poll: Poll): Partial<Announcement> {
  const { tally, blind } = currentRound(poll)
  if (act === 'close') return { votes: votesOf(tally) }
  if (act === 'revote') return blind ? { isBlind: true } : {}
  return act === 'closing time' && poll.closesAt !== undefined ? { closesAt: poll.closesAt } : {}
}
