import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import type { PollExport } from '../../src/export/poll-json.ts'

type Export = z.input<typeof PollExport>
type Ballot = Export['rounds'][number]['ballots'][number]

const people = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve', 'Flo', 'Gus', 'Hal', 'Ida', 'Jo']

/** Ballots of Ada, Ben, Cleo … on these cells, with more for some of them by name. */
export function ballotsOn(
  cells: readonly number[],
  more: Readonly<Record<string, Partial<Ballot>>> = {},
): Ballot[] {
  return cells.map((cell, i) => {
    const name = people[i] ?? `Reader ${i}`
    const placement = {
      kind: 'placement',
      row: levelOf(Math.floor(cell / 3)),
      column: levelOf(cell % 3),
    } as const
    const castAt = new Date(Date.UTC(2026, 10, 30, 17, i)).toISOString()
    return { voter: { id: `v_${i}`, name }, ...placement, castAt, ...more[name] }
  })
}

function levelOf(n: number): 0 | 1 | 2 {
  if (n === 0 || n === 1 || n === 2) return n
  throw new Error(`There is no level ${n}`)
}

/** An export with these rounds, all but the last one closed. */
export function exportWith(rounds: readonly Ballot[][], poll: Partial<Export['poll']> = {}): Export {
  const state = poll.state ?? 'closed'
  return {
    format: 'cruxgrid-poll',
    version: 1,
    poll: {
      id: 'p_abcdefghjk',
      state,
      visibility: 'names',
      blind: false,
      openedAt: '2026-11-30T17:00:00Z',
      paper: { id: 'arxiv:2204.05862', title: 'Training a Helpful and Harmless Assistant', year: 2022 },
      ...poll,
    },
    rounds: rounds.map((ballots, i) => ({
      number: i + 1,
      state: i + 1 < rounds.length ? 'closed' : state,
      ballots,
    })),
  }
}

/** Writes a file and gives its path. */
export async function written(directory: string, name: string, content: unknown): Promise<string> {
  const path = join(directory, name)
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}
