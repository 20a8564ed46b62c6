import type { Place, SpaceId } from '../chat/caller.ts'
import type { IsForAll } from '../chat/openness.ts'
import type { Keys } from '../store/keys.ts'
import { toCountsOnly } from './counts-only.ts'
import type { Disclosure } from './disclose.ts'
import type { PollSource } from './find-poll.ts'
import { withoutHidden } from './hide-on-pages.ts'
import { hashOf, LinkToken, linkKeyName, toToken } from './link-token.ts'
import { isInForce, type LinkKind } from './page-link.ts'
import type { PollId } from './poll.ts'
import { readWhole } from './read-whole.ts'

/** A poll as a link shows it. */
export interface LinkedPoll {
  readonly poll: Disclosure
  readonly kind: LinkKind
  /** Where the poll lives: what a page itself never shows. */
  readonly space: SpaceId
  /** The name of its channel, if the page shows what people there see, or if every full member of the space sees it. */
  readonly channel?: string
}

interface Deps extends PollSource {
  readonly keys: Keys
  readonly isForAll: IsForAll
  /** The address under which people elsewhere reach pages. */
  readonly publicUrl: string | undefined
  readonly channelNameOf: (place: Place) => Promise<string | undefined>
}

/** Reading polls by the links to their pages. */
export function createPageReader(deps: Deps) {
  const { store, keys, isForAll, channelNameOf, publicUrl, now } = deps

  /**
   * @param words The part of an address that may be a token: any text.
   * @returns `undefined` if it opens nothing: unknown, withdrawn, expired, or of a poll that fewer people see by now.
   */
  async function readLinked(words: string): Promise<LinkedPoll | undefined> {
    const token = LinkToken.safeParse(words)
    // Malformed tokens are looked up too, so that refusing them takes as long.
    const hash = hashOf(words)
    const poll = await store.findLinked(hash)
    const link = poll?.links?.find((one) => one.hash === hash)
    if (!token.success || poll === undefined || link === undefined || !isInForce(link, now()))
      return undefined
    // Another key ends every link, also for those who kept a token.
    const key = await keys.get(linkKeyName)
    if (key === undefined || toToken(key, link.id) !== token.data) return undefined
    const isOpen = await isForAll(poll.place)
    if (link.isForAll && isOpen === false) return undefined
    const { poll: whole } = await readWhole(deps, poll)
    const { kind } = link
    const channel =
      kind === 'full' || isOpen === true ? await channelNameOf(poll.place).catch(() => undefined) : undefined
    return {
      poll: kind === 'full' ? withoutHidden(whole, poll) : toCountsOnly(whole),
      kind,
      space: poll.place.space,
      ...(channel !== undefined && { channel }),
    }
  }

  return {
    readLinked,

    /** The address of a page of a poll's counts for everyone who has it; `undefined` if no link without an end opens one. */
    async openCountsPageOf(space: SpaceId, id: PollId): Promise<string | undefined> {
      const poll = publicUrl === undefined ? undefined : await store.find(space, id)
      const link = poll?.links?.find(({ kind, expiresAt }) => kind === 'counts' && expiresAt === undefined)
      const key = link && (await keys.get(linkKeyName))
      if (link === undefined || key === undefined) return undefined
      const token = toToken(key, link.id)
      return (await readLinked(token)) && new URL(`/p/${token}`, publicUrl).href
    },

    /** The words unchanged, unless they are the address of a page: then the address or title of its paper. */
    async paperOfPage(words: string): Promise<string> {
      const pasted = words.trim()
      const start = publicUrl === undefined ? undefined : new URL('/p/', publicUrl).href
      if (start === undefined || !pasted.startsWith(start)) return words
      const linked = await readLinked(pasted.slice(start.length).split(/[/.?#]/, 1)[0] ?? '')
      return linked === undefined ? words : (linked.poll.paper.url ?? linked.poll.paper.title)
    },
  }
}

export type PageReader = ReturnType<typeof createPageReader>
