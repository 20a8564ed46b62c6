import { counted } from '../chat/text.ts'
import type { View } from '../chat/view.ts'
import type { Entry, Group, Session } from '../reading/group.ts'
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

/** Shown to the organiser who has said whether people outside the group's channel may see events. */
export const eventsAnsweredView = (isYes: boolean): View =>
  noteView(isYes ? 'Saved: sessions have an event.' : 'Saved: no event that people outside this channel see.')

export const notesAddedView = (): View => noteView('Added your notes to the recap.')

export const notesRemovedView = (): View => noteView('Removed your notes from the recap.')

export const mutedView = ({ name }: Group): View => noteView(`You won't get reminders from ${name} any more.`)

/** Replaces a group's messages once it is deleted. */
export const groupGoneView = noteView('This reading group no longer exists.')
