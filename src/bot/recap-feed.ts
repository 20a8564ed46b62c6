import { type Outcome, outcomeOf } from '../atlas/outcomes.ts'
import type { Paper } from '../paper/paper.ts'
import type { SessionId } from '../reading/group.ts'
import type { PageDeps } from './linked-page.ts'
import { pathsFrom } from './page-paths.ts'

/** The feed of a reading group's recaps, newest first. */
export interface RecapFeed {
  readonly title: string
  readonly recaps: readonly (Outcome & {
    readonly session: SessionId
    readonly paper: Paper
    /** In ms since 1970. */
    readonly updatedAt: number
    /** Of the poll's page. */
    readonly path?: string
    /** To the recap's message. */
    readonly link?: string
  })[]
}

/** The recaps of a reading group whose polls have results that may be shown. @returns `undefined` for other tokens. */
export async function readRecapFeed(
  deps: Pick<PageDeps, 'polls' | 'heldIn' | 'linkToPoll'>,
  token: string,
): Promise<RecapFeed | undefined> {
  const { polls, heldIn } = deps
  const opened = await polls.openPlaceLink(token, 'calendar')
  if (opened?.thing.of !== 'calendar') return undefined
  const held = await heldIn(opened.place, opened.thing.group)
  if (held === undefined) return undefined
  const ids = new Set(held.sessions.map(({ poll }) => poll))
  const lines = (await polls.readLinkedLines(opened)).lines.filter(({ id }) => ids.has(id))
  const papers = await polls.papersOfLines(lines)
  const { ofPoll } = await pathsFrom(deps, opened, [])
  return {
    title: held.name,
    recaps: held.sessions.flatMap(({ id, poll, at, link }) => {
      const line = lines.find(({ id }) => id === poll)
      const outcome = line && outcomeOf(line)
      const paper = papers.get(poll)
      const path = ofPoll.get(poll)
      if (outcome === undefined || paper === undefined) return []
      const updatedAt = Math.max(at, outcome.closedAt)
      return [{ ...outcome, session: id, paper, updatedAt, ...(path && { path }), ...(link && { link }) }]
    }),
  }
}
