import { createHash } from 'node:crypto'
import { z } from 'zod'
import { cleanName } from '../chat/clean-name.ts'
import { tallyOf } from '../grid/tally.ts'
import { Paper } from '../paper/paper.ts'
import { toPublishedRound } from '../poll/anonymous-import.ts'
import { type Ballot, CruxId, maxImportedName, VoterId } from '../poll/ballot.ts'
import { maxCrux } from '../poll/ballot-extras.ts'
import { maxShownFrom, minShownFrom, type Visibility } from '../poll/poll.ts'
import type { PollToImport, RoundToImport } from '../poll/poll-to-import.ts'
import type { PublishedRound } from '../poll/published.ts'
import { toNamedCruxId } from '../poll/voters.ts'
import { withCleanTexts } from './clean-texts.ts'
import { maxVotes } from './import/imported-polls.ts'
import { PollExport } from './poll-json.ts'
import { formatPath, toBallotInput, toPublished } from './read-export.ts'

type ExportedPoll = PollExport['poll']
type ExportedRound = PollExport['rounds'][number]

/** One line of an export: a poll, or why it can't be used. */
export type ReadLine =
  /** The first line of a file that holds many polls. */
  | { readonly kind: 'header' }
  | { readonly kind: 'poll'; readonly poll: PollToImport }
  /** A poll that nobody's votes are known of, because it was open and they were hidden. */
  | { readonly kind: 'hidden' }
  /** A reading group, or one of its seasons. */
  | { readonly kind: 'group' }
  | { readonly kind: 'faults'; readonly faults: readonly string[] }

/** The most faults that are listed of one line. */
const maxFaults = 5
const [maxRounds, maxText] = [50, 500]

const Format = z.object({ format: z.string() })

