import type { View } from '../chat/view.ts'
import type { Group, Session } from '../reading/group.ts'
import type { NamingNote } from '../reading/mentions.ts'
import { todayIn } from '../time/when.ts'
import { writeClock, writeDate } from '../time/write-time.ts'
import { noteView } from './note-view.ts'
import { facilitateButtons } from './reading/session-buttons.ts'

/** "today's session" on the day of the call. */
function sessionWords({ schedule }: Group, { date, leadCall }: Session): string {
  const at = leadCall?.at ?? 0
  return todayIn(schedule?.zone ?? 'UTC', at) === date
    ? "today's session"
    : `the session on ${writeDate(date, at)}`
}

const callText = (group: Group, session: Session, name: string): string =>
  `${name} can't lead ${sessionWords(group, session)} at ${writeClock(session.start, group.schedule?.zone ?? 'UTC')}. Who will?`

/** The line in the channel that asks who leads a session whose facilitator can't, and then says who does. */
export function leadCallView(group: Group, session: Session): View {
  const { facilitator, leadCall } = session
  if (facilitator !== undefined) return noteView(`${facilitator.name} leads ${sessionWords(group, session)}.`)
  return noteView(
    callText(group, session, leadCall?.by?.name ?? 'The facilitator'),
    facilitateButtons(group, session),
  )
}

/** The same to one of the next in the order, privately. */
export function leadCallNote(group: Group, session: Session): NamingNote {
  const { by } = session.leadCall ?? {}
  const textBy = (name: string) => `${group.name}: ${callText(group, session, name)}`
  return {
    people: by === undefined ? [] : [by.id],
    text: textBy(by?.name ?? 'The facilitator'),
    unnamed: textBy('The facilitator'),
    buttons: facilitateButtons(group, session),
  }
}

/** Shown to the person who can't lead. */
export const calledView = (): View => noteView("Noted. I'm asking the channel who will lead.")
