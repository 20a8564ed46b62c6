import { type LineFilter, presentOf } from '../atlas/group-atlas.ts'
import { type Overview, overviewOf } from '../atlas/overview.ts'
import type { Place } from '../chat/caller.ts'
import type { MemoryLine } from '../poll/memory-store.ts'
import type { LinkedThing } from '../poll/place-link.ts'
import type { OpenedPlaceLink } from '../poll/place-pages.ts'
import type { PollId } from '../poll/poll.ts'
import { type HeldSession, toHeldSession } from '../reading/held-session.ts'
import type { SeasonPolls } from '../reading/season-polls.ts'
import {
  anonymousOf,
  type Linked,
  linkRecaps,
  type Named,
  ownerOf,
  type PageDeps,
  type WithRecapUrl,
} from './linked-page.ts'
import { digestOf } from './page-digest.ts'
import { jumpsFrom, type PagePaths, pathsFrom } from './page-paths.ts'

/** The choices of a reader of a group's page. */
export interface GroupFilter {
  /** Results from that moment on, and before the other, in ms since 1970. */
  readonly from?: number
  readonly before?: number
  readonly season?: string
  /** The name of a channel, or `*` for all; without it, the page's own. */
  readonly in?: string
}

/** A session of a season's page: with what its people left only by a full link. */
export type SeasonSession = WithRecapUrl<HeldSession> & { readonly poll: PollId }

/** A page about the papers of a channel, or of one of its seasons. */
export interface GroupPage {
  readonly title: string
  /** The name of whose page it is: of the group, or of the channel if it may be shown. */
  readonly owner: string | undefined
  /** The title in previews, which show counts only. */
  readonly previewTitle: string
  /** On the page of a season. */
  readonly sessions?: readonly SeasonSession[]
  /** The seasons that can be chosen. */
  readonly seasons: readonly string[]
  /** The names of the other channels that can be chosen. */
  readonly channels: readonly string[]
  readonly overview: Overview
  readonly paths: PagePaths
}

/** A page whose records have been read, and from which nothing has been computed yet. */
export interface FoundPage {
  /** Another one if the page is, besides the addresses of messages that it leads to. */
  readonly digest: string
  /** Whether the messages of polls still have these addresses. */
  readonly leadsTo: (jumps: PagePaths['jumps']) => Promise<boolean>
  readonly compute: () => Promise<GroupPage>
}

/** Reads the pages about channels and seasons that links open. */
export function createGroupPages(deps: PageDeps) {
  const { polls, papers, seasonsIn, agreement, standingOf, now } = deps

  const titleOf = async (named: Named): Promise<string> => (await ownerOf(deps, named)) ?? 'Placed papers'

  /**
   * @param parts Those of the page that aren't about its polls.
   * @param canChoose Whether the papers of other channels can be chosen.
   */
  async function findPage(
    opened: OpenedPlaceLink,
    { in: wanted, ...rest }: LineFilter & Pick<GroupFilter, 'in'>,
    parts: Omit<GroupPage, 'overview' | 'paths' | 'channels'>,
    canChoose: boolean,
  ): Promise<FoundPage> {
    const { place, link } = opened
    const { lines } = await polls.readLinkedLines(opened)
    const names = await polls.nameChannels(opened, lines)
    const others = [...names].filter(([channel]) => channel !== place.channel)
    const named = others.filter(([, name]) => name === wanted).map(([channel]) => channel)
    const options = {
      canonical: await papers.findCanonical(lines.map(({ paper }) => paper)),
      filter: {
        ...rest,
        ...(wanted !== '*' && { channels: new Set(wanted === undefined ? [place.channel] : named) }),
      },
      lastShared: await deps.sharedAtlases.lastIn(place),
      group: `${place.space}/${place.channel}`,
    }
    const page = { ...parts, channels: canChoose ? others.map(([, name]) => name).toSorted() : [] }
    const times = { now: now(), lastShared: options.lastShared }
    const paths = await pathsFrom(deps, opened, [])
    return {
      digest: await digestOf(lines, [page, options, paths, link.kind, presentOf(lines, times)]),

      async leadsTo(jumps) {
        const same = [...jumps].map(async ([id, url]) => (await deps.linkToPoll(id)) === url)
        return (await Promise.all(same)).every(Boolean)
      },

      async compute() {
        const overview = await overviewOf(lines, { ...options, ...times, agreement, standingOf })
        return {
          ...page,
          overview,
          paths: { ...paths, jumps: await jumpsFrom(deps, opened, linesOf(overview)) },
        }
      },
    }
  }

  const findPolls = async (place: Place, { group, season }: Extract<LinkedThing, { of: 'season' }>) =>
    (await seasonsIn(place)).find((one) => one.group.id === group && one.name === season)

  async function sessionsOf(linked: Linked, { sessions }: SeasonPolls): Promise<readonly SeasonSession[]> {
    if (linked.link.kind === 'counts') return sessions.map(({ date, poll }) => ({ date, poll }))
    const ids = new Set(sessions.map(({ poll }) => poll))
    const own = (await polls.readLinkedLines(linked)).lines.filter(({ id }) => ids.has(id))
    const { hidden } = await polls.readLinkedPolls(linked, own)
    const leftOut = { anonymous: anonymousOf(own), hidden }
    return linkRecaps(
      deps,
      sessions.map(({ poll, session }) => ({ ...toHeldSession(session, leftOut), poll })),
    )
  }

  return {
    titleOf,

    /** The sessions that the page of a link shows; empty if it is about no season. */
    async findSessions(linked: Linked): Promise<readonly SeasonSession[]> {
      const { thing, place } = linked
      const season = thing.of === 'season' ? await findPolls(place, thing) : undefined
      return season === undefined ? [] : sessionsOf(linked, season)
    },

    async findGroup(token: string, { season, ...filter }: GroupFilter): Promise<FoundPage | undefined> {
      const opened = await polls.openPlaceLink(token, 'channel')
      if (opened === undefined) return undefined
      const seasons = await seasonsIn(opened.place)
      const chosen = seasons.filter(({ name }) => name === season)
      const ids = new Set(chosen.flatMap(({ sessions }) => sessions.map(({ poll }) => poll)))
      const parts = {
        title: await titleOf(opened),
        owner: await ownerOf(deps, opened),
        previewTitle: await titleOf(opened.isChannelForAll ? opened : { place: opened.place }),
        seasons: [...new Set(seasons.map(({ name }) => name))],
      }
      return findPage(opened, { ...filter, ...(season !== undefined && { polls: ids }) }, parts, true)
    },

    async findSeason(token: string): Promise<FoundPage | undefined> {
      const opened = await polls.openPlaceLink(token, 'season')
      if (opened?.thing.of !== 'season') return undefined
      const found = await findPolls(opened.place, opened.thing)
      if (found === undefined) return undefined
      const title = `${found.group.name}: ${found.name}`
      const ids = new Set(found.sessions.map(({ poll }) => poll))
      const names = { title, owner: found.group.name, previewTitle: title }
      const parts = { ...names, seasons: [], sessions: await sessionsOf(opened, found) }
      return findPage(opened, { polls: ids }, parts, false)
    },
  }
}

/** The polls whose messages a page about many papers can lead to. */
function linesOf({ contested, questions, outcomes }: Overview): readonly MemoryLine[] {
  const papers =
    'onGrid' in contested
      ? [...contested.onGrid, ...contested.gridOrApplications].map(({ paper }) => paper.item.poll)
      : []
  const all = [...papers, ...[...questions, ...outcomes].map(({ line }) => line)]
  return [...new Map(all.map((line) => [line.id, line])).values()]
}
