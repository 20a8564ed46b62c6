import type { AuditLine } from '../poll/audit-line.ts'
import { csvFile, csvLine } from './csv.ts'

const columns = ['time', 'person', 'name', 'command', 'poll', 'title', 'about', 'field', 'from', 'to']

/** Lines of the audit as a file: one row for each thing that was changed (RFC 4180, UTF-8). */
export const auditCsv = (lines: readonly AuditLine[]): string => csvFile(columns, lines.flatMap(toRows))

function toRows({ at, person, command, poll, group, subject, changes }: AuditLine): readonly string[] {
  const time = new Date(at).toISOString()
  const head = [time, person?.id, person?.name, command, poll?.id, poll?.title ?? group?.name, subject?.name]
  const rows = changes.length === 0 ? [{ field: '', from: '', to: '' }] : changes
  return rows.map(({ field, from, to }) => csvLine([...head, field, from, to]))
}
