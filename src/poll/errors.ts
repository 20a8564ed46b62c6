import { notFound } from '../chat/errors.ts'
import { agree, counted } from '../chat/text.ts'
import { truncate } from '../chat/truncate.ts'
import { UserError } from '../chat/user-error.ts'
import type { Button } from '../chat/view.ts'
import type { UsedUp } from '../time/rates.ts'
import { inTheLast, waitingTime } from '../time/waiting-time.ts'
import { currentRound, type Poll } from './poll.ts'
import { type PollAct, stateFor, wordsFor } from './poll-act.ts'

export const pollNotFound = notFound

export const noPollInChannel = () =>
  new UserError('There is no poll in this channel yet.', 'Open one: poll and a link to a paper.')

/**
 * @param words What a poll was called by.
 * @param act The act that needs it; by default, showing its results.
 * @param others The polls that the words may refer to.
 */
export const noPollOnPaper = (words: string, act: PollAct | undefined, others: readonly Poll[]) =>
  new UserError(
    `No poll here is called “${truncate(words, 80)}”.`,
    others.length === 0 ? 'Open one: poll and its link.' : openersOf(others),
    { buttons: buttonsOf(act ?? 'results', others) },
  )

/** No poll of several can be the one. @param other One that others can do it with. */
export const noPollFor = (act: PollAct, other: Poll | undefined) =>
  new UserError(
    `There is no ${[stateFor(act), 'poll'].filter(Boolean).join(' ')} here that you can ${wordsFor(act)}.`,
    other === undefined
      ? 'Name one by its title, or press a button on it.'
      : `${other.opener.name} or a manager can ${wordsFor(act)} “${truncate(other.paper.title, 80)}”.`,
  )

const maxChoices = 5

/** @param polls In the order in which they are offered. */
export const severalPolls = (act: PollAct, polls: readonly Poll[]) =>
  new UserError('Which poll? Nothing was done yet.', openersOf(polls), { buttons: buttonsOf(act, polls) })

/** Who opened each of several polls, and when. */
const openersOf = (polls: readonly Poll[]): string =>
  polls
    .slice(0, maxChoices)
    .map(({ paper, opener, openedAt }) => {
      const day = new Date(openedAt).toISOString().slice(0, 10)
      return `${opener.name} opened “${truncate(paper.title, 80)}” on ${day}.`
    })
    .join(' ')

/** A button for each of several polls. @param command What is done with the one that is chosen. */
const buttonsOf = (command: string, polls: readonly Poll[]): readonly Button[] =>
  polls.slice(0, maxChoices).map(({ id, paper, opener }) => ({
    label: `${truncate(paper.title, 50)} · ${opener.name}`,
    call: { command, args: { paper: id } },
  }))

/** @param now In ms since 1970. */
export const manyOpened = ({ rate: { max, ms }, freeAt }: UsedUp, now: number) =>
  new UserError(
    `You have opened ${counted(max, 'poll')} ${inTheLast(ms)}.`,
    `You can open the next one in ${waitingTime(freeAt - now)}.`,
  )

/** @param now In ms since 1970. */
export const manyReminders = ({ rate: { max, ms }, freeAt }: UsedUp, now: number) =>
  new UserError(
    `You have reminded people ${counted(max, 'time')} ${inTheLast(ms)}.`,
    `You can do it again in ${waitingTime(freeAt - now)}.`,
  )

/** @param opener Their name, or "you". */
export const manyOpenOf = (opener: string, count: number) =>
  new UserError(
    `${counted(count, 'poll')} that ${opener} opened ${agree(count, 'is', 'are')} still open.`,
    'Close one of them first.',
  )

export const manyOpenHere = (count: number) =>
  new UserError(
    `${counted(count, 'poll is', 'polls are')} open in this channel.`,
    'One of them must be closed first.',
  )

export const manyOpenInSpace = (count: number) =>
  new UserError(
    `${counted(count, 'poll is', 'polls are')} open in all channels together.`,
    'One of them must be closed first.',
  )

/** The caller may not do this. `what` completes "You can't … here.", `who` "Ask … to do it.". */
export const notPermitted = (what: string, who: string) =>
  new UserError(`You can't ${what} here.`, `Ask ${who} to do it.`)

/** The caller is on the deny list of the channel or the space. `what` completes "You can't … here." */
export const onDenyList = (what: string) =>
  new UserError(
    `You can't ${what} here.`,
    'You are on the list of people who may look but not take part. Ask a manager of this channel.',
  )

/** The platform lets them look only, such as after a time-out. @param what Completes "You can't … here." */
export const silenced = (what: string) =>
  new UserError(`You can't ${what} here.`, 'You may not write here for now; try again once you may.')

/** The deny list and the managers are people who are here. */
export const notSeenHere = (name: string) =>
  new UserError(`I can't see ${name} in this channel.`, 'Do it in a channel that they are in.')

