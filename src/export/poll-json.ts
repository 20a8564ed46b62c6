import { z } from 'zod'
import { Level } from '../grid/axes.ts'
import { GridPart } from '../grid/part.ts'
import { plainTitle } from '../paper/clean-title.ts'
import { answerCountFields } from '../poll/answer-counts.ts'
import { Confidence, Goal, ReceiptCode, Tractable } from '../poll/ballot.ts'
import { AnswerTotals, CruxText, Depth, Guess } from '../poll/ballot-extras.ts'
import type { Disclosure } from '../poll/disclose.ts'
import type { HiddenRound, OpenBallot, OpenRound } from '../poll/disclosed-round.ts'
import { CruxSide, DepthCounts, DifferCounts, GuessCounts, SettledCounts } from '../poll/extra-answers.ts'
import { Ask, Question, Visibility } from '../poll/poll.ts'

/** Looser than our own ids, because other programs may write such files. */
const id = z.string().min(1).max(400)

/** An imported poll keeps the id that it had in its file. */
const PollFileId = id.brand<'PollId'>()

const commonFields = {
  voter: z.object({ id: id.brand<'VoterId'>(), name: z.string().optional() }),
  confidence: Confidence.optional(),
  why: z.string().optional(),
  goal: Goal.optional(),
  tractable: Tractable.optional(),
  movedBy: z.string().optional(),
  castAt: z.iso.datetime().optional(),
  /** These three only in polls with names. */
  depth: Depth.optional(),
  crux: CruxText.optional(),
  expected: Guess.optional(),
}

const count = z.int().min(0)

/** Without its counts until they are shown. */
const ExportedCrux = z.object({
  id,
  text: CruxText,
  voter: id.brand<'VoterId'>().optional(),
  mine: count.optional(),
  notMine: count.optional(),
  sides: z.array(CruxSide).optional(),
})

const ExportedBallot = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('placement'),
    row: Level.nullable(),
    column: Level.nullable(),
    ...commonFields,
  }),
  z.object({ kind: z.literal('applications'), ...commonFields }),
])

const ExportedRound = z.object({
  number: z.int().min(1),
  state: z.enum(['open', 'closed']),
  closedAt: z.iso.datetime().optional(),
  /** Only while votes are hidden, when there are no ballots. */
  voters: z.int().min(0).optional(),
  /** Fewest votes from which an anonymous round is shown, if this one has fewer. */
  shownFrom: z.int().min(1).optional(),
  /** As `voters`, in older files. */
  votes: z.int().min(0).optional(),
  ballots: z.array(ExportedBallot).superRefine((ballots, { addIssue }) => {
    const seen = new Set<string>()
    for (const [i, { voter }] of ballots.entries()) {
      if (seen.has(voter.id))
        addIssue({
          code: 'custom',
          path: [i, 'voter', 'id'],
          message: 'Two votes by the same voter in one round',
        })
      seen.add(voter.id)
    }
  }),
  /** Of closed anonymous rounds: each kind of answer on its own, because nothing may join into a ballot. */
  reasons: z.array(z.string()).optional(),
  movedBy: z.array(z.string()).optional(),
  confidence: answerCountFields.confidence.optional(),
  goal: answerCountFields.goal.optional(),
  tractable: answerCountFields.tractable.optional(),
  moves: z.array(z.object({ from: GridPart, to: GridPart, count: z.int().min(1) })).optional(),
  receipts: z.array(ReceiptCode).optional(),
  countsAtReveal: AnswerTotals.optional(),
  cruxes: z.array(ExportedCrux).optional(),
  differ: DifferCounts.optional(),
  /** Answers given in this round about the one before. */
  settled: SettledCounts.optional(),
  /** As totals only in anonymous polls. */
  depth: DepthCounts.optional(),
  expected: GuessCounts.optional(),
})

/** One poll with everything needed to draw it and compute its figures, as far as people may see it. */
export const PollExport = z.object({
  format: z.literal('cruxgrid-poll'),
  version: z.literal(1),
  poll: z.object({
    id: PollFileId,
    state: z.enum(['open', 'closed']),
    visibility: Visibility,
    blind: z.boolean(),
    questions: z.array(Question).default([]),
    /** All of them without it. */
    ask: z.array(Ask).optional(),
    openedAt: z.iso.datetime(),
    closesAt: z.iso.datetime().nullable().default(null),
    paper: z.object({
      id: id.brand<'PaperId'>(),
      title: z.string().overwrite(plainTitle),
      authors: z.array(z.string().overwrite(plainTitle)).default([]),
      year: z.int().nullable().default(null),
      url: z
        .url({ protocol: /^https$/, error: 'Expected an https address' })
        .nullable()
        .default(null),
    }),
  }),
  rounds: z
    .array(ExportedRound)
    .min(1)
    .superRefine((rounds, { addIssue }) => {
      for (const [i, { number }] of rounds.entries())
        if (number !== i + 1) addIssue({ code: 'custom', path: [i, 'number'], message: `Expected ${i + 1}` })
    }),
})
export type PollExport = z.infer<typeof PollExport>

