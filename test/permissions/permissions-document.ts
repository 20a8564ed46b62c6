import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { loadCommands } from '../../commands/index.ts'

const Row = z.object({
  command: z.string(),
  object: z.string(),
  standing: z.string(),
  settings: z.record(z.string(), z.string()).optional(),
  poll: z.record(z.string(), z.string()).optional(),
  answers: z.record(z.string(), z.enum(['allowed', 'refused', 'not found'])),
})
type Row = z.infer<typeof Row>

const Table = z.object({ standings: z.record(z.string(), z.string()), rows: z.array(Row) })

const table = Table.parse(JSON.parse(readFileSync(join(import.meta.dirname, 'permissions.json'), 'utf8')))

const objects = [
  ['poll', 'Polls'],
  ['conversation', 'Channels'],
  ['group', 'Reading groups'],
  ['session', 'Sessions that were held'],
] as const

/** docs/permissions.md, from the table of rights and the commands that there are. */
export async function permissionsDocument(): Promise<string> {
  const known = new Set((await loadCommands()).map(({ name }) => name.replaceAll('-', ' ')))
  const isKnown = ({ command }: Row) => known.has(command.replace(/ \(.*\)$/, '').replaceAll('-', ' '))
  const sections = objects.map(([object, title]) => {
    const rows = table.rows.filter((row) => row.object === object && isKnown(row))
    return `## ${title}\n\n${toTable(rows)}`
  })
  const standings = Object.entries(table.standings).map(
    ([name, meaning]) => `- **${name}**: ${meaning.replaceAll('`', '')}`,
  )
  const paragraphs = [
    '# Who may do what',
    'Generated from `test/permissions/permissions.json` by `npm run fix`; tests are generated from the same file.',
    'A rank counts in the conversation where the poll or group lives, wherever its owner is at the moment. What somebody can’t see is _not found_ for them, in the words for what was never there. “Yes” means that the command goes on to its own checks.',
    'Whom a manager puts on the deny list is denied in that channel; whom an admin puts on it, in every channel of the space, and only an admin takes them off.',
    standings.join('\n'),
    ...sections,
  ]
  return `${paragraphs.join('\n\n')}\n`
}

function toTable(rows: readonly Row[]): string {
  const standings = Object.keys(table.standings).filter((name) =>
    rows.some(({ standing }) => standing === name),
  )
  const commands = [...new Set(rows.map(({ command }) => command))]
  const cells = commands.map((command) => [
    `\`${command}\``,
    ...standings.map((standing) =>
      cellOf(rows.filter((row) => row.command === command && row.standing === standing)),
    ),
  ])
  return aligned([['command', ...standings], ...cells])
}

/** "yes", "no", "–" where nobody is that, or the settings and polls with which it is yes. */
function cellOf(rows: readonly Row[]): string {
  const allowed = rows.filter(({ answers }) => answers.same === 'allowed')
  if (rows.length === 0) return '–'
  if (allowed.length === 0) return 'no'
  const conditions = [...narrowing('settings', rows, allowed), ...narrowing('poll', rows, allowed)]
  return conditions.length === 0 ? 'yes' : conditions.join('; ')
}

/** "closers: opener, everyone": the values with which it is allowed, unless it is with each that there is. */
function narrowing(
  field: 'settings' | 'poll',
  rows: readonly Row[],
  allowed: readonly Row[],
): readonly string[] {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row[field] ?? {})))]
  return names.flatMap((name) => {
    const valuesOf = (some: readonly Row[]) => [...new Set(some.flatMap((row) => row[field]?.[name] ?? []))]
    const values = valuesOf(allowed)
    return values.length === valuesOf(rows).length ? [] : [`${name}: ${values.join(', ')}`]
  })
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => (row[i] ?? '').length)))
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`
  const [header = [], ...rest] = rows
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...rest.map(line)].join('\n')
}
