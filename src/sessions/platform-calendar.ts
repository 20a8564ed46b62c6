import type { ChatPort, UpcomingEntry } from '../chat/port.ts'
import { UserError } from '../chat/user-error.ts'
import type { Logger } from '../log.ts'
import { eventCover } from '../picture/cover/event-cover.ts'
import type { ChangeGroup, Group, Session } from '../reading/group.ts'
import { entryOf } from '../reading/group.ts'
import { sessionMs } from '../reading/session-length.ts'
import { withSession } from '../reading/session-outcome.ts'
import { needsUpcomingEntry, upcomingDigestOf, upcomingTitleOf } from '../reading/upcoming-entry.ts'
import { whereOf } from '../reading/where.ts'
import { eventDescription } from '../views/reading/event-words.ts'

interface Deps {
  readonly portFor: (platform: string) => ChatPort
  readonly log: Logger
}

/**
 * Brings what the platform's calendar or bookmarks show of a group's sessions up to date. It is optional: what fails is
 * not tried again for that session.
 *
 * @param onRefused Called with what organisers can fix, if they like.
 */
export async function updateCalendar(
  deps: Deps,
  group: Group,
  change: ChangeGroup,
  onRefused: (fault: UserError, session: Session) => void,
): Promise<void> {
  let now = group.unmarks.length === 0 ? group : await hideEnded(deps, group, change)
  for (const session of now.sessions.filter((session) => needsUpcomingEntry(now, session)))
    try {
      now = await showSession(deps, now, session, change)
    } catch (fault) {
      if (!(fault instanceof UserError))
        deps.log.warn({ fault, group: group.id }, 'could not create a calendar entry')
      else onRefused(fault, session)
    }
}

async function showSession(
  { portFor }: Deps,
  group: Group,
  session: Session,
  change: ChangeGroup,
): Promise<Group> {
  const { announcement: message, start } = session
  const port = portFor(group.place.platform)
  const title = upcomingTitleOf(group, session)
  const digest = upcomingDigestOf(group, session)
  try {
    if (message === undefined || port.showUpcoming === undefined) return await giveUp(session, change)
    const end = start + sessionMs(group, session)
    const entry = entryOf(group, session)
    const cover = entry && eventCover(entry.paper)
    const shown = {
      ...{ title, start, end, message },
      zone: group.schedule?.zone ?? 'UTC',
      description: eventDescription(group, session),
      ...(await readPlace(port, group, session)),
      ...(cover && { cover }),
    }
    const id = await port.showUpcoming(shown, session.mark?.id)
    return await change((group) =>
      withSession(group, session.id, (one) => ({ ...one, mark: { id, start, title, digest } })),
    )
  } catch (fault) {
    await giveUp(session, change)
    throw fault
  }
}

/** Where a session is: in words, or by the name of a channel; and the address of its call. */
async function readPlace(
  { channelNameOf }: ChatPort,
  group: Group,
  session: Session,
): Promise<Pick<UpcomingEntry, 'where' | 'link'>> {
  const { text, channel, link } = whereOf(group, session) ?? {}
  const { platform, space } = group.place
  const name = channel && (await channelNameOf?.({ platform, space, channel }).catch(() => undefined))
  const where = text ?? (name && `#${name}`)
  return { ...(where && { where }), ...(link && { link }) }
}

const giveUp = ({ id }: Session, change: ChangeGroup): Promise<Group> =>
  change((group) => withSession(group, id, (one) => ({ ...one, isUnmarked: true })))

/** Takes away what is still shown of sessions that have ended. */
async function hideEnded({ portFor, log }: Deps, group: Group, change: ChangeGroup): Promise<Group> {
  const port = portFor(group.place.platform)
  for (const id of group.unmarks)
    await port
      .hideUpcoming?.(group.place, id)
      .catch((fault: unknown) => log.warn({ fault, group: group.id }, 'could not remove a calendar entry'))
  return change((now) => ({ ...now, unmarks: now.unmarks.filter((id) => !group.unmarks.includes(id)) }))
}
