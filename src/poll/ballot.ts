import { z } from 'zod'
import { AudienceId } from '../chat/audience.ts'
import { Person } from '../chat/caller.ts'
import { Stance } from '../grid/stance.ts'
import { Depth, Guess, maxCrux } from './ballot-extras.ts'

export const goals = {
  capabilities: 'Capabilities',
  understanding: 'Understanding',
  alignment: 'Alignment',
  unclear: "Can't tell",
} as const
export const Goal = z.enum(['capabilities', 'understanding', 'alignment', 'unclear'])

export const feasibilities = { yes: 'Yes', maybe: 'Maybe', no: 'No' } as const
export const Tractable = z.enum(['yes', 'maybe', 'no'])

/**
 * A voter in one poll, the same in all of its rounds: the person's id if the poll shows names, else a pseudonym that
 * can't be linked across polls.
 */
export const VoterId = z
  .string()
  .regex(/^(v_[\w-]{1,40}|[a-z]+:[\w./-]{1,100})$/)
  .brand<'VoterId'>()
export type VoterId = z.infer<typeof VoterId>

/** 1, a guess … 5, certain. */
export const Confidence = z.int().min(1).max(5)

export const Answers = z
  .object({
    stance: Stance,
    confidence: Confidence.optional(),
    why: z.string().max(500).optional(),
    goal: Goal.optional(),
    tractable: Tractable.optional(),
    /** The voter's reason for changing their ballot: a message link or a line of text. */
    movedBy: z.string().max(500).optional(),
    depth: Depth.optional(),
    /** Their answer to what would move them, in one line. */
    crux: z.string().min(1).max(maxCrux).optional(),
    /** Only from a hidden round, and from its reveal on what it was then. */
    expected: Guess.optional(),
  })
  .readonly()
/** A ballot's content, as filled in by the voter. */
export type Answers = z.infer<typeof Answers>

export const ReceiptCode = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
  .brand<'ReceiptCode'>()
/** Eight characters by which a voter finds that their anonymous ballot was counted: `K7QM-2FXA`. */
export type ReceiptCode = z.infer<typeof ReceiptCode>

export const CruxId = z
  .string()
  .regex(/^x_[\w-]{16}$/)
  .brand<'CruxId'>()
/** The crux of one voter in one round. In an anonymous poll only its key leads from a voter to it. */
export type CruxId = z.infer<typeof CruxId>

/** In characters. */
export const maxImportedName = 100

export const Ballot = z
  .object({
    /** In 1 nobody was asked how far they had read, what would move them, and how many they expected to agree. */
    v: z.literal([1, 2]),
    answers: Answers,
    /** Only if the poll shows names: an anonymous ballot is stored without its person. */
    person: Person.optional(),
    /** Of a ballot that was imported with its name, which belongs to no account. */
    name: z.string().max(maxImportedName).optional(),
    /** In ms since 1970. Only if the poll shows names: it could reveal who cast an anonymous ballot. */
    castAt: z.int().optional(),
    /** Those of the poll's audiences that the voter was in. Only if the poll shows names; absent if the poll has none of theirs. */
    audiences: z.array(AudienceId).readonly().optional(),
    /** Of a ballot that was not there when its round was revealed. Only if the poll shows names. */
    isLate: z.literal(true).optional(),
    /** Only in anonymous polls: listed once the round is closed. */
    receipt: ReceiptCode.optional(),
  })
  .readonly()
/** One person's answers in one round, as stored. */
export type Ballot = z.infer<typeof Ballot>
