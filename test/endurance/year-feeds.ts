import type { App } from '../../src/app.ts'
import type { Answer } from '../../src/chat/answer.ts'
import { servePages } from '../pages/open-pages.ts'
import type { ReadingWorld, SeenEvent } from './reading-world.ts'
import type { YearClock } from './year-clock.ts'

export interface Calendar {
  /** In ms since 1970. */
  readonly at: number
  readonly text: string
}

/** The feeds of a group and the platform's events, at a moment in ms since 1970. */
export interface Look {
  readonly at: number
  /** Where the calendar is. */
  readonly path: string
  readonly recaps: string
  /** How the calendar of before is answered, where it has another address. */
  readonly formerStatus?: number
  readonly events: readonly SeenEvent[]
}

/** What others could read in a year. */
export interface SeenFeeds {
  /** What there was beside messages, each time that somebody looked. */
  readonly looks: readonly Look[]
  /** The group's calendar, each time that it was not what it was before. */
  readonly calendars: readonly Calendar[]
  /** How often it was unchanged. */
  readonly unchanged: number
}

interface Deps {
  readonly clock: YearClock
  readonly world: Pick<ReadingWorld, 'events'>
  /** The instance that runs. */
  readonly app: () => Pick<App, 'pages' | 'readLinked'>
  /** @returns an answer with the address of the group's feeds. */
  readonly askForLink: () => Promise<Answer>
}

/** Somebody outside, who reads a group's feeds and the platform's events. */
export function createFeedReader({ clock, world, app, askForLink }: Deps) {
  const looks: Look[] = []
  const calendars: Calendar[] = []
  let unchanged = 0
  let tag: string | null = null
  const serve = () => servePages({ app: app(), clock })

  /** As calendar programs do: with the tag of what they have. */
  async function fetchCalendar(): Promise<void> {
    const { path } = looks.at(-1) ?? {}
    if (path === undefined) return
    await using pages = serve()
    const response = await pages.get(`${path}calendar.ics`, tag === null ? {} : { 'if-none-match': tag })
    if (response.status === 304) unchanged += 1
    // A link that was renewed leads nowhere until somebody asks for the new one.
    if (response.status !== 200) return
    tag = response.headers.get('etag')
    calendars.push({ at: clock.now(), text: await response.text() })
  }

  async function look(): Promise<void> {
    const [, path = ''] =
      /grid\.example(\/feeds\/[0-9a-z]{26}\/)calendar\.ics/.exec(JSON.stringify(await askForLink())) ?? []
    await using pages = serve()
    const former = looks.at(-1)?.path
    const isRenewed = former !== undefined && former !== path
    looks.push({
      ...{ at: clock.now(), path },
      recaps: await (await pages.get(`${path}recaps.atom`)).text(),
      ...(isRenewed && { formerStatus: (await pages.get(`${former}calendar.ics`)).status }),
      events: world.events?.all() ?? [],
    })
    await fetchCalendar()
  }

  return { look, fetchCalendar, seen: (): SeenFeeds => ({ looks, calendars, unchanged }) }
}
