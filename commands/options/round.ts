import { z } from 'zod'
import { copyHint, optional, text } from '../../src/chat/option.ts'
import type { Answers } from '../../src/poll/ballot.ts'
import type { PollId } from '../../src/poll/poll.ts'
import { ballotOfEarlierRound, noBallotYet, receiptOfOtherRound } from './errors.ts'

/** The number of the round that a receipt is of; receipts of an older version don't say it. */
export const roundOption = optional(copyHint(text('Round', 4), z.coerce.number<string>().int().min(1)))

/** The number of the round that people are asked about. */
export const askedRound = copyHint(text('Round', 4), z.coerce.number<string>().int().min(1))

interface Current {
  /** The number of the current round. */
  readonly round: number
  /** Whether the caller has a ballot in it. */
  readonly isCurrent: boolean
}

/** @throws UserError unless the caller's ballot of the receipt's round is still the one that counts. */
export function requireSameRound(ofReceipt: number | undefined, { round, isCurrent }: Current): void {
  if (ofReceipt !== undefined && ofReceipt !== round) throw ballotOfEarlierRound(ofReceipt, round)
  if (!isCurrent) throw noBallotYet()
}

/** The caller's ballot of the receipt's round, which is still the one that counts. @throws UserError as {@link requireSameRound}. */
export function requireBallot(
  before: Answers | undefined,
  ofReceipt: number | undefined,
  current: Current,
): Answers {
  requireSameRound(ofReceipt, current)
  if (before === undefined) throw noBallotYet()
  return before
}

/**
 * A receipt that doesn't say its round is of the current one only where there is no other.
 *
 * @throws UserError for a receipt of another round, whose press must not change the vote of this one.
 */
export function requireReceiptOfRound(poll: PollId, ofReceipt: number | undefined, current: Current): void {
  const isOfThis = ofReceipt === undefined ? current.round === 1 : ofReceipt === current.round
  if (!isOfThis) throw receiptOfOtherRound(poll, ofReceipt, current)
}
