import type { Agreement } from '../atlas/group-agreement.ts'
import type { LineFilter } from '../atlas/group-atlas.ts'
import { latestOutcomes, type Outcome } from '../atlas/outcomes.ts'
import { type Overview, overviewOf } from '../atlas/overview.ts'
import type { createStandings } from '../atlas/standings.ts'
import type { Place } from '../chat/caller.ts'
import type { Paper, PaperId } from '../paper/paper.ts'
import type { Papers } from '../paper/papers.ts'
import type { OpenedPlaceLink } from '../poll/place-pages.ts'
import type { PollId } from '../poll/poll.ts'
import type { Polls } from '../poll/polls.ts'
import type { CalendarFacts } from '../reading/calendar.ts'
import type { SeasonPolls } from '../reading/season-polls.ts'
import type { ReadingGroups } from '../sessions/reading-groups.ts'
import { findPaper, toPaperPage } from './paper-page.ts'
import { readRecapFeed } from './recap-feed.ts'

/** The choices of a reader of a group's page. */
export interface GroupFilter {
  /** Results from that moment on, and before the other, in ms since 1970. */
  readonly from?: number
  readonly before?: number
  readonly season?: string
}

/** Where titles on a page lead: to pages that have a link of their own, at least as open as this one's. */
export interface PagePaths {
  readonly ofPoll: ReadonlyMap<PollId, string>
  readonly ofPaper: ReadonlyMap<PaperId, string>
  /** Of the seasons, by their name, and of the channel's own page and its feed. */
  readonly ofSeason: ReadonlyMap<string, string>
  readonly group?: string
  readonly feed?: string
}

/** A page about the papers of a channel, or of one of its seasons. */
export interface GroupPage {
  readonly title: string
  /** The season's name, on its own page. */
  readonly season?: SeasonPolls
  /** Those that can be chosen. */
  readonly seasons: readonly string[]
  readonly overview: Overview
  readonly paths: PagePaths
}

/** The feed of a channel's outcomes. */
export interface OutcomeFeed {
  readonly title: string
  readonly outcomes: readonly (Outcome & { readonly paper: Paper; readonly path?: string })[]
}

interface Deps {
  readonly polls: Polls
  readonly papers: Pick<Papers, 'findCanonical'>
  /** The seasons of a channel's groups that have polls. */
  readonly seasonsIn: (place: Place) => Promise<readonly SeasonPolls[]>
  /** The calendar of a group of a channel. */
  readonly calendarIn: ReadingGroups['calendarIn']
  readonly heldIn: ReadingGroups['heldIn']
  /** The names of the groups of a channel. */
  readonly groupNamesIn: (place: Place) => Promise<readonly string[]>
  readonly agreement: Agreement
  readonly standingOf: ReturnType<typeof createStandings>
  /** In ms since 1970. */
  readonly now: () => number
}

const maxInFeed = 50

