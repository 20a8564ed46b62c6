import type { Place, SpaceId } from '../chat/caller.ts'
import type { Paper } from '../paper/paper.ts'
import { toCountsOnly } from './counts-only.ts'
import type { Disclosure } from './disclose.ts'
import { byNewest } from './find-poll.ts'
import { tokenOf } from './link-rights.ts'
import { hashOf, LinkToken, linkKeyName, toToken } from './link-token.ts'
import type { SeenLines } from './memory-reader.ts'
import type { MemoryLine } from './memory-store.ts'
import { isInForce } from './page-link.ts'
import { type LinkedThing, type PlaceLink, pathOf } from './place-link.ts'
import { listLinksIn, type PlaceLinkDeps } from './place-links.ts'
import type { PollId } from './poll.ts'
import { readWhole } from './read-whole.ts'

/** A link that is in force. */
export interface OpenedPlaceLink extends PlaceLink {
  /** The channel's name, if every full member of its space sees it. */
  readonly channel?: string
}

/** Reading what the pages show that links to a channel's papers open. */
export function createPlacePages(deps: PlaceLinkDeps) {
  const { placeLinks, keys, now, isForAll, isAsChannel, channelNameOf } = deps

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
      const name = isOpen === true ? await channelNameOf(found.place).catch(() => undefined) : undefined
      return { ...found, ...(name !== undefined && { channel: name }) }
    },

    /**
     * The polls of a link's page: those of its channel besides threads that fewer people see; of a paper also those of places
     * that every full member of the space sees, unless people from outside may be in the channel. The newest first.
     */
    async readLinkedLines({ place, thing }: Pick<PlaceLink, 'place' | 'thing'>): Promise<SeenLines> {
      const found = await deps.readFor(place.space, place.platform, async (other) => {
        if (other.channel === place.channel) return other.thread === undefined || isAsChannel(other)
        return thing.of === 'paper' && !deps.mayHaveOutsiders(place) && (await isForAll(other)) === true
      })
      return { ...found, lines: found.lines.toSorted(byNewest) }
    },

    /** The paths of the pages of a channel's polls that have a link to their counts without an end, by the poll. */
    async linkedPollPaths(place: Place): Promise<ReadonlyMap<PollId, string>> {
      const found = new Map<PollId, string>()
      for (const { id, thread } of await deps.store.listLinked(place)) {
        if (thread !== undefined && !(await isAsChannel({ ...place, thread }))) continue
        const poll = await deps.store.find(place.space, id)
        const link = poll?.links?.find(({ kind, expiresAt }) => kind === 'counts' && expiresAt === undefined)
        if (link !== undefined) found.set(id, `/p/${await tokenOf(deps, link.id)}`)
      }
      return found
    },

    /** The polls with everything that a page of counts may show, in their order. @param lines From `readLinkedLines`. */
    async readCountsOf(lines: readonly MemoryLine[]): Promise<readonly Disclosure[]> {
      const heads = await Promise.all(lines.map(({ space, id }) => deps.store.find(space, id)))
      const whole = heads.filter((poll) => poll !== undefined).map((poll) => readWhole(deps, poll))
      return (await Promise.all(whole)).map(({ poll }) => toCountsOnly(poll))
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

    /** The paths of the pages of papers and seasons of a channel that have a link without an end, by what they are of. */
    async linkedPaths(
      place: Place,
    ): Promise<readonly { readonly thing: LinkedThing; readonly path: string }[]> {
      const lasting = (await listLinksIn(deps, place)).filter(({ link }) => link.expiresAt === undefined)
      return Promise.all(
        lasting.map(async ({ thing, link }) => ({
          thing,
          path: pathOf(thing.of, await tokenOf(deps, link.id)),
        })),
      )
    },
  }
}
