import type { MemoryLine } from '../poll/memory-store.ts'
import { anonymousOf, type Linked, linkRecaps, ownerOf, type PageDeps } from './linked-page.ts'
import { type PagePaths, pathsFrom } from './page-paths.ts'
import { findPaper, type PaperPage, toPaperPage } from './paper-page.ts'

/** Reads the pages about papers that links open. */
export function createPaperPages(deps: PageDeps) {
  const { polls, papers, paperEventsIn } = deps

  /** The page of a link, and its paper's polls; `undefined` if it is about no paper with a poll. */
  async function paperOf(
    linked: Linked,
  ): Promise<{ readonly page: PaperPage; readonly lines: readonly MemoryLine[] } | undefined> {
    const { thing, place, link } = linked
    if (thing.of !== 'paper') return undefined
    const { lines } = await polls.readLinkedLines(linked)
    const canonical = await papers.findCanonical([thing.paper, ...lines.map(({ paper }) => paper)])
    const found = findPaper(lines, canonical, thing.paper)
    if (found === undefined) return undefined
    const { own } = found
    const shown = await polls.readLinkedPolls(linked, own.polls)
    const leftOut = { anonymous: anonymousOf(own.polls), hidden: shown.hidden }
    const events =
      link.kind === 'full'
        ? await paperEventsIn(place, new Set([own.id, ...own.ids]), leftOut)
        : { sessions: [], listed: [] }
    const names = await polls.nameChannels(linked, own.polls)
    const channels = own.polls.flatMap(({ id, channel }) => {
      const name = names.get(channel)
      return name === undefined ? [] : [[id, name] as const]
    })
    const page = toPaperPage(found, shown.polls, {
      owner: await ownerOf(deps, linked),
      channels: new Map(channels),
      sessions: await linkRecaps(deps, events.sessions),
      listed: events.listed,
    })
    return page && { page, lines: own.polls }
  }

  return {
    paperOf,

    async readPaper(
      token: string,
    ): Promise<{ readonly page: PaperPage; readonly paths: PagePaths } | undefined> {
      const opened = await polls.openPlaceLink(token, 'paper')
      const found = opened && (await paperOf(opened))
      if (opened === undefined || found === undefined) return undefined
      return { page: found.page, paths: await pathsFrom(deps, opened, found.lines) }
    },
  }
}
