import type { ThreadLabel } from '../../src/chat/port.ts'
import { agree, counted, listed, listedAsChoices, strongAsChoices } from '../../src/chat/text.ts'
import { truncate } from '../../src/chat/truncate.ts'
import { UserError } from '../../src/chat/user-error.ts'
import type { Disclosure } from '../../src/poll/disclose.ts'
import { minShownFrom, type PollId } from '../../src/poll/poll.ts'
import { topicOf } from '../../src/taxonomy/taxonomy.ts'
import type { Topic } from '../../src/taxonomy/topic.ts'
import { cancelButton } from '../../src/views/confirm/confirm-view.ts'
import { topicButton } from '../../src/views/explain/buttons.ts'
import { pollLink } from '../../src/views/poll/go-to-poll.ts'
import { toArgs } from './paper.ts'

/** @param link The address of the poll's message, if there is one. */
export const paperHasOpenPoll = ({ id, paper }: Disclosure, link: string | undefined) =>
  new UserError(
    `There is already an open poll on “${paper.title}” in this channel.`,
    link === undefined ? 'Vote in that one.' : ['Vote in that one: ', pollLink(link), '.'],
    {
      buttons: [
        { label: 'Full ballot…', call: { command: 'ballot', args: { poll: id } } },
        { label: 'Post it here again', call: { command: 'show', args: { poll: id } } },
        { label: 'Full report', call: { command: 'results', args: { paper: id } } },
      ],
    },
  )

/** @param max The most audiences that can be asked to vote at once. */
export function manyAudiences(max: number) {
  const happened = `At most ${max} roles can be asked to vote.`
  return new UserError(happened, 'Leave some of them out.', {
    fields: { expect: `${happened} Leave some of them out.` },
  })
}

/** An anonymous poll expects fewer people than its results need. @param options Those of the call. */
export function fewExpected(
  expected: number,
  options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>,
) {
  const args = toArgs(options)
  const open = (more: Readonly<Record<string, string>>) => ({ command: 'poll', args: { ...args, ...more } })
  return new UserError(
    `You expect ${counted(expected, 'person', 'people')}.`,
    `An anonymous poll shows nothing below ${minShownFrom} votes.`,
    {
      buttons: [
        { label: 'Show names', call: open({ visibility: 'names' }) },
        { label: 'Open anyway', call: open({ visibility: 'anonymous', sure: 'yes' }) },
        cancelButton,
      ],
    },
  )
}

/** Of a word in a list of optional questions. */
export function unknownQuestion(word: string) {
  const [happened, remedy] = [`I don't know “${word}”.`, 'Choose depth, crux, expected, differ or none.']
  return new UserError(happened, remedy, { fields: { ask: `${happened} ${remedy}` } })
}

export const guessTooLate = () =>
  new UserError('Votes are visible now, so guesses are closed.', 'Nothing was changed.')

export const noBallotYet = () =>
  new UserError("You haven't voted in this round yet.", 'Vote first, then add your reason.')

/** @param round That of the vote. */
export const ballotOfEarlierRound = (round: number, current: number) =>
  new UserError(
    `That vote was in round ${round}, and round ${current} is open now.`,
    `Vote in round ${current}, then add your reason.`,
  )

/** @param round That of the form. */
export const formOfEarlierRound = (poll: PollId, round: number, current: number) =>
  new UserError(
    `That form was for round ${round}, and round ${current} is open now.`,
    `Nothing was saved. Vote in round ${current}.`,
    { buttons: [{ label: 'Full ballot…', call: { command: 'ballot', args: { poll } } }] },
  )

