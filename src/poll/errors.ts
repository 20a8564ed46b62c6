import type { Audience } from '../chat/audience.ts'
import { notFound } from '../chat/errors.ts'
import { agree, counted } from '../chat/text.ts'
import { truncate } from '../chat/truncate.ts'
import { UserError } from '../chat/user-error.ts'
import type { Button, Span, Text } from '../chat/view.ts'
import type { UsedUp } from '../time/rates.ts'
import { inTheLast, waitingTime } from '../time/waiting-time.ts'
import { writeDate } from '../time/write-time.ts'
import { openerOrManager } from './permission-errors.ts'
import { currentRound, type Poll, type PollId } from './poll.ts'
import { type PollAct, stateFor, wordsFor } from './poll-act.ts'

export const pollNotFound = notFound

const openOne: Text = ['Open one: ', { typed: 'poll <link>' }]

export const noPollInChannel = () => new UserError('There is no poll in this channel yet.', openOne)

/**
 * @param words What a poll was called by.
 * @param act The act that needs it; by default, showing its results.
 * @param others The polls that the words may refer to.
 * @param now In ms since 1970.
 */
export const noPollOnPaper = (
  words: string,
  act: PollAct | undefined,
  others: readonly Poll[],
  now: number,
) =>
  new UserError(
    `No poll here is called “${truncate(words, 80)}”.`,
    others.length === 0 ? openOne : openersOf(others, now),
    { buttons: buttonsOf(act ?? 'results', others) },
  )

/** No poll of several can be the one. @param other One that others can do it with. */
export const noPollFor = (act: PollAct, other: Poll | undefined) =>
  new UserError(
    `There is no ${[stateFor(act), 'poll'].filter(Boolean).join(' ')} here that you can ${wordsFor(act)}.`,
    other === undefined
      ? 'Write its title, or press a button under the poll.'
      : `${openerOrManager(other)} can ${wordsFor(act)} “${truncate(other.paper.title, 80)}”.`,
  )

const maxChoices = 5

/** @param polls In the order in which they are offered. @param now In ms since 1970. */
export const severalPolls = (act: PollAct, polls: readonly Poll[], now: number) =>
  new UserError('Which poll? Nothing was changed.', openersOf(polls, now), { buttons: buttonsOf(act, polls) })

/** Who opened each of several polls, and when. */
const openersOf = (polls: readonly Poll[], now: number): string =>
  polls
    .slice(0, maxChoices)
    .map(({ paper, opener, openedAt }) => {
      const day = writeDate(new Date(openedAt).toISOString().slice(0, 10), now)
      return `${opener.name} opened “${truncate(paper.title, 80)}” on ${day}.`
    })
    .join(' ')

