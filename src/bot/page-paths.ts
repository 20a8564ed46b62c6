import type { Place } from '../chat/caller.ts'
import type { PaperId } from '../paper/paper.ts'
import type { MemoryLine } from '../poll/memory-store.ts'
import type { LinkKind } from '../poll/page-link.ts'
import type { PlaceLink } from '../poll/place-link.ts'
import type { PollId } from '../poll/poll.ts'
import type { Polls } from '../poll/polls.ts'

/** Where titles on a page lead: to pages that have a link of their own, at least as open as this one's. */
export interface PagePaths {
  readonly ofPoll: ReadonlyMap<PollId, string>
  readonly ofPaper: ReadonlyMap<PaperId, string>
  /** Of the seasons, by their name, and of the channel's own page and its feed. */
  readonly ofSeason: ReadonlyMap<string, string>
  readonly group?: string
  readonly feed?: string
  /** The addresses of the polls' messages, `undefined` of those that have none; empty on a page of counts. */
  readonly jumps: ReadonlyMap<PollId, string | undefined>
}

interface Deps {
  readonly polls: Pick<Polls, 'linkedPaths' | 'linkedPollPaths'>
  /** The address of a message that shows a poll; `undefined` where messages have none. */
  readonly linkToPoll: (poll: PollId) => Promise<string | undefined>
}

/** From a page of counts to pages of counts; from a full page to full ones, or else to those of counts. */
const reachable: Readonly<Record<LinkKind, readonly LinkKind[]>> = {
  counts: ['counts'],
  full: ['full', 'counts'],
}

type Line = Pick<MemoryLine, 'id' | 'channel'>

interface Linked {
  readonly place: Place
  readonly link: Pick<PlaceLink['link'], 'kind'>
}

/** @param lines The polls whose messages a full page leads to, as far as they are of its channel. */
export async function pathsFrom(deps: Deps, linked: Linked, lines: readonly Line[]): Promise<PagePaths> {
  const { polls } = deps
  const { place, link } = linked
  const kinds = reachable[link.kind]
  const pages = await polls.linkedPaths(place, kinds)
  const pathOf = (of: 'channel' | 'outcomes') => pages.find(({ thing }) => thing.of === of)?.path
  const [group, feed] = [pathOf('channel'), pathOf('outcomes')]
  return {
    ofPoll: await polls.linkedPollPaths(place, kinds),
    ofPaper: new Map(
      pages.flatMap(({ thing, path }) => (thing.of === 'paper' ? [[thing.paper, path] as const] : [])),
    ),
    ofSeason: new Map(
      pages.flatMap(({ thing, path }) => (thing.of === 'season' ? [[thing.season, path] as const] : [])),
    ),
    ...(group !== undefined && { group }),
    ...(feed !== undefined && { feed }),
    jumps: await jumpsFrom(deps, linked, lines),
  }
}

/** As {@link PagePaths} has them. @param lines As of {@link pathsFrom}. */
export async function jumpsFrom(
  { linkToPoll }: Pick<Deps, 'linkToPoll'>,
  { place, link }: Linked,
  lines: readonly Line[],
): Promise<PagePaths['jumps']> {
  const own = link.kind === 'full' ? lines.filter(({ channel }) => channel === place.channel) : []
  return new Map(await Promise.all(own.map(async ({ id }) => [id, await linkToPoll(id)] as const)))
}
