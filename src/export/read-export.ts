import { z } from 'zod'
import { applications, type Stance } from '../grid/stance.ts'
import { tallyOf } from '../grid/tally.ts'
import { countAnswers } from '../poll/answer-counts.ts'
import { CruxId } from '../poll/ballot.ts'
import { maxCrux } from '../poll/ballot-extras.ts'
import { orderByDigest } from '../poll/digest.ts'
import { type Disclosure, type DisclosureInput, disclose } from '../poll/disclose.ts'
import type { RoundExtras } from '../poll/extra-answers.ts'
import { minShownFrom } from '../poll/poll.ts'
import type { PublishedRound } from '../poll/published.ts'
import { PollExport } from './poll-json.ts'

/** The polls of an export, or its faults. */
export type ReadExport =
  | { readonly polls: readonly Disclosure[] }
  /** One line per fault, with its path: "rounds[0].ballots[3].row: Invalid option: …". */
  | { readonly faults: readonly string[] }

/**
 * Reads an export of one poll, or of several as JSON Lines. What the file declares blind or anonymous stays hidden,
 * even if the file contains it.
 */
export function readExport(text: string): ReadExport {
  const whole = parseJson(text)
  if (whole !== undefined) return readAll([{ at: '', value: whole }])
  const lines = text.split('\n').map((line, i) => ({ at: `line ${i + 1}: `, line: line.trim() }))
  const filled = lines.filter(({ line }) => line !== '')
  if (filled.length < 2) return { faults: ['Not valid JSON'] }
  return readAll(filled.map(({ at, line }) => ({ at, value: parseJson(line) })))
}

/** The lines of a file of many polls besides the polls: its first one, reading groups and their seasons. */
const OtherLine = z.object({ format: z.enum(['cruxgrid-export', 'cruxgrid-group', 'cruxgrid-season']) })

function readAll(values: readonly { readonly at: string; readonly value: unknown }[]): ReadExport {
  const polls = values.filter(({ value }) => !OtherLine.safeParse(value).success)
  const read = polls.map(({ at, value }) => ({ at, result: PollExport.safeParse(value) }))
  const faults = read.flatMap(({ at, result }) =>
    result.success
      ? []
      : result.error.issues.map(({ path, message }) => `${at}${formatPath(path)}${message}`),
  )
  if (faults.length > 0) return { faults }
  return { polls: read.flatMap(({ result }) => (result.success ? [toDisclosure(result.data)] : [])) }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** "rounds[0].ballots[3].row: " */
export function formatPath(path: readonly PropertyKey[]): string {
  const words = path.map((key, i) =>
    typeof key === 'number' ? `[${key}]` : `${i === 0 ? '' : '.'}${String(key)}`,
  )
  return words.length === 0 ? '' : `${words.join('')}: `
}

function toDisclosure({ poll, rounds }: PollExport): Disclosure {
  const { id, title, authors, year, url } = poll.paper
  const input: DisclosureInput = {
    poll: {
      id: poll.id,
      paper: { id, title, authors, ...(year !== null && { year }), ...(url !== null && { url }) },
      opener: { name: 'the opener' },
      visibility: poll.visibility,
      questions: poll.questions,
      openedAt: Date.parse(poll.openedAt),
      ...(poll.closesAt !== null && { closesAt: Date.parse(poll.closesAt) }),
      shownFrom: Math.max(minShownFrom, ...rounds.map(({ shownFrom = minShownFrom }) => shownFrom)),
      rounds: rounds.map((round) => toRound(round, poll.blind && round.number === rounds.length)),
    },
    ...(poll.visibility === 'names'
      ? {
          ballots: rounds.map(
            ({ ballots }) => new Map(ballots.map((ballot) => [ballot.voter.id, toBallotInput(ballot)])),
          ),
        }
      : { published: rounds.map(toPublished) }),
  }
  return disclose(input)
}

/** A hidden round has only a number of votes, and only that is shown, so it may go into any count. */
function toRound(round: ExportedRound, blind: boolean) {
  const { number, state, ballots, voters, votes } = round
  const tally = tallyOf(ballots.map(stanceOf))
  const hidden = voters ?? votes
  if (hidden !== undefined && ballots.length === 0)
    return { number, state, blind, tally: { ...tally, unsure: hidden } }
  return { number, state, blind, tally, live: { tally, waiting: [] }, extras: toRoundExtras(round) }
}

const toRoundExtras = (round: ExportedRound): RoundExtras => ({
  countsAtReveal: round.countsAtReveal,
  cruxes: round.cruxes,
  differ: round.differ,
  settled: round.settled,
  depth: round.depth,
  guesses: round.expected,
})

/** Of an anonymous round, whatever the file joins: in older files the ballots were whole. */
export function toPublished(round: ExportedRound): PublishedRound {
  const { ballots, reasons = [], movedBy = [], receipts = [] } = round
  const answers = ballots.map((ballot) => toBallotInput(ballot).answers)
  const counted = countAnswers(answers)
  const { confidence = counted.confidence, goal = counted.goal, tractable = counted.tractable } = round
  const texts = orderByDigest([...reasons, ...answers.flatMap(({ why }) => why ?? [])])
  const moved = orderByDigest([...movedBy, ...answers.flatMap(({ movedBy }) => movedBy ?? [])])
  return {
    v: 1,
    votes: ballots.length,
    receipts,
    shown: {
      tally: tallyOf(answers.map(({ stance }) => stance)),
      reasons: texts.map((text) => ({ text })),
      movedBy: moved,
      counts: { confidence, goal, tractable },
      ...(round.depth !== undefined && { depth: round.depth }),
      ...(round.expected !== undefined && { guesses: round.expected }),
      ...toCruxes(round.cruxes),
      ...(round.moves !== undefined && {
        moves: round.moves.map(({ from, to, count }) => ({ from, to, voters: count })),
      }),
    },
  }
}

/** Those that this program can name; the others keep their words in the file alone. */
function toCruxes(
  cruxes: ExportedRound['cruxes'] = [],
): Pick<NonNullable<PublishedRound['shown']>, 'cruxes'> {
  const found = cruxes.flatMap(({ id, text }) => {
    const named = CruxId.safeParse(id).data
    return named === undefined || text.length > maxCrux ? [] : { id: named, text }
  })
  return found.length === 0 ? {} : { cruxes: found }
}

type ExportedRound = PollExport['rounds'][number]
type ExportedBallot = ExportedRound['ballots'][number]

const stanceOf = (ballot: ExportedBallot): Stance =>
  ballot.kind === 'applications'
    ? applications
    : { kind: 'placement', row: ballot.row, column: ballot.column }

export function toBallotInput(ballot: ExportedBallot) {
  const { voter, confidence, why, goal, tractable, movedBy, castAt, depth, crux, expected } = ballot
  return {
    answers: {
      stance: stanceOf(ballot),
      ...(confidence !== undefined && { confidence }),
      ...(why !== undefined && { why }),
      ...(goal !== undefined && { goal }),
      ...(tractable !== undefined && { tractable }),
      ...(movedBy !== undefined && { movedBy }),
      ...(depth !== undefined && { depth }),
      ...(crux !== undefined && { crux }),
      ...(expected !== undefined && { expected }),
    },
    ...(voter.name !== undefined && { person: { name: voter.name } }),
    ...(castAt !== undefined && { castAt: Date.parse(castAt) }),
  }
}
