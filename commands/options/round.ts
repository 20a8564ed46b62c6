import { z } from 'zod'
import { copyHint, optional, text } from '../../src/chat/option.ts'
import { ballotOfEarlierRound, noBallotYet } from './errors.ts'

/** The number of the round that a receipt is of; receipts of an older version don't say it. */
export const roundOption = optional(copyHint(text('Round', 4), z.coerce.number<string>().int().min(1)))

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
