import type { Caller, Place, SpaceId } from '../chat/caller.ts'
import type { IsForAll } from '../chat/openness.ts'
import { isHere } from '../chat/sight.ts'
import { createSightOf, keyOf, type PollSource } from './find-poll.ts'
import type { MemoryLine, StoredLine } from './memory-store.ts'

/** Polls of several places, of those that the reader of an answer may see and of no other. */
export interface SeenLines {
  /** In no particular order. */
  readonly lines: readonly MemoryLine[]
  /** Where they are: channels, whatever the threads. */
  readonly channels: number
}

/** Whether the readers of an answer see a place; asked once for each place. */
export type SeesPlace = (place: Place) => Promise<boolean>

interface Deps extends PollSource {
  readonly isForAll: IsForAll
  /** Whether people from outside its space may be in a conversation. */
  readonly mayHaveOutsiders: (place: Place) => boolean
}

/**
 * Reads many polls for one answer. Who reads it decides here, and nowhere else, from which polls its counts and rankings are
 * made.
 */
export function createMemoryReader(deps: Deps) {
  const { store, isForAll, mayHaveOutsiders } = deps

  async function readFor(space: SpaceId, platform: string, sees: SeesPlace): Promise<SeenLines> {
    const [stored, open] = await Promise.all([store.readLines(space), store.listOpen(space)])
    const seen = await filterSeen(stored, platform, sees)
    const lines = await store.withOpenRounds(seen, new Set(open.map(({ id }) => id)))
    return { lines, channels: new Set(lines.map(({ channel }) => channel)).size }
  }

  return {
    /** The polls of the caller's space in places that they can see now, for an answer that only they see. */
    async readSeen(caller: Caller): Promise<SeenLines> {
      const { space, platform } = caller.place
      const rankAt = createSightOf(deps, caller)
      return readFor(space, platform, async (place) => (await rankAt(place)) !== false)
    },

    /**
     * The polls for an answer that everyone in the caller's conversation gets: those of the conversation, and of places that
     * every full member of the space sees, unless people from outside may be in the conversation.
     */
    readShared: (caller: Caller): Promise<SeenLines> =>
      readFor(caller.place.space, caller.place.platform, async (place) => {
        if (isHere(caller, place)) return true
        return !mayHaveOutsiders(caller.place) && (await isForAll(place)) === true
      }),

    /** The polls of the places that others see, such as the readers of a page. */
    readFor,

    /** The placements of polls that show names, by the poll. @param polls From one of the reads above. */
    readPlaced: (polls: readonly MemoryLine[]) => store.readPlaced(polls),

    /** The texts of polls, by the poll. @param polls From one of the reads above. */
    readTexts: (polls: readonly MemoryLine[]) => store.readTexts(polls),
  }
}

async function filterSeen(
  stored: readonly StoredLine[],
  platform: string,
  sees: SeesPlace,
): Promise<readonly StoredLine[]> {
  const places = new Map(stored.map((line) => [keyOf(line), line]))
  const asked = [...places].map(async ([key, { space, channel, thread }]) => {
    const place = { platform, space, channel, ...(thread !== undefined && { thread }) }
    return (await sees(place)) ? [key] : []
  })
  const seen = new Set((await Promise.all(asked)).flat())
  return stored.filter((line) => seen.has(keyOf(line)))
}
