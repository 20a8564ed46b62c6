import type { Adapter, AdapterDeps } from '../../src/bot/platform.ts'
import type { Caller } from '../../src/chat/caller.ts'
import type { Clock } from '../../src/time/clock.ts'

/** A message as whoever can see it sees it now, on whatever platform. */
export interface Seen {
  /** When it was posted, in ms since 1970, by the platform's clock. */
  readonly at: number
  /** The platform's id, and that of the thread that may be under it. */
  readonly id: string
  readonly where: 'channel' | 'thread' | 'direct'
  /** The thread it is in. */
  readonly thread?: string | undefined
  /** Who alone can see it. */
  readonly to?: string | undefined
  readonly text: string
  /** The moments that it names, in ms since 1970. */
  readonly moments: readonly number[]
}

/** An event as everyone in the server sees it. */
export interface SeenEvent {
  readonly id: string
  readonly start: number
  readonly kind: 'external' | 'stage' | 'voice'
  readonly isOver: boolean
  /** Its name, place and description. */
  readonly text: string
}

/** The events of a loopback platform. */
export interface WorldEvents {
  /** The channels where people talk, as they are typed. */
  readonly voice: string
  readonly stage: string
  readonly all: () => readonly SeenEvent[]
  /** @param by The number of a member. */
  readonly interest: (event: string, by: number, isInterested: boolean) => void
  /** Whether the bot may make events. */
  readonly permit: (isPermitted: boolean) => void
}

/** A loopback platform with a channel in which a group reads. */
export interface ReadingWorld extends AsyncDisposable {
  readonly platform: string
  /** `http://127.0.0.1:1234` */
  readonly origin: string
  /** The real adapter, for one instance of the bot. @param origin Where that instance reaches the loopback. */
  readonly open: (origin: string, house: AdapterDeps, clock: Clock) => Adapter
  /** Who is in the channel; the first of them manages it. */
  readonly members: readonly Caller[]
  /** Everything that the bot has said, oldest first. */
  readonly seen: () => readonly Seen[]
  /** The platform's own calendar, where there is one. */
  readonly events?: WorldEvents
  /** Whom the bot has brought into a thread, by their number, where a thread has members of its own. */
  readonly broughtInto?: (thread: string) => readonly number[]
  /** What the platform would not have taken. */
  readonly violations: readonly string[]
}
