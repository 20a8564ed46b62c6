import { counted, listed } from '../chat/text.ts'
import { UserError } from '../chat/user-error.ts'
import type { Button } from '../chat/view.ts'
import { writeDate } from '../time/write-time.ts'

// Groups

export const groupNotFound = () =>
  new UserError('There is no reading group in this channel yet.', [
    'Begin one: ',
    { typed: 'reading schedule wed 17:00' },
  ])

export const severalGroups = (names: readonly string[]) =>
  new UserError(
    'There are several reading groups in this channel.',
    `Say which, with group: ${names.toSorted().join(', ')}.`,
  )

/** Moves a group from another channel to the one where it is pressed. */
export const moveHere = ({ id, name }: { readonly id: string; readonly name: string }): Button => ({
  label: `Move ${name} here`,
  call: { command: 'reading begin', args: { group: id, move: 'yes' } },
})

/** @param mayMove Whether to offer to move the group of that name, which is in another channel. */
export const groupNameTaken = (
  { id, name }: { readonly id: string; readonly name: string },
  mayMove: boolean,
) =>
  new UserError(
    `There is a group called “${name}” in another channel.`,
    `Give this one another name with name:…${mayMove ? ', or move that one here.' : '.'}`,
    {
      buttons: mayMove ? [moveHere({ id, name })] : [],
    },
  )

/** @param what What only organisers may do: "change the schedule". */
export const organiserRequired = (what: string) =>
  new UserError(`You can't ${what} here.`, 'Ask an organiser or a manager to do it.')

export const managerRequired = () =>
  new UserError("You can't begin a reading group here.", 'Ask a manager of this channel to do it.')

export const moverRequired = () =>
  new UserError("You can't move that group here.", 'Ask one of its organisers, or a manager of its channel.')

export const seasonNotFound = (wanted: string, names: readonly string[]) =>
  new UserError(`There is no season called “${wanted}” here.`, `There are: ${names.join(', ')}.`)

// The reading list

export const entryNotFound = () =>
  new UserError('That paper is not on the list.', ['Add it with its link: ', { typed: 'reading add …' }])

export const listFull = (max: number) =>
  new UserError(
    `The list has ${counted(max, 'paper')}.`,
    'Read some of them, or remove what nobody votes for.',
  )

export const tooManyNominations = (max: number) =>
  new UserError(
    `You have ${counted(max, 'paper')} on the list.`,
    'Remove one of yours first, or vote for what is there.',
  )

export const manyFacilitators = (max: number) =>
  new UserError(`Up to ${max} people can take turns.`, 'Remove some of them first.')

export const dateTaken = (date: string) =>
  new UserError(`Another paper is kept for ${date}.`, 'Take another date.')

export const entryChosen = () =>
  new UserError('That paper is chosen.', 'Choose another one first, or skip the session.')

export const nextSessionNotPrepared = () =>
  new UserError('The next session is not prepared yet.', [
    'Keep the paper for its date: ',
    { typed: 'reading add … on:2026-12-09' },
  ])

export const choosingNotAllowed = () =>
  new UserError("You can't choose the paper here.", 'Ask the facilitator or an organiser.')

export const pollAlreadyOpen = (title: string) =>
  new UserError(`The poll on “${title}” is open already.`, [
    'Skip that session with ',
    { typed: 'reading skip' },
    ' or keep the other paper for a later one: ',
    { typed: 'reading add … on:2026-12-09' },
  ])

export const paperTaken = () => new UserError('Another session has that paper.', 'Choose one that is free.')

// Facilitators

export const notFacilitator = () =>
  new UserError('You are not among the facilitators.', 'Ask an organiser to add you.')

export const swapNotPossible = () =>
  new UserError('Only facilitators can swap turns.', [
    'See who they are: ',
    { typed: 'reading facilitators' },
  ])

export const noTurnToTake = () => new UserError('That session is over.', ['See ', { typed: 'reading next' }])

export const turnTaken = (facilitator: string) =>
  new UserError(`${facilitator} leads that session.`, 'Offer to lead the next one.')

// Schedules and sessions

export const noSchedule = () =>
  new UserError('This group has no schedule.', ['Give it one: ', { typed: 'reading schedule wed 17:00' }])

export const nothingToPause = () => new UserError('This group has no schedule.', 'There is nothing to pause.')

export const endsBeforeItBegins = () =>
  new UserError('That ends before it begins.', 'Write the first date first.')

export const sessionOver = () =>
  new UserError('That session is over.', ['Look at what is next: ', { typed: 'reading next' }])

export const sessionBusy = (date: string) =>
  new UserError(`I am at work on the session of ${date} just now.`, 'Try again in a minute.')

export const sessionAlreadyBegun = (date: string) =>
  new UserError(`The session of ${date} has begun.`, 'It runs on to its recap; choose one that is to come.')

/** @param nearest The dates nearest to them that have a session. */
export const noSessionOn = (dates: readonly string[], nearest: readonly string[]) =>
  new UserError(
    `There is no session on ${listed(dates)}.`,
    nearest.length === 0 ? 'Plan one first.' : `The nearest are on ${nearest.join(', ')}.`,
  )

/** @param nearest The dates nearest to it that have a session. @param now In ms since 1970. */
export function noSessionToKeepFor(date: string, nearest: readonly string[], now: number) {
  const write = (date: string) => writeDate(date, now)
  const happened = `There is no session on ${write(date)}.`
  const remedy =
    nearest.length === 0 ? 'Plan one first.' : `The nearest are on ${listed(nearest.map(write))}.`
  return new UserError(happened, remedy, {
    fields: { on: `${happened} ${remedy}` },
    instead: { option: 'on', values: nearest.map((date) => ({ label: write(date), value: date })) },
  })
}

export const nothingPaused = () =>
  new UserError('Nothing is paused.', 'To leave sessions out for a while: reading pause 21 Dec to 3 Jan.')

/** @param time A date and time in words, as in all of these. */
export const timePast = (time: string) =>
  new UserError(`${time} is past.`, 'Name a moment that is to come, after to:.')

export const timeTaken = (time: string) =>
  new UserError(`There is a session on ${time} already.`, 'Take another time, or skip that one.')

export const groupPaused = (date: string) =>
  new UserError(`The group is paused on ${date}.`, [
    'Take another date, or resume it: ',
    { typed: 'reading resume' },
  ])

export const paperOfNextChosen = () =>
  new UserError('The next session has its paper already.', [
    'Open that one instead: ',
    { typed: 'reading next do:open' },
  ])

export const notesClosed = () =>
  new UserError('That session is not there any more.', 'Notes can be added for fourteen days.')

export const notesNotAllowed = () =>
  new UserError("You can't add notes here.", 'Ask the facilitator or an organiser.')

// Steps

export const unreadableStep = (word: string, steps: readonly string[]) =>
  new UserError(
    `I couldn't read “${word.slice(0, 40)}”.`,
    `Write steps like announce=-3d,remind2=off,recap=+48h; the steps are ${steps.join(', ')}.`,
  )

export const stepTooFar = (word: string) =>
  new UserError(
    `“${word.slice(0, 40)}” is too far from the session.`,
    'A step is done within sixty days of the start.',
  )

export const stepsOutOfOrder = (step: string, next: string, steps: readonly string[]) =>
  new UserError(`${step} would come after ${next}.`, `The steps keep their order: ${steps.join(', ')}.`)