/** The id of a poll in exports. */
export const exportedId = ({ id, imported }: Disclosure) => PollFileId.parse(imported?.original ?? id)

/** The export of a poll. A hidden round has no ballots, one of an anonymous poll only stances. */
export function toPollExport(poll: Disclosure): PollExport {
  const { id, title, authors, year, url } = poll.paper
  return {
    format: 'cruxgrid-poll',
    version: 1,
    poll: {
      id: exportedId(poll),
      state: poll.state,
      visibility: poll.visibility,
      blind: poll.current.hidden,
      questions: [...poll.questions],
      ask: [...poll.asks],
      openedAt: iso(poll.openedAt),
      closesAt: poll.closesAt === undefined ? null : iso(poll.closesAt),
      paper: { id, title, authors: [...authors], year: year ?? null, url: url ?? null },
    },
    rounds: poll.rounds.map((round) => ({
      number: round.number,
      state: round.state,
      ...(round.closedAt !== undefined && { closedAt: iso(round.closedAt) }),
      ...(round.hidden && {
        voters: round.votes,
        ...(round.shownFrom !== undefined && { shownFrom: round.shownFrom }),
      }),
      ballots: round.hidden ? [] : inOrder(poll, round.ballots).map(toExportedBallot),
      ...(poll.visibility === 'anonymous' && round.state === 'closed' && toLooseAnswers(round)),
      ...(!round.hidden && toExtras(round)),
    })),
  }
}

/** The export as an indented file. */
export const pollJson = (poll: Disclosure): string => `${JSON.stringify(toPollExport(poll), null, 2)}\n`

/** The export as one line of JSON Lines. */
export const pollLine = (poll: Disclosure): string => `${JSON.stringify(toPollExport(poll))}\n`

/** Votes of one moment in the order of ids that an import keeps. */
const inOrder = ({ visibility }: Disclosure, ballots: readonly OpenBallot[]): readonly OpenBallot[] =>
  visibility === 'anonymous'
    ? ballots
    : ballots.toSorted((a, b) => (a.castAt ?? 0) - (b.castAt ?? 0) || (a.voter < b.voter ? -1 : 1))

function toLooseAnswers(round: HiddenRound | OpenRound): Partial<z.infer<typeof ExportedRound>> {
  if (round.hidden) return { receipts: [...round.receipts] }
  const { reasons, movedBy, moves, receipts } = round.loose
  return {
    reasons: reasons.map(({ text }) => text),
    movedBy: [...movedBy],
    ...round.counts,
    ...(moves !== undefined && {
      moves: moves.map(({ from, to, voters }) => ({ from, to, count: voters })),
    }),
    receipts: [...receipts],
  }
}

/** Absent where nobody has answered, or too few have. */
function toExtras({ extras = {} }: OpenRound): Partial<z.infer<typeof ExportedRound>> {
  const { countsAtReveal, cruxes, differ, settled, depth, guesses } = extras
  return {
    ...(countsAtReveal !== undefined && { countsAtReveal }),
    ...(cruxes !== undefined && {
      cruxes: cruxes.map(({ sides, ...crux }) => ({
        ...crux,
        ...(sides !== undefined && { sides: [...sides] }),
      })),
    }),
    ...(differ !== undefined && { differ }),
    ...(settled !== undefined && { settled }),
    ...(depth !== undefined && { depth }),
    ...(guesses !== undefined && { expected: guesses }),
  }
}

function toExportedBallot({ voter, name, answers, castAt }: OpenBallot): z.infer<typeof ExportedBallot> {
  const { stance, ...rest } = answers
  const who = { id: voter, ...(name !== undefined && { name }) }
  return { voter: who, ...stance, ...rest, ...(castAt !== undefined && { castAt: iso(castAt) }) }
}

const iso = (at: number): string => new Date(at).toISOString()
