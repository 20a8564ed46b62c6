import type { Place } from '../chat/caller.ts'
import { agree, capitalise, counted, listed, listedAsChoices } from '../chat/text.ts'
import { UserError } from '../chat/user-error.ts'
import type { Button } from '../chat/view.ts'
import { writeDate } from '../time/write-time.ts'

// Dates are local ones such as 2026-12-09. `now` is in ms since 1970.

// Groups

export const groupNotFound = () =>
  new UserError('There is no reading group in this channel yet.', [
    'Start one: ',
    { typed: 'reading schedule wed 17:00' },
  ])

interface NamedGroup {
  readonly id: string
  readonly name: string
}

export function severalGroups(groups: readonly NamedGroup[]) {
  const sorted = groups.toSorted((a, b) => a.name.localeCompare(b.name))
  return new UserError(
    'This channel has several reading groups.',
    `Choose one: ${listedAsChoices(sorted.map(({ name }) => name))}.`,
    { instead: { option: 'group', values: sorted.map(({ id, name }) => ({ label: name, value: id })) } },
  )
}

/** Moves a group from another channel to the one where it is pressed. */
export const moveHere = ({ id, name }: { readonly id: string; readonly name: string }): Button => ({
  label: `Move ${name} here`,
  call: { command: 'reading begin', args: { group: id, move: 'yes' } },
})

/** @param mayMove Whether to offer to move the group of that name, which is in another channel. */
export const groupNameTaken = ({ id, name }: NamedGroup, mayMove: boolean) =>
  new UserError(
    `There is already a group called “${name}” in another channel.`,
    `Give this one another name by adding “name:…”${mayMove ? ', or move that one here.' : '.'}`,
    {
      buttons: mayMove ? [moveHere({ id, name })] : [],
    },
  )

/** @param what What only organisers may do: "change the schedule". */
export const organiserRequired = (what: string) =>
  new UserError(`Only an organiser or a manager of this channel can ${what}.`, 'Ask one of them.')

export const managerRequired = () =>
  new UserError('Only a manager of this channel can start a reading group.', 'Ask one of them.')

/** The platform has no reading groups in a thread, or in a direct conversation. */
export const groupPlaceRequired = ({ thread }: Place) =>
  thread === undefined
    ? new UserError("A direct message can't have a reading group.", 'Start it in a channel.')
    : new UserError("A thread can't have a reading group.", 'Start it in the channel.')

/** @param organisers Their names. */
export const moverRequired = (group: string, organisers: readonly string[]) =>
  new UserError(
    `Only an organiser of ${group} or a manager of its channel can move it here.`,
    organisers.length === 0 ? 'Ask one of them.' : `Ask ${listedAsChoices(organisers)}.`,
  )

/** A guest of this channel can't bring a group to it. */
export const memberRequired = () =>
  new UserError('Only members of this channel can move a reading group here.', 'Ask one of them.')

export const seasonNotFound = (wanted: string, names: readonly string[]) =>
  new UserError(`There is no season called “${wanted}” here.`, `The seasons are: ${names.join(', ')}.`)

// The reading list

export const entryNotFound = () =>
  new UserError("That paper isn't on the list.", ['Add it: ', { typed: 'reading add <link>' }])

export const listFull = (max: number) =>
  new UserError(
    `The list is full (${counted(max, 'paper')}).`,
    'Remove papers that nobody votes for, or read some first.',
  )

export const tooManyNominations = (max: number) =>
  new UserError(
    `You already have ${counted(max, 'paper')} on the list.`,
    'Remove one of yours first, or vote for papers that are there.',
  )

export const manyFacilitators = (max: number) =>
  new UserError(`Up to ${counted(max, 'person', 'people')} can take turns.`, 'Remove some of them first.')

/** @param title That of the paper that is pinned to the date. */
export const dateTaken = (date: string, title: string, now: number) =>
  new UserError(
    `Another paper is already pinned to ${writeDate(date, now)}: “${title}”.`,
    'Choose another date.',
  )

const chosenFor = (title: string, date: string, now: number): string =>
  `“${title}” is already chosen for the session on ${writeDate(date, now)}.`

export const entryChosen = (title: string, date: string, now: number) =>
  new UserError(chosenFor(title, date, now), 'Choose another paper for it first, or skip the session.')

export const paperTaken = (title: string, date: string, now: number) =>
  new UserError(chosenFor(title, date, now), 'Choose another paper.')

/** @param date That of the next session; `undefined` if none is planned. */
export const nextSessionNotPrepared = (date: string | undefined, now: number) =>
  date === undefined
    ? new UserError('No session is planned.', ['Plan one: ', { typed: 'reading schedule wed 17:00' }])
    : new UserError("The next session isn't prepared yet.", [
        'Pin the paper to its date: ',
        { typed: `reading add <link> on:${writeDate(date, now)}` },
      ])

/** @param facilitator Their name, if the session has one. */
export const choosingNotAllowed = (facilitator: string | undefined) =>
  new UserError(
    'Only the facilitator or an organiser can choose the paper.',
    facilitator === undefined ? 'Ask one of them.' : `Ask ${facilitator}.`,
  )

