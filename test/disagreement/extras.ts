import { z } from 'zod'
import type { PollExport } from '../../src/export/poll-json.ts'
import { readExport } from '../../src/export/read-export.ts'
import type { Disclosure } from '../../src/poll/disclose.ts'
import { read } from './reference.ts'

type Round = z.input<typeof PollExport>['rounds'][number]
type Ballot = Round['ballots'][number]

/** A ballot without its voter, as the reference table has it. */
export type ExtraBallot =
  | Omit<Extract<Ballot, { kind: 'placement' }>, 'voter'>
  | Omit<Extract<Ballot, { kind: 'applications' }>, 'voter'>

/** A round with extra answers: what stands at its ballots, and what stands at the round. */
export interface ExtraRound {
  readonly state: 'open' | 'closed'
  readonly visibility: 'names' | 'anonymous'
  readonly ballots: readonly ExtraBallot[]
  readonly round: Omit<Partial<Round>, 'ballots' | 'number' | 'state'>
}

/** The round as a poll of its own, read from the text of an export. */
export const pollOf = ({ state, visibility, ballots, round }: ExtraRound): Disclosure =>
  pollWith({ state, visibility }, [
    {
      number: 1,
      state,
      ...round,
      ballots: ballots.map((ballot, i) => ({ ...ballot, voter: { id: `v_${i}` } })),
    },
  ])

/** A poll with these rounds, read from the text of an export. */
export function pollWith(
  { state, visibility }: Pick<ExtraRound, 'state' | 'visibility'>,
  rounds: readonly Round[],
): Disclosure {
  const result = readExport(exportText({ state, visibility }, rounds))
  if ('faults' in result) throw new Error(result.faults.join('\n'))
  const [poll] = result.polls
  if (poll === undefined) throw new Error('The export has no poll')
  return poll
}

/** The text of an export with these rounds, whatever they hold. */
export function exportText(
  { state, visibility }: Pick<ExtraRound, 'state' | 'visibility'>,
  rounds: readonly object[],
): string {
  return JSON.stringify({
    format: 'cruxgrid-poll',
    version: 1,
    poll: {
      id: 'p_abcdefghjk',
      state,
      visibility,
      blind: false,
      openedAt: '2026-11-30T17:00:00Z',
      paper: { id: 'arxiv:2204.05862', title: 'A paper' },
    },
    rounds,
  })
}

const Tables = z.object({
  extras: z.array(
    z.object({
      about: z.string(),
      state: z.enum(['open', 'closed']),
      visibility: z.enum(['names', 'anonymous']),
      ballots: z.array(z.custom<ExtraBallot>()),
      round: z.custom<ExtraRound['round']>(),
      specCase: z.string(),
      text: z.array(z.string()),
    }),
  ),
  differ: z.array(
    z.object({
      differ: z.object({ words: z.number(), paper: z.number(), values: z.number() }),
      visibility: z.enum(['names', 'anonymous']),
      text: z.string().nullable(),
    }),
  ),
})

/** The parts of the reference table about extra answers; their provenance is in the file itself. */
export const extraTables = Tables.parse(JSON.parse(read('agreement.json')))
