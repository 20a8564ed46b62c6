import type { Logger } from '../log.ts'
import type { Caller, PersonId, Place, Reported, Standing } from './caller.ts'
import { askInTime } from './in-time.ts'
import type { ChatPort } from './port.ts'

/**
 * A caller's standing in a place of their space; `false` if they can't see it, or if nobody could say so in time. This is
 * the one question about who may see what: whatever lives in a conversation is read or changed only after it.
 */
export type RankIn = (caller: Caller, place: Place) => Promise<Standing | false>

/** The caller waits for the platform meanwhile, and Discord only 3 s. */
const usualAskMs = 1500

interface AskDeps {
  readonly clock: { limit(ms: number, signal: AbortSignal): Promise<void> }
  readonly log: Pick<Logger, 'warn'>
  /** How long a platform may take to answer, in ms; 1.5 s by default. */
  readonly askMs?: number
}

/** A person's rank in a place, by the platform; `false` if they can't see it, or if the platform can't say in time. */
export const askRank = (
  canSee: ChatPort['canSee'],
  person: PersonId,
  place: Place,
  deps: AskDeps,
): Promise<Reported | false> => findInTime((signal) => canSee(person, place, signal), deps)

/** The answer of a platform; `false` if it can't say, or not in time. */
async function findInTime<Known>(
  ask: (signal: AbortSignal) => Promise<Known>,
  { clock, log, askMs = usualAskMs }: AskDeps,
): Promise<Known | false> {
  const asking = (signal: AbortSignal) =>
    ask(signal).catch((fault: unknown) => {
      log.warn({ fault }, 'a platform could not say who sees a conversation')
      return false as const
    })
  return (await askInTime(asking, askMs, clock)) ?? false
}

interface Deps extends AskDeps {
  readonly portFor: (platform: string) => Pick<ChatPort, 'canSee' | 'isIn' | 'isSpaceAdmin'>
  /** Whether a person is named as a manager of the place, whatever they are there otherwise. */
  readonly isNamed: (person: PersonId, place: Place) => Promise<boolean>
  /** Whether a person may only look in a place. */
  readonly isDenied: (person: PersonId, place: Place) => Promise<boolean>
  /** Whether a place is deleted that every full member of its space saw. */
  readonly isKept: (place: Place) => Promise<boolean>
}

/** Ranks of people in places: those that the platform reports, and `manager` for members who are named as one. */
export function createSight({ portFor, isNamed, isDenied, isKept, ...deps }: Deps) {
  /** Whether a person is named as a manager of a place, and is in it. */
  async function isNamedInside(person: PersonId, place: Place): Promise<boolean> {
    const { isIn } = portFor(place.platform)
    if (isIn === undefined || !(await isNamed(person, place))) return false
    return findInTime(() => isIn(person, place), deps)
  }

  /** Admins of the space still see what everyone saw in a place that is deleted. */
  async function isAdminOfKept(person: PersonId, place: Place): Promise<boolean> {
    const { isSpaceAdmin } = portFor(place.platform)
    if (isSpaceAdmin === undefined || !(await isKept(place))) return false
    return findInTime(() => isSpaceAdmin(person, place), deps)
  }

  /** A person's rank in a place; `false` if they can't see it, or if the platform can't say in time. */
  async function rankOf(person: PersonId, place: Place): Promise<Reported | false> {
    const { canSee } = portFor(place.platform)
    const [rank, isManager] = await Promise.all([
      askRank(canSee, person, place, deps),
      isNamedInside(person, place),
    ])
    if (rank === false) return (await isAdminOfKept(person, place)) && 'admin'
    return rank === 'member' && isManager ? 'manager' : rank
  }

  return {
    rankOf,

    /** Asks the platform, except about the conversation that the call comes from: the platform has let the caller in. */
    async rankIn(caller: Caller, place: Place): Promise<Standing | false> {
      if (place.space !== caller.place.space) return false
      if (isHere(caller, place) || caller.isAutomatic === true) return caller.rank
      const { id } = caller.person
      const [rank, isOnList] = await Promise.all([rankOf(id, place), isDenied(id, place)])
      return rank !== false && isOnList ? 'denied' : rank
    },

    /** Whether the caller is in a conversation that they see. Where a platform knows only who sees it, they are. */
    async isInside(caller: Caller, place: Place): Promise<boolean> {
      const { isIn } = portFor(place.platform)
      if (isIn === undefined || isHere(caller, place)) return true
      return findInTime(() => isIn(caller.person.id, place), deps)
    },

    /** The caller with their rank in the conversation that the call comes from, where the platform knows of no naming. */
    async withNamedRank(caller: Caller): Promise<Caller> {
      const { rank, person, place } = caller
      return rank === 'member' && (await isNamedInside(person.id, place))
        ? { ...caller, rank: 'manager' }
        : caller
    },
  }
}

export type Sight = ReturnType<typeof createSight>

/** Whether a place is the caller's conversation. A thread may be for fewer people than its channel. */
export const isHere = ({ place: { space, channel, thread } }: Caller, place: Place): boolean =>
  place.space === space &&
  place.channel === channel &&
  (place.thread === undefined || place.thread === thread)