/** Reads the pages about channels that links open; each reader returns `undefined` for other tokens. */
export function createLinkedPages(deps: Deps) {
  const { polls, papers, seasonsIn, calendarIn, groupNamesIn, agreement, standingOf, now } = deps

  /** The group's name, or the channel's if it may be shown. */
  async function titleOf({ place, channel }: OpenedPlaceLink): Promise<string> {
    const [only, another] = await groupNamesIn(place)
    if (only !== undefined && another === undefined) return only
    return channel === undefined ? 'Placed papers' : `#${channel}`
  }

  async function pageOf(opened: OpenedPlaceLink, filter: LineFilter) {
    const { place } = opened
    const { lines } = await polls.readLinkedLines(opened)
    const canonical = await papers.findCanonical(lines.map(({ paper }) => paper))
    return {
      overview: await overviewOf(lines, {
        ...{ canonical, filter, agreement, standingOf },
        now: now(),
        group: `${place.space}/${place.channel}`,
      }),
      paths: await pathsIn(place),
    }
  }

  async function pathsIn(place: Place): Promise<PagePaths> {
    const linked = await polls.linkedPaths(place)
    const pathOf = (of: 'channel' | 'outcomes') => linked.find(({ thing }) => thing.of === of)?.path
    const [group, feed] = [pathOf('channel'), pathOf('outcomes')]
    return {
      ofPoll: await polls.linkedPollPaths(place),
      ofPaper: new Map(
        linked.flatMap(({ thing, path }) => (thing.of === 'paper' ? [[thing.paper, path] as const] : [])),
      ),
      ofSeason: new Map(
        linked.flatMap(({ thing, path }) => (thing.of === 'season' ? [[thing.season, path] as const] : [])),
      ),
      ...(group !== undefined && { group }),
      ...(feed !== undefined && { feed }),
    }
  }

  return {
    async readGroup(token: string, { season, ...times }: GroupFilter): Promise<GroupPage | undefined> {
      const opened = await polls.openPlaceLink(token, 'channel')
      if (opened === undefined) return undefined
      const seasons = await seasonsIn(opened.place)
      const chosen = seasons.filter(({ name }) => name === season)
      const ids = new Set(chosen.flatMap(({ sessions }) => sessions.map(({ poll }) => poll)))
      const filter = { ...times, ...(season !== undefined && season !== '' && { polls: ids }) }
      return {
        title: await titleOf(opened),
        seasons: [...new Set(seasons.map(({ name }) => name))],
        ...(await pageOf(opened, filter)),
      }
    },

    async readSeason(token: string): Promise<GroupPage | undefined> {
      const opened = await polls.openPlaceLink(token, 'season')
      if (opened?.thing.of !== 'season') return undefined
      const { group, season: name } = opened.thing
      const found = (await seasonsIn(opened.place)).find((one) => one.group.id === group && one.name === name)
      if (found === undefined) return undefined
      const ids = new Set(found.sessions.map(({ poll }) => poll))
      return {
        title: `${found.group.name}: ${name}`,
        season: found,
        seasons: [],
        ...(await pageOf(opened, { polls: ids })),
      }
    },

    async readPaper(token: string) {
      const opened = await polls.openPlaceLink(token, 'paper')
      if (opened?.thing.of !== 'paper') return undefined
      const { lines } = await polls.readLinkedLines(opened)
      const canonical = await papers.findCanonical([opened.thing.paper, ...lines.map(({ paper }) => paper)])
      const found = findPaper(lines, canonical, opened.thing.paper)
      const page = found && toPaperPage(found, await polls.readCountsOf(found.own.polls))
      return page && { page, paths: await pathsIn(opened.place) }
    },

    /** The calendar of a reading group. */
    async readCalendar(token: string): Promise<CalendarFacts | undefined> {
      const opened = await polls.openPlaceLink(token, 'calendar')
      if (opened?.thing.of !== 'calendar') return undefined
      return calendarIn(opened.place, opened.thing.group)
    },

    /** As {@link readRecapFeed}. */
    readRecaps: (token: string) => readRecapFeed({ ...deps, pathsIn }, token),

    async readFeed(token: string): Promise<OutcomeFeed | undefined> {
      const opened = await polls.openPlaceLink(token, 'outcomes')
      if (opened === undefined) return undefined
      const outcomes = latestOutcomes((await polls.readLinkedLines(opened)).lines, maxInFeed)
      const known = await polls.papersOfLines(outcomes.map(({ line }) => line))
      const { ofPoll } = await pathsIn(opened.place)
      return {
        title: await titleOf(opened),
        outcomes: outcomes.flatMap((outcome) => {
          const paper = known.get(outcome.line.id)
          const path = ofPoll.get(outcome.line.id)
          return paper === undefined ? [] : [{ ...outcome, paper, ...(path !== undefined && { path }) }]
        }),
      }
    },
  }
}

export type LinkedPages = ReturnType<typeof createLinkedPages>
