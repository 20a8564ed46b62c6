import { z } from 'zod'
import { isWithin, SpaceId, wholeOf } from '../chat/caller.ts'
import type { ChatPort } from '../chat/port.ts'
import type { Logger } from '../log.ts'
import { withdrawLinksOf } from '../poll/list-links.ts'
import type { PlaceLinkStore } from '../poll/place-link-store.ts'
import { spaces } from '../poll/poll-records.ts'
import type { PollStore } from '../poll/poll-store.ts'
import { spaces as groupSpaces } from '../reading/group-store.ts'
import { skipCorrupt } from '../store/collection.ts'
import { jobKey, type NewJob, putJob } from '../store/job-store.ts'
import { type Kind, put } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import { eraseSpace } from './erase-space.ts'
import { createGatherer } from './gather.ts'

/** From the bot's removal from a space until what is stored of it is removed. */
const keptAfterLeavingMs = 30 * 24 * 3_600_000

const Departure = z.object({ v: z.literal(1), at: z.int() }).readonly()
/** The spaces that the bot was removed from; `at` in ms since 1970. */
export const departures: Kind<z.infer<typeof Departure>> = { name: 'left', schema: Departure }

const Absence = z.object({ v: z.literal(1), from: z.int(), to: z.int() }).readonly()
/** By space: when the bot was last removed from it, and when it was back; in ms since 1970. */
const absences: Kind<z.infer<typeof Absence>> = { name: 'away', schema: Absence }

interface Deps {
  readonly store: Store
  readonly now: () => number
  readonly log: Logger
  /** @throws Error if the platform is not configured. */
  readonly portFor: (platform: string) => ChatPort
  readonly notifyScheduler: () => void
  readonly polls: PollStore
  readonly placeLinks: PlaceLinkStore
  /** Called when the bot is in spaces again, or an outage of them is over. @param isBack Whether a space is one of them. */
  readonly onBack: (isBack: (space: SpaceId) => boolean) => Promise<void>
  /** Called when spaces are there for the first time. @param isReachable Whether a space is one of them. */
  readonly onReachable: (isReachable: (space: SpaceId) => boolean) => Promise<void>
  /** Called after records were removed. */
  readonly onErased: () => void
}

/**
 * The spaces that the bot was removed from. Their controls and links to pages are removed at once, the rest 30 days later, unless the bot is
 * there again.
 */
export function createDepartures(deps: Deps) {
  const { store, now, log, portFor, notifyScheduler } = deps
  const records = store.collection(departures)
  const past = store.collection(absences)
  const portOf = (space: SpaceId) => portFor(space.slice(0, space.indexOf(':')))

  async function list(): Promise<readonly SpaceId[]> {
    const found: SpaceId[] = []
    for await (const [space] of records.entries(skipCorrupt)) found.push(SpaceId.parse(space))
    return found
  }

  async function onLeft(space: SpaceId): Promise<void> {
    const at = now()
    await portOf(space).eraseSpace?.(space, 'controls')
    await withdrawLinksOf(deps, space)
    const key = { kind: departures, id: space }
    const scope = `left:${space}`
    const job: NewJob = {
      id: `leave/${space}/${at}`,
      task: { kind: 'leave', space, at },
      due: at + keptAfterLeavingMs,
    }
    const isNew = await store.transact(scope, [key, jobKey(job)], ([known]) =>
      known === undefined
        ? { changes: [put(key, { v: 1, at }), putJob(job, scope)], result: true }
        : { changes: [], result: false },
    )
    if (!isNew) return
    log.info({ space }, 'the bot was removed from a space')
    notifyScheduler()
    deps.onErased()
  }

  // At a start, and after an outage, thousands of spaces are back at once.
  const onReachable = createGatherer<SpaceId>((spaces) => deps.onReachable(isOneOf(spaces)))
  const onBack = createGatherer<SpaceId>(async (spaces) => {
    const isBack = isOneOf(spaces)
    for (const one of (await list()).filter(isBack)) {
      const from = (await records.get(one))?.at ?? now()
      await past.set(one, { v: 1, from, to: now() }, keptAfterLeavingMs)
      await records.delete(one)
    }
    await deps.onBack(isBack)
  })

  return {
    onLeft,
    onBack,
    onReachable,

    async check(platform: string): Promise<void> {
      const port = portFor(platform)
      const left = await list()
      for (const space of await knownSpaces(store)) {
        if (!space.startsWith(`${platform}:`) || left.some((one) => isWithin(space, one))) continue
        if (await port.hasLeft?.(space)) await onLeft(space)
      }
      for (const space of left)
        if (space.startsWith(`${platform}:`) && !(await port.hasLeft?.(space))) await onBack(space)
    },

    /** Whether the bot can do nothing in a space for now. */
    async isAway(space: SpaceId): Promise<boolean> {
      if ((await records.get(space)) !== undefined || (await records.get(wholeOf(space))) !== undefined)
        return true
      return portOf(space).isAway?.(space) === true
    },

    /** Whether the bot had been removed from a space at a time, which is not in the absence before the last one. */
    async wasAway(space: SpaceId, at: number): Promise<boolean> {
      const { from, to } = (await past.get(space)) ?? (await past.get(wholeOf(space))) ?? { from: 0, to: 0 }
      return from <= at && at < to
    },

    /** Removes what is stored of a space that was left at that time, unless the bot is there again. */
    async eraseDue(space: SpaceId, at: number): Promise<void> {
      if ((await records.get(space))?.at !== at) return
      const port = portOf(space)
      if (!(await port.hasLeft?.(space))) return onBack(space)
      await eraseSpace(store, space)
      await port.eraseSpace?.(space, 'all')
      await past.delete(space)
      await records.delete(space)
      log.info({ space }, 'what was stored of a space is removed')
      deps.onErased()
    },
  }
}

export type Departures = ReturnType<typeof createDepartures>

const isOneOf =
  (spaces: ReadonlySet<SpaceId>) =>
  (space: SpaceId): boolean =>
    spaces.has(space) || spaces.has(wholeOf(space))

/** Every space with polls, settings or groups. */
async function knownSpaces(store: Store): Promise<ReadonlySet<SpaceId>> {
  const found = new Set<SpaceId>()
  for (const kind of [spaces, groupSpaces])
    for await (const [, space] of store.collection(kind).entries(skipCorrupt)) found.add(space)
  return found
}