/** Reads one value of an export. @param now In ms since 1970. */
export function readLine(text: string, now: number): ReadLine {
  const value = parse(text)
  if (value === undefined) return { kind: 'faults', faults: ['not valid JSON'] }
  switch (Format.safeParse(value).data?.format) {
    case 'cruxgrid-export':
      return { kind: 'header' }
    case 'cruxgrid-group':
    case 'cruxgrid-season':
      return { kind: 'group' }
    case 'cruxgrid-poll':
      return readPoll(value, now)
    default:
      return { kind: 'faults', faults: ['not the export of a poll'] }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Reads the export of a poll. @param now As of {@link readLine}. */
export function readPoll(value: unknown, now: number): ReadLine {
  const { data, error } = PollExport.safeParse(value)
  if (data === undefined)
    return toFaults(error.issues.map(({ path, message }) => `${formatPath(path)}${message}`))
  const { poll } = data
  const rounds = data.rounds.filter((round) => isShown(round, poll.visibility))
  if (rounds.length === 0) return { kind: 'hidden' }
  const faults = [...faultsOfPoll(poll, now), ...rounds.flatMap((round, i) => faultsOfRound(round, i, now))]
  if (rounds.length > maxRounds) faults.push(`rounds: more than ${maxRounds}`)
  if (faults.length > 0) return toFaults(faults)
  return { kind: 'poll', poll: toPollToImport(poll, rounds) }
}

const toFaults = (faults: readonly string[]): ReadLine => ({
  kind: 'faults',
  faults: faults.slice(0, maxFaults),
})

/** Of a round that was open nothing but its ballots is known, and they may have been hidden. */
const isShown = (round: ExportedRound, visibility: Visibility): boolean =>
  round.ballots.length > 0 ||
  (round.state === 'closed' && (visibility === 'anonymous' || hiddenVotesOf(round) === 0))

/** The votes of which a round shows only the number. */
const hiddenVotesOf = ({ ballots, voters, votes }: ExportedRound): number =>
  ballots.length > 0 ? 0 : (voters ?? votes ?? 0)

function faultsOfPoll({ paper, openedAt, closesAt }: ExportedPoll, now: number): string[] {
  const { id, title, authors, year, url } = paper
  const read = Paper.safeParse(toPaper(paper))
  const isWhole = read.success && title !== '' && isText(id)
  return [
    ...(isWhole
      ? []
      : [`poll.paper: not a paper: ${JSON.stringify({ id, title, authors, year, url }).slice(0, 80)}`]),
    ...faultOfTime('poll.openedAt', openedAt, now),
    ...(closesAt === null ? [] : faultOfTime('poll.closesAt', closesAt, Number.POSITIVE_INFINITY)),
  ]
}

function faultsOfRound(round: ExportedRound, i: number, now: number): readonly string[] {
  const { ballots, reasons = [], movedBy = [], receipts = [], closedAt, shownFrom = minShownFrom } = round
  const at = `rounds[${i}]`
  const hidden = hiddenVotesOf(round)
  const cruxes = [
    ...(round.cruxes ?? []).map(({ text }) => text),
    ...ballots.flatMap(({ crux }) => crux ?? []),
  ]
  const texts = [...reasons, ...movedBy, ...ballots.flatMap(({ why, movedBy }) => [why ?? '', movedBy ?? ''])]
  const names = ballots.flatMap(({ voter: { name } }) => name ?? [])
  const most = Math.max(ballots.length, reasons.length, movedBy.length, receipts.length)
  return [
    ...(most > maxVotes ? [`${at}: more than ${maxVotes} votes`] : []),
    ...(Math.max(hidden + 1, shownFrom) > maxShownFrom
      ? [`${at}: more than ${maxShownFrom - 1} hidden votes`]
      : []),
    ...(texts.some((text) => text.length > maxText)
      ? [`${at}: a text of more than ${maxText} characters`]
      : []),
    ...(cruxes.some((text) => text.length > maxCrux)
      ? [`${at}: what would move someone, in more than ${maxCrux} characters`]
      : []),
    ...(names.some((name) => name.length > maxImportedName)
      ? [`${at}: a name of more than ${maxImportedName} characters`]
      : []),
    ...(closedAt === undefined ? [] : faultOfTime(`${at}.closedAt`, closedAt, now)),
    ...ballots.flatMap(({ castAt }, n) =>
      castAt === undefined ? [] : faultOfTime(`${at}.ballots[${n}].castAt`, castAt, now),
    ),
  ]
}

/** Whether it is in whole characters, none of them invisible. */
const isText = (text: string): boolean => text.isWellFormed() && !/[\p{Cc}\p{Cf}]/u.test(text)

/** A minute is for clocks that differ. */
const faultOfTime = (path: string, time: string, now: number): readonly string[] => {
  const at = Date.parse(time)
  return at >= 0 && at <= now + 60_000 ? [] : [`${path}: not a time in the past`]
}

const toPaper = ({ id, title, authors, year, url }: ExportedPoll['paper']) => ({
  id,
  title,
  authors,
  ...(year !== null && { year }),
  ...(url !== null && { url }),
})

function toPollToImport(
  { id, paper, visibility, questions, ask, openedAt, closesAt }: ExportedPoll,
  rounds: readonly ExportedRound[],
): PollToImport {
  const opened = Date.parse(openedAt)
  const shownFrom = Math.max(
    minShownFrom,
    ...rounds.map((round) => Math.max(round.shownFrom ?? minShownFrom, hiddenVotesOf(round) + 1)),
  )
  return {
    original: id,
    dates: 'moments',
    paper: Paper.parse(toPaper(paper)),
    visibility,
    questions,
    ...(ask !== undefined && { ask }),
    openedAt: opened,
    ...(closesAt !== null && { closesAt: Date.parse(closesAt) }),
    ...(shownFrom > minShownFrom && { shownFrom }),
    rounds: rounds.map((round, i) => ({
      ...(visibility === 'names' ? toNamedRound(round, opened) : toHiddenOrShown(round, opened, shownFrom)),
      ...(round.countsAtReveal !== undefined && { countsAtReveal: round.countsAtReveal }),
      ...toCounted(id, i + 1, round),
    })),
  }
}

function toNamedRound(round: ExportedRound, opened: number): RoundToImport {
  const ballots = new Map(
    round.ballots.map((ballot): readonly [VoterId, Ballot] => {
      const { answers, person, castAt } = toBallotInput(ballot)
      return [
        toVoter(ballot.voter.id),
        {
          v: 2,
          answers: withCleanTexts(answers),
          name: cleanName(person?.name ?? '') || 'Unnamed',
          ...(castAt !== undefined && { castAt }),
        },
      ]
    }),
  )
  const stances = [...ballots.values()].map(({ answers }) => answers.stance)
  return { closedAt: closedAtOf(round, opened), ballots, tally: tallyOf(stances) }
}

function toHiddenOrShown(round: ExportedRound, opened: number, shownFrom: number): RoundToImport {
  const closedAt = closedAtOf(round, opened)
  const hidden = hiddenVotesOf(round)
  const published: PublishedRound =
    hidden > 0 ? { v: 1, votes: hidden, receipts: round.receipts ?? [] } : toPublished(round)
  return toPublishedRound(closedAt, published, shownFrom)
}

/** The counts of replies in the file. A crux with names is known by its writer, another by its id. */
function toCounted(
  poll: string,
  number: number,
  { cruxes = [], differ, settled }: ExportedRound,
): Pick<RoundToImport, 'counted'> {
  const counts = cruxes.flatMap(({ id, voter, mine, notMine, sides }) => {
    const crux =
      voter === undefined ? CruxId.safeParse(id).data : toNamedCruxId({ id: poll }, number, toVoter(voter))
    if (crux === undefined || mine === undefined || notMine === undefined) return []
    return { id: crux, mine, notMine, ...(sides !== undefined && { sides }) }
  })
  if (counts.length === 0 && differ === undefined && settled === undefined) return {}
  return {
    counted: {
      v: 1,
      ...(counts.length > 0 && { cruxes: counts }),
      ...(differ !== undefined && { differ }),
      ...(settled !== undefined && { settled }),
    },
  }
}

/** When it was closed; in older files, when the last vote was cast. In ms since 1970. */
const closedAtOf = ({ closedAt, ballots }: ExportedRound, opened: number): number =>
  closedAt === undefined
    ? ballots.reduce(
        (last, { castAt }) => Math.max(last, castAt === undefined ? 0 : Date.parse(castAt)),
        opened,
      )
    : Date.parse(closedAt)

/** The voter as the file calls them, if it is a file of ours; else an id that stands for theirs. */
const toVoter = (id: string): VoterId => {
  const own = VoterId.safeParse(id)
  if (own.success && id.startsWith('v_')) return own.data
  return VoterId.parse(`v_${createHash('sha256').update(id).digest('base64url').slice(0, 22)}`)
}
