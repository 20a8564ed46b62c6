import { createHash, createHmac, type Hash, type Hmac, type KeyObject } from 'node:crypto'
import type { PersonId } from '../chat/caller.ts'
import type { Keys } from '../store/keys.ts'
import { CruxId, ReceiptCode, VoterId } from './ballot.ts'
import type { Poll, PollId } from './poll.ts'
import { toShownVoter } from './shown-voter.ts'

/** A person in one poll. */
export interface Voter {
  /** The same in all rounds. */
  readonly id: VoterId
  /** The code by which they find that their ballot of a round was counted; `undefined` if the poll shows names. */
  readonly receiptFor: (round: number) => ReceiptCode | undefined
}

/** The parts of a poll that voters are computed from. */
type Voted = Pick<Poll, 'hasOldPseudonyms' | 'id' | 'imported' | 'sealedAt' | 'visibility'>

/**
 * Who is which voter. With names it is the person; in an anonymous poll a pseudonym, computed with the poll's key, which
 * is outside the database and is destroyed when the poll is sealed.
 */
export function createVoters(keys: Keys) {
  /** @returns `undefined` if nothing leads to their ballots: the poll is sealed, or its key is lost. */
  async function findVoter(poll: Voted, person: PersonId): Promise<Voter | undefined> {
    if (poll.visibility === 'names') return { id: VoterId.parse(person), receiptFor: () => undefined }
    if (poll.sealedAt !== undefined) return undefined
    const key = await keys.get(poll.id)
    return (
      key && { id: toPseudonym(key, poll, person), receiptFor: (round) => toReceiptCode(key, round, person) }
    )
  }

  return {
    findVoter,

    /** Names the cruxes of a poll's voters; `undefined` if the poll is sealed, or its key is lost. */
    async cruxIdsOf(poll: Voted): Promise<CruxIds | undefined> {
      if (poll.visibility === 'names') return (round, voter) => toNamedCruxId(poll, round, voter)
      const key = poll.sealedAt === undefined ? await keys.get(poll.id) : undefined
      return key && ((round, voter) => toCruxId(createHmac('sha256', key), round, voter))
    },

    /** @returns `undefined` if the poll is sealed. @throws Error if its key is lost: they could vote twice. */
    async voterOf(poll: Voted, person: PersonId): Promise<Voter | undefined> {
      const voter = await findVoter(poll, person)
      if (voter === undefined && poll.sealedAt === undefined)
        throw new Error(`There is no key for ${poll.id}`)
      return voter
    },

    createKey: async (poll: PollId): Promise<void> => {
      await keys.create(poll)
    },

    /** Destroys keys: nothing leads from a person to a ballot of these polls any more. */
    destroyKeys: (polls: readonly PollId[]): Promise<void> => keys.remove(polls),
  }
}

export type Voters = ReturnType<typeof createVoters>

/** The id of what would move a voter in a round. */
export type CruxIds = (round: number, voter: VoterId) => CruxId

/** As {@link CruxIds}, of a poll that shows names: the same in a poll that was imported from its export. */
export const toNamedCruxId = (
  { id, imported }: { readonly id: string; readonly imported?: Poll['imported'] },
  round: number,
  voter: VoterId,
): CruxId =>
  toCruxId(createHash('sha256').update(`${imported?.original ?? id}\0`), round, toShownVoter(id, voter))

/** The first 96 bits of a digest of "crux" 00 round 00 voter. */
const toCruxId = (digest: Hash | Hmac, round: number, voter: VoterId): CruxId =>
  CruxId.parse(`x_${digest.update(`crux\0${round}\0${voter}`).digest('base64url').slice(0, 16)}`)

/** HMAC-SHA-256(key, "voter" 00 person): its first 22 characters in base64url, 132 bits. */
function toPseudonym(key: KeyObject, { hasOldPseudonyms }: Voted, person: PersonId): VoterId {
  const message = hasOldPseudonyms ? person : `voter\0${person}`
  return VoterId.parse(`v_${createHmac('sha256', key).update(message).digest('base64url').slice(0, 22)}`)
}

/** Crockford's base 32: without I, L, O and U. */
const codeLetters = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ']
/** Two letters for each ten bits. */
const letterPairs = codeLetters.flatMap((first) => codeLetters.map((second) => first + second))

/**
 * The first 40 bits of HMAC-SHA-256(key, "receipt" 00 round 00 person). It doesn't depend on the vote, so it
 * reveals nothing of it. Two of n voters share a code with odds of about n² / 2⁴¹; it is then listed twice.
 */
function toReceiptCode(key: KeyObject, round: number, person: PersonId): ReceiptCode {
  // In hex, since a string costs a third less than a buffer, and five of its digits are four letters.
  const digest = createHmac('sha256', key).update(`receipt\0${round}\0${person}`).digest('hex')
  return ReceiptCode.parse(`${toLetters(digest.slice(0, 5))}-${toLetters(digest.slice(5, 10))}`)
}

/** @param hex Five digits: 20 bits. */
function toLetters(hex: string): string {
  const bits = Number.parseInt(hex, 16)
  return `${letterPairs[bits >> 10]}${letterPairs[bits & 0x3ff]}`
}