/** @param ofReceipt The round of the receipt, if it says so. @param current Whether the caller has a vote in it, too. */
export function receiptOfOtherRound(
  poll: PollId,
  ofReceipt: number | undefined,
  { round, isCurrent }: { readonly round: number; readonly isCurrent: boolean },
) {
  const receipt =
    ofReceipt === undefined ? "That receipt doesn't name its round" : `That vote was in round ${ofReceipt}`
  const happened = `${receipt}, and round ${round} is open now.`
  if (!isCurrent)
    return new UserError(happened, `You have no vote in round ${round}.`, {
      buttons: [{ label: 'Full ballot…', call: { command: 'ballot', args: { poll } } }],
    })
  return new UserError(happened, `Your vote in round ${round} hasn't changed.`, {
    buttons: [
      { label: 'Change my vote', call: { command: 'ballot', args: { poll } } },
      { label: 'Withdraw that vote', call: { command: 'withdraw', args: { poll, round: String(round) } } },
    ],
  })
}

const questions = { approach: 'approach', case: 'case focus' } as const

/** @param missing The options without an answer. */
export const ballotIncomplete = (missing: readonly (keyof typeof questions)[]) =>
  new UserError(
    `Not saved: ${listed(missing.map((option) => questions[option]))} ${agree(missing.length, 'is', 'are')} missing.`,
    'Choose an answer or Unsure, or tick Applications research.',
    { fields: Object.fromEntries(missing.map((option) => [option, 'Choose one, or Unsure.'])) },
  )

/** Longer words aren't read; they are repeated so that the person sees what was understood. */
const maxRepeated = 80

/**
 * @param words As they were typed.
 * @param close Topics close to the words.
 */
export const topicNotFound = (words: string, close: readonly Topic[]) =>
  new UserError(
    `I don't know “${truncate(words.replaceAll(/\s+/g, ' ').trim(), maxRepeated)}”.`,
    [
      ...(close.length === 0
        ? []
        : ['Did you mean ', ...strongAsChoices(close.map(({ name }) => name)), '? ']),
      { typed: 'explain' },
      ' alone lists every topic.',
    ],
    { buttons: (close.length === 0 ? startingPoints.map(topicOf) : close).map(topicButton) },
  )

/** Topics to begin with. */
const startingPoints = ['concept.grid', 'axis.approach', 'axis.case'] as const

/** @param words What was typed for an option. @param labels Those that threads can have here. */
export function unknownLabel(option: string, words: string, labels: readonly ThreadLabel[]) {
  const happened = `There is no tag “${truncate(words, maxRepeated)}” here.`
  const remedy =
    labels.length === 0
      ? 'Only forums have tags.'
      : `Choose ${listedAsChoices([...labels.map(({ name }) => `“${name}”`), 'none'])}.`
  return new UserError(happened, remedy, { fields: { [option]: `${happened} ${remedy}` } })
}

export const noZoneChosen = () =>
  new UserError("You haven't chosen a time zone yet.", 'Write the nearest big city, for example Berlin.', {
    buttons: [{ label: 'Choose…', call: { command: 'own-zone', args: {} } }],
  })

export const unknownZone = (value: string) =>
  invalidSetting(
    'zone',
    `I don't know the time zone “${value}”.`,
    'Write the nearest big city, for example Europe/Berlin or America/New_York, or UTC.',
  )

export const unknownLanguage = (value: string) =>
  invalidSetting(
    'language',
    `I don't know the language “${value}”.`,
    'Write a language code, for example en-GB, de or pt-BR.',
  )

export const onlyAtlasPictured = () =>
  new UserError('Only the atlas can be downloaded as a picture.', 'Choose json or csv.', {
    fields: { format: 'Choose json or csv: only the atlas can be downloaded as a picture.' },
  })

export const unreadableDate = (option: string, words: string) =>
  invalidSetting(
    option,
    `I can't read “${truncate(words, 60)}” as a date.`,
    'Write it like 2026-09-01 or 1 Sep 2026.',
  )

const invalidSetting = (option: string, happened: string, remedy: string) =>
  new UserError(happened, remedy, { fields: { [option]: `${happened} ${remedy}` } })

export const invalidShownFrom = () =>
  new UserError(
    'Anonymous results can be shown from 5 to 50 votes on.',
    'Write a whole number from 5 to 50.',
    {
      fields: { 'shown-from': 'Write a whole number from 5 to 50.' },
    },
  )