/** A button for each of several polls. @param command What is done with the one that is chosen. */
const buttonsOf = (command: string, polls: readonly Poll[]): readonly Button[] =>
  polls.slice(0, maxChoices).map(({ id, paper, opener }) => ({
    label: `${truncate(paper.title, 25)} · ${truncate(opener.name, 12)}`,
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
    `You have sent reminders ${counted(max, 'time')} ${inTheLast(ms)}.`,
    `You can send more in ${waitingTime(freeAt - now)}.`,
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

/** The vote came after the round closed. */
export const voteNotCounted = (poll: Poll) =>
  new UserError(`Not counted: round ${currentRound(poll).number} is closed.`, whoCanContinue(poll), {
    buttons: [fullReport(poll.id)],
  })

/** A vote of a closed round can't be changed or withdrawn. */
export const roundClosed = (poll: Poll) =>
  new UserError(`Round ${currentRound(poll).number} is closed.`, whoCanContinue(poll), {
    buttons: [fullReport(poll.id)],
  })

function whoCanContinue(poll: Poll): string {
  if (poll.sealedAt !== undefined)
    return 'The poll is sealed, so no further round can start. Open a new poll on the paper.'
  const start = `start round ${currentRound(poll).number + 1}`
  const act = poll.visibility === 'anonymous' ? start : `reopen it or ${start}`
  return `${openerOrManager(poll)} can ${act}.`
}

export function roundAlreadyClosed(poll: Poll): UserError {
  const happened = 'This round is already closed.'
  if (poll.sealedAt !== undefined) return new UserError(happened, 'Open a new poll on the paper.')
  const start = `New round to start round ${currentRound(poll).number + 1}`
  return poll.visibility === 'anonymous'
    ? new UserError(happened, `Press ${start}.`, { buttons: [newRound(poll)] })
    : new UserError(happened, `Press Reopen to continue it, or ${start}.`, {
        buttons: [{ label: 'Reopen', call: { command: 'reopen', args: { paper: poll.id } } }, newRound(poll)],
      })
}

/** @param link The address of the poll's message, if it is known. */
export const roundAlreadyOpen = ({ id }: Poll, link?: string) =>
  new UserError(
    'This round is already open.',
    link === undefined ? 'You can vote in it.' : ['Vote here: ', goTo(link), '.'],
    { buttons: [fullBallot(id)] },
  )

export const nothingHidden = ({ id }: Poll) =>
  new UserError("The votes in this poll aren't hidden.", 'Press Full report to see them.', {
    buttons: [fullReport(id)],
  })

export const roundStillOpen = (round: number) =>
  new UserError(`Round ${round} is still open.`, 'Close it first, then start the next round.')

export const tooManyRounds = (maxRounds: number) =>
  new UserError(
    `This poll has had ${counted(maxRounds, 'round')}, the maximum.`,
    'Open a new poll on the paper once this one is closed.',
  )

/**
 * A poll can't be reopened while another one on its paper is open in the same place.
 *
 * @param newer The other one. @param link The address of its message, if it is known.
 */
export const newerPollOpen = (newer: PollId, link: string | undefined) =>
  new UserError(
    'There is a newer open poll on this paper here.',
    [
      ...(link === undefined ? ['Vote in that one.'] : ['Vote there: ', goTo(link), '.']),
      ' Or close it, then reopen this one.',
    ],
    { buttons: [fullBallot(newer)] },
  )

export const closedPollNotEditable = () =>
  new UserError('This poll is closed.', 'Press Reopen first, then Edit.')

/** The results at the close could be compared with those after one more vote. */
export const anonymousStaysClosed = (poll: Poll) =>
  new UserError('Anonymous rounds stay closed.', `Start round ${currentRound(poll).number + 1} instead.`, {
    buttons: [newRound(poll)],
  })

/** Its voters could vote again. */
export const namesExpired = (poll: Poll) =>
  new UserError(
    'The names in this poll are no longer stored, so its rounds stay closed.',
    `Start round ${currentRound(poll).number + 1} instead.`,
    { buttons: [newRound(poll)] },
  )

const newRound = ({ id }: Poll): Button => ({
  label: 'New round',
  call: { command: 'revote', args: { paper: id } },
})

const fullReport = (id: PollId): Button => ({
  label: 'Full report',
  call: { command: 'results', args: { paper: id } },
})

const goTo = (url: string): Span => ({ link: 'Go to the poll', url })

const fullBallot = (id: PollId): Button => ({
  label: 'Full ballot…',
  call: { command: 'ballot', args: { poll: id } },
})

export const pollSealed = () =>
  new UserError('This poll is sealed: no further round can start.', 'Open a new poll on the paper.')

export const pollStillOpen = () =>
  new UserError('Voting is still open.', 'Close the round first, then seal the poll.')

export const onlyAnonymousSealed = () =>
  new UserError('This poll shows names, so there is nothing to seal.', 'Only anonymous polls are sealed.')

export const noReasonShown = (poll: PollId) =>
  new UserError(
    'This poll shows no reasons, so there is nothing to remove.',
    'Press Full report to see what it shows.',
    { buttons: [fullReport(poll)] },
  )

export const noSuchReason = () =>
  new UserError(
    'No reason in this poll contains these words.',
    'It may have been changed or removed. Press More… on the poll to see the list.',
  )

export const noRemindersWhenClosed = () =>
  new UserError('This poll is closed.', 'Press Reopen or New round first.')

/** @param max The most people that a poll can expect. */
export const manyExpected = (max: number) =>
  new UserError(
    `At most ${max} people can be asked to vote in a poll.`,
    'Press Edit and remove some of them first.',
  )

/** An audience is mentioned once in each round. */
export const alreadyMentioned = ({ name }: Pick<Audience, 'name'>) =>
  new UserError(`@${name} was already mentioned in this round.`, 'Send reminders to people by name instead.')

export const nobodyExpected = () =>
  new UserError('Nobody has been asked to vote yet.', 'Press Edit and choose who should vote.')
