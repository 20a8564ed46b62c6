import { z } from 'zod'
import { listed } from '../chat/text.ts'
import { nameOf } from '../disagreement/wording.ts'
import { approach, caseFocus, type Level } from '../grid/axes.ts'
import type { Disclosure } from '../poll/disclose.ts'
import content from './shallow-review-2025.json' with { type: 'json' }
import { countsOf, type PaperStanding, type StandingCounts, standingOf } from './standing.ts'

/** The rows of the grid by the review's names; its fourth approach has none. */
const rows = {
  engineering: 0,
  'behaviorist-science': 1,
  'cognitivist-science': 2,
  'maths-philosophy': 'fourth',
} as const satisfies Record<string, Level | 'fourth'>
const columns = { 'average-case': 0, 'pessimistic-case': 1, 'worst-case': 2 } as const satisfies Record<
  string,
  Level
>

const Agenda = z
  .object({
    agenda: z.string(),
    approach: z
      .array(
        z.enum(['engineering', 'behaviorist-science', 'cognitivist-science', 'maths-philosophy', 'varies']),
      )
      .min(1)
      .max(2),
    case: z.enum(['average-case', 'pessimistic-case', 'worst-case', 'mixed', 'varies']),
    papers: z.array(z.string()),
  })
  .transform(({ agenda, approach, case: column, papers }) => ({
    name: `“${agenda}”`,
    /** In the order of the review; empty if the approach varies. */
    rows: approach.flatMap((row) => (row === 'varies' ? [] : rows[row])),
    /** `undefined` if no single case is named. */
    column: column === 'mixed' || column === 'varies' ? undefined : columns[column],
    papers: new Set(papers),
  }))
type Agenda = z.infer<typeof Agenda>

const { agendas } = z.object({ agendas: z.array(Agenda) }).parse(content)

const maxNamed = 2

/**
 * Where the Shallow Review 2025 put the agenda under which it lists a paper, beside the group's own result;
 * docs/memory.md 3. To be shown only once a round is closed, because it would anchor voters.
 *
 * @param joined Other ids of the same paper.
 * @returns one line, or none: if the review doesn't list the paper, or if too few people placed it.
 */
export function elsewhereLine(
  paperId: string,
  { cells, applications, unsure = 0 }: Omit<StandingCounts, 'unsure'> & { readonly unsure?: number },
  joined: readonly string[] = [],
): readonly string[] {
  const ids = [paperId, ...joined]
  const found = agendas.filter(({ papers }) => ids.some((id) => papers.has(id)))
  const standing = standingOf({ cells, applications, unsure })
  if (found.length === 0 || standing.kind === 'too-few') return []
  const own = ownResult(standing, sharedCell(found))
  return [`The Shallow Review 2025 lists this paper ${agendaWords(found)}.${own === '' ? '' : ` ${own}`}`]
}

/** As {@link elsewhereLine}, by the current round of a poll; none while the poll is open, or where its channel wants none. */
export function elsewhereOf({ paper, current, showsElsewhere }: Disclosure): readonly string[] {
  if (current.hidden || showsElsewhere !== true) return []
  return elsewhereLine(paper.id, countsOf(current.tally))
}

/** "under “Debate” and puts that agenda at Worst-case, under both Engineering and Cognitivist" */
function agendaWords(found: readonly Agenda[]): string {
  const named = found.slice(0, maxNamed)
  const [first, second] = named
  const more = found.length > maxNamed ? [`and ${found.length - maxNamed} more`] : []
  if (first !== undefined && second !== undefined && isSamePlace(first, second))
    return [`under ${first.name} and ${second.name} and puts both ${whereOf(first)}`, ...more].join('; ')
  const each = named.map((agenda) => `under ${agenda.name} and puts that agenda ${whereOf(agenda)}`)
  return [each.join('; also '), ...more].join('; ')
}

/** Whether two agendas have the same approaches, in any order, and the same case. */
const isSamePlace = (a: Agenda, b: Agenda): boolean =>
  a.column === b.column && a.rows.length === b.rows.length && a.rows.every((row) => b.rows.includes(row))

/** "at Engineering × Average-case", "under Cognitivist, with no single case" */
function whereOf(agenda: Agenda): string {
  const { rows, column } = agenda
  const cell = cellOf(agenda)
  if (cell !== undefined) return `at ${nameOf(cell)}`
  const names = rows.map((row) =>
    row === 'fourth' ? 'its fourth approach, maths and philosophy' : approach.plain[row],
  )
  const under = `under ${names.length > 1 ? 'both ' : ''}${listed(names)}`
  if (column === undefined) return `${under}, with no single case`
  return `at ${caseFocus.plain[column]}, ${names.length === 0 ? 'with no single approach' : under}`
}

/** The cell of an agenda that has one approach of the grid and one case. */
function cellOf({ rows: [row, another], column }: Agenda): number | undefined {
  if (row === undefined || row === 'fourth' || another !== undefined || column === undefined) return undefined
  return 3 * row + column
}

/** The cell at which all of them are, if it is one. */
function sharedCell([first, ...others]: readonly Agenda[]): number | undefined {
  return first !== undefined && others.every((other) => isSamePlace(first, other)) ? cellOf(first) : undefined
}

/** "You put this paper there too."; '' where the group has no result to name. @param there The cell that was named. */
function ownResult({ kind, places }: PaperStanding, there: number | undefined): string {
  const names = places.map((place) => (place === 'off' ? 'applications research' : nameOf(place)))
  if (kind === 'off-grid') return 'You call this paper applications research.'
  if (kind === 'split') return `You are split between ${listed(names)}.`
  if (kind !== 'settled') return ''
  return places[0] === there ? 'You put this paper there too.' : `You put this paper at ${listed(names)}.`
}
