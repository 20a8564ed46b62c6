import { latestOutcomes, type Outcome } from '../atlas/outcomes.ts'
import type { Place } from '../chat/caller.ts'
import type { Paper } from '../paper/paper.ts'
import type { LinkedThing } from '../poll/place-link.ts'
import type { CalendarFacts } from '../reading/calendar.ts'
import type { ShownOnPage } from '../views/poll/place-link-view.ts'
import { createGroupPages } from './group-pages.ts'
import type { PageDeps } from './linked-page.ts'
import { pathsFrom } from './page-paths.ts'
import { createPaperPages } from './paper-pages.ts'
import { readRecapFeed } from './recap-feed.ts'
import { shownOfSessions, shownOnPaper } from './shown-on-page.ts'

/** The feed of a channel's outcomes. */
export interface OutcomeFeed {
  readonly title: string
  readonly outcomes: readonly (Outcome & { readonly paper: Paper; readonly path?: string })[]
}

const maxInFeed = 50

/** Reads the pages about channels that links open; each reader returns `undefined` for other tokens. */
export function createLinkedPages(deps: PageDeps) {
  const { polls } = deps
  const { titleOf, findSessions, findGroup, findSeason } = createGroupPages(deps)
  const { paperOf, readPaper } = createPaperPages(deps)

  return {
    findGroup,
    findSeason,
    readPaper,

    /** Counts the names and words that the full page of something would show. */
    async countShown(place: Place, thing: LinkedThing): Promise<ShownOnPage> {
      const linked = { place, thing, link: { kind: 'full' } } as const
      const found = await paperOf(linked)
      return found === undefined ? shownOfSessions(await findSessions(linked)) : shownOnPaper(found.page)
    },

    /** The calendar of a reading group. */
    async readCalendar(token: string): Promise<CalendarFacts | undefined> {
      const opened = await polls.openPlaceLink(token, 'calendar')
      if (opened?.thing.of !== 'calendar') return undefined
      return deps.calendarIn(opened.place, opened.thing.group)
    },

    /** As {@link readRecapFeed}. */
    readRecaps: (token: string) => readRecapFeed(deps, token),

    async readFeed(token: string): Promise<OutcomeFeed | undefined> {
      const opened = await polls.openPlaceLink(token, 'outcomes')
      if (opened === undefined) return undefined
      const outcomes = latestOutcomes((await polls.readLinkedLines(opened)).lines, maxInFeed)
      const known = await polls.papersOfLines(outcomes.map(({ line }) => line))
      const { ofPoll } = await pathsFrom(deps, opened, [])
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
