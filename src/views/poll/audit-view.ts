import { counted } from '../../chat/text.ts'
import type { Fact, Span, View } from '../../chat/view.ts'
import type { AuditChange, AuditLine } from '../../poll/audit-line.ts'

const maxShown = 50

/** The latest lines of a channel's audit, newest first; a file has all of them. */
export function auditView(lines: readonly AuditLine[]): View {
  const shown = lines.slice(0, maxShown)
  const summary =
    lines.length === 0
      ? 'Nothing has been recorded here yet.'
      : `${shownWords(shown.length, lines.length)}, newest first. Acts are stored for 12 months.`
  const everything = {
    label: 'Download all as a file',
    call: { command: 'settings audit', args: { export: 'yes' } },
  }
  return {
    summary,
    parts: [
      { kind: 'heading', text: 'Audit of this channel' },
      { kind: 'text', text: summary },
      ...(lines.length === 0
        ? []
        : ([
            { kind: 'facts', facts: shown.map(toFact) },
            { kind: 'buttons', buttons: [everything] },
          ] as const)),
    ],
  }
}

/** "13 acts", "The latest 50 of 52 acts" */
const shownWords = (shown: number, all: number): string =>
  shown === all ? counted(all, 'act') : `The latest ${shown} of ${counted(all, 'act')}`

/** "edit “AI Control”: Tue 24 Nov, 12:00 · Ben · title “AI” → “AI Control”" */
function toFact({ at, person, command, poll, group, subject, changes }: AuditLine): Fact {
  const about = poll?.title ?? group?.name
  return {
    name: about === undefined ? command : `${command} “${about}”`,
    value: [
      { time: at, as: 'moment' },
      ' · ',
      person === undefined ? 'by itself' : { person },
      ...(subject === undefined ? [] : [' · ', { person: subject }]),
      ...changes.flatMap((change): readonly Span[] => [' · ', ...changeSpans(command, change)]),
    ],
  }
}

/** The names of changed fields; settings have their own. */
const fieldWords: Readonly<Record<string, string>> = {
  expect: 'people who should vote',
  'people expected': 'people who should vote',
  closes: 'closing time',
  shownFrom: 'shown from',
  labelOpen: 'tag of posts whose poll is open',
  labelClosed: 'tag of posts whose poll is closed',
  denied: 'on the deny list',
  'denied here': 'on the deny list of the channel',
}

function changeSpans(command: AuditLine['command'], { field, from, to }: AuditChange): readonly Span[] {
  const value = (text: string | undefined): Span => {
    if (command !== 'edit' || field === 'expect') return text ?? 'none'
    if (field === 'closes') return text === undefined ? 'never' : { time: Date.parse(text), as: 'moment' }
    return `“${text ?? ''}”`
  }
  const word = fieldWords[field] ?? field
  if (from === undefined && to === undefined && field !== 'closes') return [word]
  if (command !== 'edit' && (from === undefined || to === undefined)) return [`${word} `, value(to ?? from)]
  return [`${word} `, value(from), ' → ', value(to)]
}