/** Managers can't be named on the platform. */
export const managersNotNamed = () =>
  new UserError(
    "Managers can't be named here.",
    'People who may manage messages in this channel are its managers.',
  )

export const guestsManageNothing = (name: string) =>
  new UserError(`${name} can't be a manager of this channel.`, 'Name full members: guests manage nothing.')

export const tooManyManagers = (max: number) =>
  new UserError(`A channel has at most ${max} named managers.`, [
    'Take some off first: ',
    { typed: 'settings managers remove:@Ben' },
  ])

/** People denied by their equals could not undo it. */
export const rankTooHigh = (name: string) =>
  new UserError(
    `You can't put ${name} on the deny list.`,
    'Only people with fewer rights than you can be put on it.',
  )

/** A manager of one channel can't undo what holds in all of them. */
export const deniedByAdmin = (name: string) =>
  new UserError(
    `You can't take ${name} off the deny list.`,
    'An admin put them on it for every channel. Ask an admin to do it.',
  )

/** The vote came after the poll closed. */
export function pollClosed({ visibility, sealedAt }: Closed): UserError {
  const happened = 'This poll is closed; nothing was changed.'
  if (sealedAt !== undefined)
    return new UserError(
      happened,
      'It is sealed, so no further round can start. Open a new poll on the paper.',
    )
  return visibility === 'anonymous'
    ? new UserError(happened, 'The opener or a manager can start a re-vote.')
    : new UserError(happened, 'The opener or a manager can reopen it or start a re-vote.')
}

/** The parts of a closed poll that decide how it can go on. */
type Closed = Pick<Poll, 'sealedAt' | 'visibility'>

/** The commit failed and was rolled back, so nothing was changed indeed. */
export const voteNotRecorded = (cause: unknown) =>
  new UserError("I couldn't record your vote. Nothing was changed.", 'Please press again in a minute.', {
    cause,
  })

export function pollAlreadyClosed({ visibility, sealedAt }: Closed): UserError {
  const happened = 'This poll is closed already.'
  if (sealedAt !== undefined) return new UserError(happened, 'Open a new poll on the paper to go on.')
  return visibility === 'anonymous'
    ? new UserError(happened, 'Press Re-vote to go on.')
    : new UserError(happened, 'Press Reopen or Re-vote to go on.')
}

export const pollAlreadyOpen = () =>
  new UserError('This poll is open already.', 'Vote with the buttons below it.')

export const nothingHidden = () =>
  new UserError('Nothing is hidden in this poll.', 'Look at it with Results.')

export const roundStillOpen = (round: number) =>
  new UserError(`Round ${round} is still open.`, 'Close it first, then start the next one.')

export const tooManyRounds = (maxRounds: number) =>
  new UserError(`This poll has had ${counted(maxRounds, 'round')}.`, 'Delete it and open a new one.')

/** A poll can't be reopened while another one on its paper is open in the same place. */
export const newerPollOpen = () =>
  new UserError(
    'A newer poll on this paper is open here.',
    'Vote in that one, or close it before you open this one again.',
  )

export const closedPollNotEditable = () =>
  new UserError('This poll is closed.', 'Reopen it before you edit it.')

/** The results at the close could be compared with those after one more vote. */
export const anonymousStaysClosed = (poll: Poll) =>
  new UserError('Anonymous rounds stay closed.', `Start round ${currentRound(poll).number + 1} instead.`, {
    buttons: [{ label: 'New round', call: { command: 'revote', args: { paper: poll.id } } }],
  })

/** Its voters could vote again. */
export const namesExpired = (poll: Poll) =>
  new UserError(
    'The names in this poll are no longer stored, so its rounds stay closed.',
    `Start round ${currentRound(poll).number + 1} instead.`,
    { buttons: [{ label: 'New round', call: { command: 'revote', args: { paper: poll.id } } }] },
  )

export const pollSealed = () =>
  new UserError('This poll is sealed: no further round can start.', 'Open a new poll on the paper.')

export const pollStillOpen = () =>
  new UserError('Voting is still open.', 'Close the round first, then seal the poll.')

export const onlyAnonymousSealed = () =>
  new UserError('This poll shows names, so there is nothing to seal.', 'Only anonymous polls are sealed.')

export const noReasonShown = () =>
  new UserError(
    'No reason is shown in this poll, so there is none to remove.',
    'Look at the poll with Results.',
  )

export const noSuchReason = () =>
  new UserError(
    'No reason in this poll has these words.',
    'It may have been changed or removed. Press More… on the poll to see the list.',
  )

export const noRemindersWhenClosed = () =>
  new UserError('This poll is closed.', 'Reopen it or start a re-vote before you remind people.')

/** @param max The most people that a poll can expect. */
export const manyExpected = (max: number) =>
  new UserError(`A poll expects at most ${max} people.`, 'Take some out first, with edit.')

export const nobodyExpected = () =>
  new UserError('Nobody is expected in this poll.', 'Name people with Edit first.')
