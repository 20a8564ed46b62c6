import type { z } from 'zod'
import type { PollExport } from '../../src/export/poll-json.ts'
import { readExport } from '../../src/export/read-export.ts'
import type { Disclosure } from '../../src/poll/disclose.ts'
import type { ExtraRound } from './reference.ts'

type Round = z.input<typeof PollExport>['rounds'][number]

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
