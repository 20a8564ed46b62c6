import type { PersonId, Place, SpaceId } from '../chat/caller.ts'
import type { Paper } from '../paper/paper.ts'
import { toCountsOnly } from './counts-only.ts'
import type { Disclosure } from './disclose.ts'
import { byNewest } from './find-poll.ts'
import { withoutHidden } from './hide-on-pages.ts'
import { linkRightsIn } from './link-rights.ts'
import { hashOf, LinkToken, linkKeyName, toToken } from './link-token.ts'
import type { SeenLines } from './memory-reader.ts'
import type { MemoryLine } from './memory-store.ts'
import { isInForce } from './page-link.ts'
import type { LinkedThing, PlaceLink } from './place-link.ts'
import type { PlaceLinkDeps } from './place-links.ts'
import type { PollId } from './poll.ts'
import { readWhole } from './read-whole.ts'

/** A link that is in force. */
export interface OpenedPlaceLink extends PlaceLink {
  /** The channel's name, if every full member of its space sees it, or if the page shows what its people see. */
  readonly channel?: string
  /** Whether every full member of its space sees the channel at present. */
  readonly isChannelForAll: boolean
}

/** Polls as a page shows them. */
interface LinkedPolls {
  readonly polls: readonly Disclosure[]
  /** People who want neither their names nor their words on pages of any of them. */
  readonly hidden: ReadonlySet<PersonId>
}

/** Reading what the pages show that links to a channel's papers open. */
export function createPlacePages(deps: PlaceLinkDeps) {
  const { placeLinks, keys, now, isForAll, isAsChannel, channelNameOf } = deps
  const nameOf = (place: Place) => channelNameOf(place).catch(() => undefined)

  /** Whether people besides managers may make links to polls of a channel. */
  async function mayBeLinked(place: Place): Promise<boolean> {
    const rights = await linkRightsIn(deps, { place })
    return rights === 'opener' || rights === 'always'
  }

  return {
    /**
     * @param words The part of an address that may be a token: any text.
     * @returns `undefined` if it opens no such page: unknown, withdrawn, expired, or of a channel that fewer people see by now.
     */
    async openPlaceLink(words: string, of: LinkedThing['of']): Promise<OpenedPlaceLink | undefined> {
      const token = LinkToken.safeParse(words)
      // Malformed tokens are looked up too, so that refusing them takes as long.
      const found = await placeLinks.find(hashOf(words))
      if (!token.success || found === undefined || found.thing.of !== of || !isInForce(found.link, now()))
        return undefined
      const key = await keys.get(linkKeyName)
      if (key === undefined || toToken(key, found.link.id) !== token.data) return undefined
      const isOpen = await isForAll(found.place)
      if (found.link.isForAll && isOpen === false) return undefined
      const isNamed = isOpen === true || found.link.kind === 'full'
      const name = isNamed ? await nameOf(found.place) : undefined
      return { ...found, ...(name !== undefined && { channel: name }), isChannelForAll: isOpen === true }
    },

    /**
     * The polls that a link's page may be made from: those of its channel besides threads that fewer people see, and for a
     * page of a channel or a paper those of channels that every full member of the space sees and may link, unless people
     * from outside may be in the link's channel. The newest first.
     */
    async readLinkedLines({ place, thing }: Pick<PlaceLink, 'place' | 'thing'>): Promise<SeenLines> {
      const mayBeElsewhere = (thing.of === 'paper' || thing.of === 'channel') && !deps.mayHaveOutsiders(place)
      const found = await deps.readFor(place.space, place.platform, async (other) => {
        if (other.channel === place.channel) return other.thread === undefined || isAsChannel(other)
        return mayBeElsewhere && (await isForAll(other)) === true && mayBeLinked(other)
      })
      return { ...found, lines: found.lines.toSorted(byNewest) }
    },

    /** The names of the channels of polls, by the channel. @param lines From `readLinkedLines`. */
    async nameChannels(
      { place, channel: own }: Pick<OpenedPlaceLink, 'place' | 'channel'>,
      lines: readonly MemoryLine[],
    ): Promise<ReadonlyMap<string, string>> {
      const found = [...new Set(lines.map(({ channel }) => channel))].map(async (channel) => {
        const name = channel === place.channel ? own : await nameOf({ ...place, channel })
        return name === undefined ? [] : [[channel, name] as const]
      })
      return new Map((await Promise.all(found)).flat())
    },

    /**
     * The polls as a link's page shows them, in their order: with names and words only by a full link, and only those of its
     * own channel. @param lines From `readLinkedLines`.
     */
    async readLinkedPolls(
      { place, link }: { readonly place: Place; readonly link: Pick<PlaceLink['link'], 'kind'> },
      lines: readonly MemoryLine[],
    ): Promise<LinkedPolls> {
      const heads = await Promise.all(lines.map(({ space, id }) => deps.store.find(space, id)))
      const found = heads.filter((poll) => poll !== undefined)
      const polls = found.map(async (poll) => {
        const { poll: whole } = await readWhole(deps, poll)
        const isFull = link.kind === 'full' && poll.place.channel === place.channel
        return isFull ? withoutHidden(whole, poll) : toCountsOnly(whole)
      })
      return {
        polls: await Promise.all(polls),
        hidden: new Set(found.flatMap(({ hiddenOnPages = [] }) => hiddenOnPages)),
      }
    },

    /** The papers of polls as their lists have them, by the poll. */
    async papersOfLines(lines: readonly MemoryLine[]): Promise<ReadonlyMap<PollId, Paper>> {
      const found = new Map<PollId, Paper>()
      for (const [space = '' as SpaceId, ours] of Map.groupBy(lines, ({ space }) => space)) {
        const papers = new Map((await deps.store.papersOf(space, ours)).map((paper) => [paper.id, paper]))
        for (const { id, paper } of ours) {
          const known = papers.get(paper)
          if (known !== undefined) found.set(id, known)
        }
      }
      return found
    },
  }
}
