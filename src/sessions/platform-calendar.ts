import type { ChatPort } from '../chat/port.ts'
import { UserError } from '../chat/user-error.ts'
import type { Logger } from '../log.ts'
import type { Group, Session } from '../reading/group.ts'
import { withSession } from '../reading/session-outcome.ts'
import { needsUpcomingEntry, upcomingTitleOf } from '../reading/upcoming-entry.ts'
import type { ChangeGroup } from './session-steps.ts'

/** A session is shown in calendars to last so long. */
const sessionMs = 90 * 60_000

interface Deps {
  readonly portFor: (platform: string) => ChatPort
  readonly log: Logger
}

/**
 * Shows sessions in the calendar or among the bookmarks of their platform. None of it is needed: what is refused is not
 * tried again for that session.
 */
export function createPlatformCalendar({ portFor, log }: Deps) {
  async function showSession(group: Group, session: Session, change: ChangeGroup): Promise<Group> {
    const { announcement: message, start } = session
    const port = portFor(group.place.platform)
    const title = upcomingTitleOf(group, session)
    try {
      if (message === undefined || port.showUpcoming === undefined) return await giveUp(session, change)
      const id = await port.showUpcoming({ title, start, end: start + sessionMs, message }, session.mark?.id)
      return await change((group) =>
        withSession(group, session.id, (one) => ({ ...one, mark: { id, start, title } })),
      )
    } catch (fault) {
      await giveUp(session, change)
      throw fault
    }
  }

  const giveUp = ({ id }: Session, change: ChangeGroup): Promise<Group> =>
    change((group) => withSession(group, id, (one) => ({ ...one, isUnmarked: true })))

  /** Takes away what is shown of sessions that are over. */
  async function removeEnded(group: Group, change: ChangeGroup): Promise<Group> {
    const port = portFor(group.place.platform)
    for (const id of group.unmarks)
      await port
        .hideUpcoming?.(group.place, id)
        .catch((fault: unknown) => log.warn({ fault, group: group.id }, 'a session could not be unmarked'))
    return change((now) => ({ ...now, unmarks: now.unmarks.filter((id) => !group.unmarks.includes(id)) }))
  }

  return {
    /**
     * Brings what is shown up to date.
     *
     * @param onRefused Told what organisers can mend, if they like.
     */
    async update(group: Group, change: ChangeGroup, onRefused: (fault: UserError, session: Session) => void) {
      let now = group.unmarks.length === 0 ? group : await removeEnded(group, change)
      for (const session of now.sessions.filter((session) => needsUpcomingEntry(now, session)))
        try {
          now = await showSession(now, session, change)
        } catch (fault) {
          if (!(fault instanceof UserError))
            log.warn({ fault, group: group.id }, 'a session could not be marked')
          else onRefused(fault, session)
        }
    },
  }
}

export type PlatformCalendar = ReturnType<typeof createPlatformCalendar>
