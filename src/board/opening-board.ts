import type { ChatPort } from '../chat/port.ts'
import type { Entry, Group, Session } from '../reading/group.ts'
import { clockMarks } from '../reading/reading-time.ts'
import { type OpeningFacts, openingView } from '../views/reading/opening-view.ts'
import type { Rendered } from './boards.ts'
import { digest } from './digest.ts'

/** While people read, everyone presses something: their count is shown every ten seconds. */
const readingPaceMs = 10_000

interface Deps {
  readonly now: () => number
  readonly portFor: (platform: string) => Pick<ChatPort, 'countsDown'>
}

/** The least time between two edits of the message that opened a session, in ms; 0: that of the platform. */
export const openingPaceMs = (session: Session | undefined): number =>
  session?.readingFrom === undefined ? 0 : readingPaceMs

/** A session that is over: where people met is no longer shown. */
export const withoutPlace = (session: Session): Session => ({ ...session, where: {} })

/** The message that opened a session, as late as it was. */
export const renderOpeningNow = (
  deps: Deps,
  group: Group,
  session: Session,
  entry: Entry | undefined,
): Required<Pick<Rendered, 'view' | 'revision'>> =>
  renderOpening(deps, group, { session, entry, now: deps.now(), lateMs: session.openingLateMs ?? 0 })

/** Where a countdown doesn't run by itself, the message is edited each time that its clock has reached a mark. */
export function renderOpening(
  { portFor }: Pick<Deps, 'portFor'>,
  group: Group,
  facts: OpeningFacts,
): Required<Pick<Rendered, 'view' | 'revision'>> {
  const view = openingView(group, facts)
  const marks = portFor(group.place.platform).countsDown === true ? [] : clockMarks(group, facts.session)
  const passed = marks.filter((mark) => mark <= facts.now).length
  return { view, revision: passed === 0 ? digest(view) : digest([view, passed]) }
}
