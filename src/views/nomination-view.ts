import type { Call } from '../chat/call.ts'
import { counted, withoutPeriod } from '../chat/text.ts'
import type { Button, View } from '../chat/view.ts'
import type { Entry, Group } from '../reading/group.ts'
import { takesVotes } from '../reading/reading-list.ts'
import { confirmView } from './confirm/confirm-view.ts'
import { noteView } from './note-view.ts'
import { groupButton } from './reading/reading-parts.ts'

const votesOf = (votes: number): string => counted(votes, 'vote')
const toList = (group: Group) => groupButton(group, 'See the list', 'reading list')
const toVote = (group: Group, { paper }: Entry, label: string) =>
  groupButton(group, label, 'reading list', { vote: paper.id })

/** The person's reason for a paper. */
interface Reason {
  /** `undefined` if they gave none. */
  readonly why: string | undefined
  /** Opens the form that adds or changes it. */
  readonly form: Call
}

const reasonLine = ({ why }: Reason) =>
  why === undefined ? '' : ` Your reason is with it: “${withoutPeriod(why)}”.`
const toReason = ({ why, form: call }: Reason): Button => ({
  label: why === undefined ? 'Add a reason…' : 'Change my reason…',
  call,
})

/** A nomination, as it was made. */
interface Nomination extends Reason {
  /** In words, if it is pinned to one. */
  readonly date: string | undefined
}

const dateLine = ({ date }: Nomination) => (date === undefined ? '' : ` It is pinned to ${date}.`)

/** Shown to the person who has nominated a paper, which counts as a vote for it where people vote. */
export function nominatedView(group: Group, entry: Entry, made: Nomination): View {
  const isVote = takesVotes(group)
  const added = `Added “${entry.paper.title}” to the list${isVote ? ' and counted your vote' : ''}.`
  return noteView(`${added}${dateLine(made)}${reasonLine(made)}`, [
    ...(isVote ? [toVote(group, entry, 'Remove my vote')] : []),
    toReason(made),
    toList(group),
  ])
}

interface Listed extends Nomination {
  /** `undefined` if they are hidden from the person. */
  readonly votes: number | undefined
  /** Whether one of them is the person's own. */
  readonly hasVoted: boolean
}

export function alreadyListedView(group: Group, entry: Entry, made: Listed): View {
  const { votes, hasVoted } = made
  const listed = `“${entry.paper.title}” is already on the list`
  const count = votes === undefined ? '' : `, with ${votesOf(votes)}`
  return noteView(`${listed}${count}.${dateLine(made)}${reasonLine(made)}`, [
    ...(takesVotes(group) ? [toVote(group, entry, hasVoted ? 'Remove my vote' : 'Vote for it')] : []),
    toReason(made),
    toList(group),
  ])
}

/** @param votes `undefined` if they are hidden from the person. */
export function voteCountedView(group: Group, entry: Entry, votes: number | undefined): View {
  const now = votes === undefined ? '' : ` It now has ${votesOf(votes)}.`
  return noteView(`Counted your vote for “${entry.paper.title}”.${now}`, [
    toVote(group, entry, 'Remove my vote'),
    toList(group),
  ])
}

export const voteRemovedView = (group: Group, entry: Entry): View =>
  noteView(`Removed your vote for “${entry.paper.title}”.`, [
    toVote(group, entry, 'Vote again'),
    toList(group),
  ])

/** Asks before an entry is removed that others voted for. @param others How many; `undefined` if votes are hidden. */
export function confirmRemovalView(group: Group, { paper }: Entry, others: number | undefined): View {
  const people =
    others === undefined
      ? 'Other people may have voted'
      : `${counted(others, 'other person', 'other people')} voted`
  return confirmView(`${people} for “${paper.title}”. Remove it anyway? You can undo this for 30 days.`, [
    groupButton(group, 'Remove it', 'reading remove', { paper: paper.id, sure: 'yes' }),
  ])
}

export const removedView = (group: Group, { paper }: Entry): View =>
  noteView(`Removed “${paper.title}” from the list. You can undo this for 30 days.`, [
    groupButton(group, 'Undo', 'reading remove', { paper: paper.id, undo: 'yes' }),
  ])

export const putBackView = (group: Group, { paper }: Entry): View =>
  noteView(`“${paper.title}” is back on the list${takesVotes(group) ? ', with its votes' : ''}.`)
