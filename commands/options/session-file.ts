import type { Context } from '../../src/bot/context.ts'
import type { Part } from '../../src/chat/view.ts'
import { toFileWords } from '../../src/export/file-name.ts'
import { type CalendarFacts, calendarText } from '../../src/reading/calendar.ts'
import type { Group, Session } from '../../src/reading/group.ts'
import { writeDay } from '../../src/time/write-time.ts'
import { filePart } from '../../src/views/file-view.ts'
import { movedView } from '../../src/views/reading/schedule-view.ts'

/** The file with one session; `undefined` if it is over. */
export function findSessionFile(group: Group, id: string, { name, events }: CalendarFacts): Part | undefined {
  const session = group.sessions.find((session) => session.id === id)
  const start = session && new Date(session.start).toISOString()
  const own = events.filter((event) => event.start === start && event.state === 'planned')
  if (session === undefined || own.length === 0) return undefined
  const day = writeDay(Date.parse(`${session.date}T12:00:00Z`))
  const content = calendarText({ name, events: own })
  return filePart(`${toFileWords(group.name)} ${day}.ics`, 'ics', content)
}

/**
 * Notifies people privately that a session moves: those who are expected, and those who are coming, with its new file if
 * calendars have it.
 *
 * @param date Its date before.
 */
export async function tellOfMove(
  { reading, now }: Pick<Context, 'reading' | 'now'>,
  group: Group,
  { id, start, coming }: Session,
  date: string,
): Promise<void> {
  const key = `move/${id}/${group.revision}`
  const file =
    group.isPublished === true ? findSessionFile(group, id, await reading.calendarOf(group)) : undefined
  const others = group.expect.filter((person) => !coming.includes(person))
  await reading.tell(group, others, movedView(group, date, start, now), key)
  await reading.tell(group, coming, movedView(group, date, start, now, file), key)
}
