import { counted } from '../chat/text.ts'
import type { View } from '../chat/view.ts'
import type { Entry, Group, Session } from '../reading/group.ts'
import { readingUntil } from '../reading/reading-time.ts'
import { type StepName, stepDoing } from '../reading/steps.ts'
import type { Where } from '../reading/where.ts'
import { writeDate } from '../time/write-time.ts'
import { noteView } from './note-view.ts'
import { linkSeenBy, toPlaceSpans } from './reading/where-parts.ts'

/** @param now In ms since 1970, as in all of these. */
export const paperChosenView = ({ paper }: Entry, { date }: Session, now: number): View =>
  noteView(`“${paper.title}” is now the paper for the session on ${writeDate(date, now)}.`)

export const attendanceView = (isComing: boolean, { date }: Session, now: number): View =>
  noteView(`Noted: you are ${isComing ? 'coming' : 'not coming'} on ${writeDate(date, now)}.`)

export const stepDoneView = (step: StepName): View => noteView(`Done: ${stepDoing[step]}.`)

/** Shown to the person who has set where one session is. @param where If it is empty, the session has no place of its own. */
export function sessionPlaceView(group: Group, { date }: Session, where: Where, now: number): View {
  const day = writeDate(date, now)
  if (Object.keys(where).length === 0)
    return noteView(`The session on ${day} has no place of its own any more.`)
  const note = where.link === undefined ? [] : [` ${linkSeenBy}`]
  return noteView([`Saved where you meet on ${day}: `, ...toPlaceSpans(where, group.place), '.', ...note])
}

/** Shown to the person who has set how long one session takes. */
export const sessionLengthView = ({ date }: Session, minutes: number, now: number): View =>
  noteView(`The session on ${writeDate(date, now)} now takes ${counted(minutes, 'minute')}.`)

/** Shown to a person who has pressed that they are there, or that they have read the paper. */
export const presenceView = (as: 'here' | 'read' | 'gone'): View => noteView(presenceWords[as])

const presenceWords = {
  here: "Noted: you're here, and haven't read it yet. Press I'm here again if you have to go.",
  read: "Noted: you've read it. Press it again to take that back.",
  gone: "Noted: you're no longer here.",
} as const

/** Shown to the facilitator who has made the time to read longer. */
export function readingExtendedView(group: Group, id: string): View {
  const session = group.sessions.find((session) => session.id === id)
  const from = session?.readingFrom ?? session?.start
  if (session === undefined || from === undefined) return noteView('Five more minutes.')
  const until = readingUntil(group, session, from)
  return noteView(['Everyone reads until ', { time: until, as: 'clock' }, ', or until most of you are done.'])
}

/** Shown to the person who has set how long people read in one session. @param minutes 0: they don't. */
export function sessionReadingView({ date }: Session, minutes: number, now: number): View {
  const day = writeDate(date, now)
  return noteView(
    minutes === 0
      ? `People come to the session on ${day} having read the paper.`
      : `The session on ${day} begins with ${counted(minutes, 'minute')} to read.`,
  )
}

export const notesAddedView = (): View => noteView('Added your notes to the recap.')

export const notesRemovedView = (): View => noteView('Removed your notes from the recap.')

export const mutedView = ({ name }: Group): View => noteView(`You won't get reminders from ${name} any more.`)

/** Replaces a group's messages once it is deleted. */
export const groupGoneView = noteView('This reading group no longer exists.')
