// Sessions in which people read first, in minutes from their real opening; docs/reading-groups.md, section 10.

/** An event while people read. A press is taken back by another one like it. */
export type ReadingEvent =
  | { readonly at: number; readonly does: 'here' | 'read'; readonly who: string }
  | { readonly at: number; readonly does: 'more' | 'start' }

/** When the poll opens, its votes are shown, and the second round opens. In minutes. */
interface TogetherTimes {
  readonly poll: number
  readonly reveal: number
  readonly revote: number
}

/** How much time one press adds, in minutes, and how often the facilitator may press. */
export const moreMinutes = 5
export const maxExtensions = 3

/** How long people can read, and how much of the session is left for all else, in minutes. */
export const [minReading, maxReading, minTalk] = [5, 120, 20]

/** How long a poll is open before its votes are shown, in minutes. */
export const voteMinutes = 8
/** The least time to talk between the reveal and the re-vote, in minutes. */
export const talkMinutes = 15
/** The re-vote comes this long before the session's end, in minutes. */
const closingMinutes = 5

/** How many people are here, and how many of them have read the paper. */
export interface Presence {
  readonly here: number
  readonly read: number
}

/** Whether enough people have read the paper for the poll to open: two thirds of those here, if at least three are. */
const isEnoughRead = ({ here, read }: Presence): boolean => here >= 3 && 3 * read >= 2 * here

/** The minute at which the time to read is over. @param extensions How often it was made longer. */
export const readingEnd = (minutes: number, extensions: number): number => minutes + moreMinutes * extensions

/**
 * The minute at which the poll opens if nothing else happens: once the time is over, or once enough people have read the
 * paper, but not before a third of the time is over.
 *
 * @param now The minute of the last press.
 */
export function pollMinute(minutes: number, extensions: number, presence: Presence, now: number): number {
  const end = readingEnd(minutes, extensions)
  return isEnoughRead(presence) ? Math.min(end, Math.max(now, minutes / 3)) : end
}

/** The minute of the re-vote. @param reveal The minute of the reveal. */
export const revoteMinute = (lengthMin: number, reveal: number): number =>
  Math.max(lengthMin - closingMinutes, reveal + talkMinutes)

/**
 * When the steps of a session follow in which people read first and then nobody votes.
 *
 * @param lengthMin The session's length.
 * @param minutes The time to read.
 * @param events In the order of their times.
 */
export function togetherTimes(
  lengthMin: number,
  minutes: number,
  events: readonly ReadingEvent[],
): TogetherTimes {
  const poll = playReading(minutes, events)
  const reveal = poll + voteMinutes
  return { poll, reveal, revote: revoteMinute(lengthMin, reveal) }
}

/** @returns the minute of the poll. */
function playReading(minutes: number, events: readonly ReadingEvent[]): number {
  const here = new Map<string, { readonly hasRead: boolean }>()
  let [extensions, last] = [0, 0]
  const opensAt = (): number => {
    const read = [...here.values()].filter(({ hasRead }) => hasRead).length
    return pollMinute(minutes, extensions, { here: here.size, read }, last)
  }
  for (const event of events) {
    if (opensAt() <= event.at) break
    last = event.at
    switch (event.does) {
      case 'start':
        return event.at
      case 'more':
        extensions = Math.min(maxExtensions, extensions + 1)
        break
      case 'here':
        if (!here.delete(event.who)) here.set(event.who, { hasRead: false })
        break
      case 'read':
        here.set(event.who, { hasRead: here.get(event.who)?.hasRead !== true })
    }
  }
  return opensAt()
}
