import type { Caller, PersonId, Place, SpaceId } from '../chat/caller.ts'
import type { IsForAll } from '../chat/openness.ts'
import { isHere } from '../chat/sight.ts'
import type { Spot } from '../grid/axes.ts'
import { createBreaks } from '../time/breaks.ts'
import { createSightOf, keyOf, type PollSource } from './find-poll.ts'
import { spotOf } from './memory-rows.ts'
import type { MemoryLine } from './memory-store.ts'
import type { PollId } from './poll.ts'

/** Polls of several places, of those that the reader of an answer may see and of no other. */
export interface SeenLines {
  /** In no particular order. */
  readonly lines: readonly MemoryLine[]
  /** Where they are: channels, whatever the threads. */
  readonly channels: number
}

/** Whether the readers of an answer see a place; asked once for each place. */
export type SeesPlace = (place: Place) => Promise<boolean>

/** A person's spot of a paper, and its round. */
interface OwnSpot {
  readonly round: number
  readonly spot: Spot
}

interface Deps extends PollSource {
  readonly isForAll: IsForAll
  /** Whether people from outside its space may be in a conversation. */
  readonly mayHaveOutsiders: (place: Place) => boolean
  /** The name of a place's channel on its platform, if it is known. */
  readonly channelNameOf: (place: Place) => Promise<string | undefined>
}

/**
 * Reads many polls for one answer. Who reads it decides here, and nowhere else, from which polls its counts and rankings are
 * made.
 */
export function createMemoryReader(deps: Deps) {
  const { store, voters, isForAll, mayHaveOutsiders, channelNameOf } = deps

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

    /**
     * The channels of polls that people mean by a mention, a name or an id.
     *
     * @param lines From one of the reads above, so that no other channel is found by its name.
     */
    async findChannels(
      { place: { platform } }: Caller,
      lines: readonly MemoryLine[],
      words: readonly string[],
    ): Promise<ReadonlySet<string>> {
      const keys = new Set(words.map((word) => toChannelKey(word)))
      const known = new Map(lines.map(({ space, channel }) => [channel, { platform, space, channel }]))
      const found = [...known].map(async ([channel, place]) => {
        if (keys.has(channel.toLowerCase())) return [channel]
        const name = await channelNameOf(place).catch(() => undefined)
        return name !== undefined && keys.has(toChannelKey(name)) ? [channel] : []
      })
      return new Set((await Promise.all(found)).flat())
    },

    /**
     * Where a person placed the papers of polls that show names, by the poll.
     *
     * @param lines From one of the reads above.
     */
    async readSpots(person: PersonId, lines: readonly MemoryLine[]): Promise<Map<PollId, OwnSpot>> {
      const found = new Map<PollId, OwnSpot>()
      for (const [id, { round, people }] of await store.readPlaced(lines)) {
        const own = people.find((one) => one.person.id === person)
        if (own !== undefined) found.set(id, { round, spot: own.spot })
      }
      return found
    },

    /** As `readSpots`, of the caller, with their own anonymous ballots as long as those lead to them. */
    async readOwnSpots(caller: Caller, lines: readonly MemoryLine[]): Promise<Map<PollId, OwnSpot>> {
      const found = await this.readSpots(caller.person.id, lines)
      const takeBreak = createBreaks()
      for (const { id, space, visibility, sealed, rounds } of lines) {
        const round = rounds.findLast(({ state }) => state === 'closed')?.number
        if (visibility === 'names' || sealed === true || round === undefined) continue
        const poll = await store.find(space, id)
        const voter = poll && (await voters.findVoter(poll, caller.person.id))
        const ballot = poll && voter && (await store.ballot(poll, round, voter.id))
        const spot = ballot && spotOf(ballot.answers.stance)
        if (spot !== undefined) found.set(id, { round, spot })
        await takeBreak()
      }
      return found
    },

    /** The placements of polls that show names, by the poll. @param polls From one of the reads above. */
    readPlaced: (polls: readonly MemoryLine[]) => store.readPlaced(polls),

    /** The texts of polls, by the poll. @param polls From one of the reads above. */
    readTexts: (polls: readonly MemoryLine[]) => store.readTexts(polls),
  }
}

/** The id of a mention, or the name, in lower case. */
const toChannelKey = (word: string): string =>
  (/^<#(\w+)/.exec(word)?.[1] ?? word.replace(/^#/, '')).toLowerCase()

async function filterSeen(
  stored: readonly MemoryLine[],
  platform: string,
  sees: SeesPlace,
): Promise<readonly MemoryLine[]> {
  const places = new Map(stored.map((line) => [keyOf(line), line]))
  const asked = [...places].map(async ([key, { space, channel, thread }]) => {
    const place = { platform, space, channel, ...(thread !== undefined && { thread }) }
    return (await sees(place)) ? [key] : []
  })
  const seen = new Set((await Promise.all(asked)).flat())
  return stored.filter((line) => seen.has(keyOf(line)))
}