/** @param later The date of a later session; `undefined` if none is planned. */
export const pollAlreadyOpen = (title: string, later: string | undefined, now: number) =>
  new UserError(`Voting on “${title}” has already started.`, [
    'Skip that session: ',
    { typed: 'reading skip' },
    ...(later === undefined
      ? []
      : [
          '. Or pin the other paper to a later date: ',
          { typed: `reading add <link> on:${writeDate(later, now)}` },
        ]),
  ])

// Facilitators

export const notFacilitator = () =>
  new UserError("You aren't one of the facilitators.", 'Ask an organiser to add you.')

export const swapNotPossible = () =>
  new UserError('Only facilitators can swap turns.', ['See the list: ', { typed: 'reading facilitators' }])

export const turnTaken = (facilitator: string) =>
  new UserError(`${facilitator} is leading.`, 'You can offer to lead the next one.')

// Schedules and sessions

export const noSchedule = () =>
  new UserError('This group has no schedule yet.', ['Set one: ', { typed: 'reading schedule wed 17:00' }])

export const nothingToPause = () =>
  new UserError('This group has no schedule yet.', 'There is nothing to pause.')

export const endsBeforeItBegins = () =>
  new UserError(
    'The last day is before the first day.',
    'Write the first day first, for example 20 Dec to 5 Jan.',
  )

/** @param nearest The dates nearest to it that have a session. */
export function noSessionToKeepFor(date: string, nearest: readonly string[], now: number) {
  const { happened, remedy, message } = noSessionOn([date], nearest, now)
  return new UserError(happened, remedy, {
    fields: { on: message },
    instead: { option: 'on', values: nearest.map((date) => ({ label: writeDate(date, now), value: date })) },
  })
}

export const sessionOver = () =>
  new UserError('That session is over.', ['Type ', { typed: 'reading next' }, ' to see the next one.'])

export const sessionBusy = (date: string, now: number) =>
  new UserError(
    `I'm busy with the session on ${writeDate(date, now)} right now.`,
    'Please try again in a minute.',
  )

export const sessionAlreadyBegun = (date: string, now: number) =>
  new UserError(
    `The session on ${writeDate(date, now)} has already started.`,
    'It runs until its recap. Choose a later session.',
  )

/** @param nearest The dates nearest to them that have a session. */
export function noSessionOn(dates: readonly string[], nearest: readonly string[], now: number) {
  const write = (some: readonly string[]) => listed(some.map((date) => writeDate(date, now)))
  return new UserError(
    `There is no session on ${write(dates)}.`,
    nearest.length === 0
      ? ['Plan one: ', { typed: 'reading schedule' }]
      : `The nearest ${agree(nearest.length, 'session is', 'sessions are')} on ${write(nearest)}.`,
  )
}

export const nothingPaused = () =>
  new UserError('Nothing is paused.', [
    'To leave sessions out for a while: ',
    { typed: 'reading pause 21 Dec to 3 Jan' },
  ])

/** @param time A date and time in words, as in all of these. */
export const timePast = (time: string) =>
  new UserError(`${time} is in the past.`, 'Choose a time in the future.')

export const timeTaken = (time: string) =>
  new UserError(`There is already a session on ${time}.`, 'Choose another time, or skip that session.')

export const groupPaused = (date: string, now: number) =>
  new UserError(`The group is paused on ${writeDate(date, now)}.`, [
    'Choose another date, or resume the group: ',
    { typed: 'reading resume' },
  ])

export const paperOfNextChosen = () =>
  new UserError('The next session already has its paper.', [
    'Start that session instead: ',
    { typed: 'reading next do:open' },
  ])

export const notesClosed = () =>
  new UserError('That session is too old for notes.', 'You can add notes for 14 days after a session.')

/** @param facilitator Their name, if the session has one. */
export const notesNotAllowed = (facilitator: string | undefined) =>
  new UserError(`Only ${facilitator ?? 'the facilitator'} or an organiser can add notes.`, 'Ask one of them.')

// Steps

const stepsRefused = (happened: string, remedy: string) =>
  new UserError(happened, remedy, { fields: { steps: `${happened} ${remedy}` } })

export const unreadableStep = (word: string, steps: readonly string[]) =>
  stepsRefused(
    `I don't understand “${word.slice(0, 40)}”.`,
    `Write steps like announce=-3d, remind2=off, recap=+48h. The steps are ${listed(steps)}.`,
  )

export const stepTooFar = (word: string) =>
  stepsRefused(
    `“${word.slice(0, 40)}” is too far from the session.`,
    'Steps can run at most 60 days before or after the start.',
  )

/** @param step In words, as all of these: "the announcement". */
export const stepsOutOfOrder = (step: string, next: string, steps: readonly string[]) =>
  stepsRefused(`${capitalise(step)} would come after ${next}.`, `Keep this order: ${listed(steps)}.`)
