import type { Place } from '../chat/caller.ts'
import { toPlainText } from '../chat/plain-text.ts'
import { agree, counted, listed } from '../chat/text.ts'
import { truncate } from '../chat/truncate.ts'
import type { Button, Part, Span, View } from '../chat/view.ts'
import type { ImportOutcome } from '../poll/import-polls.ts'
import type { PollId } from '../poll/poll.ts'
import type { ImportFigures } from '../poll/poll-to-import.ts'
import type { ImportUndoing } from '../poll/undo-import.ts'
import { cancelButton, confirmView } from './confirm/confirm-view.ts'
import { filePart } from './file-view.ts'
import { noteView } from './note-view.ts'
import { undoImportButton } from './poll/change-parts.ts'

/** Under the field for a file. */
export const fileNote = 'Nothing is changed before you have seen what it would do.'

/** The faults that a message lists; all are in its file. */
const maxListed = 20
/** Of one fault in a message, in characters. */
const maxFault = 120
/** The polls that a message names. */
const maxNamed = 5

/** A file that was read and not stored. */
interface FileToImport {
  readonly rows: number
  readonly isCsv: boolean
  readonly figures: ImportFigures
  readonly faults: readonly string[]
  readonly unusable: number
  readonly hidden: number
  readonly groups: number
}

interface ImportQuestion {
  /** By which the file is imported. */
  readonly id: string
  readonly file: FileToImport
  /** The polls of the file that are here already. */
  readonly here: number
  readonly place: Place
  /** The name of the file with all faults. */
  readonly faultFile: string
}

/** Says what the import of a file would do, and asks whether to do it. */
export function importQuestion({ id, file, here, place, faultFile }: ImportQuestion): View {
  const { papers, polls, people } = file.figures
  const text = [...summaryOf(file, here), ...(people === 0 ? [] : namedIn(people, place))]
  const act = (label: string, args: Readonly<Record<string, string>> = {}): Button => ({
    label,
    call: { command: 'run-import', args: { file: id, ...args } },
  })
  const acts: readonly Button[] = [
    { ...act(`Import ${counted(papers, 'paper')}`), style: 'primary' },
    ...(people === 0 ? [] : [act('Import without names', { names: 'no' })]),
    cancelButton,
  ]
  return {
    summary: toPlainText(text),
    parts: [
      { kind: 'text', text },
      ...faultParts(file.faults, faultFile),
      ...(polls > here ? [{ kind: 'buttons', buttons: acts } as const] : []),
    ],
  }
}

/** "412 rows: 38 papers, 41 rounds, 405 votes. 7 rows can't be used. 3 polls are here already and are skipped." */
function summaryOf({ rows, isCsv, figures, unusable, hidden, groups }: FileToImport, here: number): Span[] {
  const row = isCsv ? 'row' : 'line'
  const found = [
    counted(figures.papers, 'paper'),
    counted(figures.rounds, 'round'),
    counted(figures.votes, 'vote'),
  ].join(', ')
  const sentences = [
    `${counted(rows, row)}: ${figures.polls === 0 ? 'nothing to import' : found}.`,
    unusable > 0 && `${counted(unusable, row)} can't be used.`,
    here > 0 &&
      `${counted(here, 'poll')} ${agree(here, 'is here already and is', 'are here already and are')} skipped.`,
    hidden > 0 &&
      `${counted(hidden, 'poll')} ${agree(hidden, 'was open without a visible vote and is', 'were open without a visible vote and are')} left out.`,
    groups > 0 && `${counted(groups, 'line')} about reading groups ${agree(groups, 'is', 'are')} left out.`,
  ]
  return [sentences.filter((sentence) => sentence !== false).join(' ')]
}

const namedIn = (names: number, place: Place): readonly Span[] => [
  ` ${counted(names, 'person', 'people')} would be named in `,
  { place },
  '.',
]

function faultParts(faults: readonly string[], name: string): readonly Part[] {
  if (faults.length === 0) return []
  const listed = faults.slice(0, maxListed).map((fault) => truncate(fault, maxFault))
  return [
    { kind: 'text', text: listed.join('\n') },
    ...(faults.length > maxListed
      ? [{ kind: 'text', text: `All ${faults.length} are in the file.`, tone: 'muted' } as const]
      : []),
    filePart(name, 'txt', `${faults.join('\n')}\n`),
  ]
}

export function importedView({ polls, skipped, first }: ImportOutcome): View {
  const already =
    skipped === 0 ? '' : ` ${counted(skipped, 'poll')} ${agree(skipped, 'was', 'were')} here already.`
  return noteView(
    `Imported ${counted(polls, 'poll')}.${already}`,
    first === undefined ? [] : [undoImportButton(first)],
  )
}

/** Asks before the polls of an import are deleted. @param poll Any of them. */
export function undoImportQuestion(poll: PollId, { polls, votes, kept }: ImportUndoing): View {
  if (polls === 0) return noteView(`Nothing can be undone.${keptSentence(kept)}`)
  const its = agree(polls, 'its', 'their')
  return confirmView(
    `Delete the ${counted(polls, 'poll')} of this import, and ${its} ${counted(votes, 'vote')}?${keptSentence(kept)}`,
    [
      {
        label: `Delete ${counted(polls, 'poll')}`,
        call: { command: 'undo-import', args: { poll, sure: 'yes' } },
      },
    ],
  )
}

export const importUndoneView = ({ polls, kept }: ImportUndoing): View =>
  noteView(`Deleted ${counted(polls, 'imported poll')}.${keptSentence(kept)}`)

/** " People have voted in 2 polls, which stay: “A” and “B”." */
function keptSentence(titles: readonly string[]): string {
  if (titles.length === 0) return ''
  const quoted = titles.slice(0, maxNamed).map((title) => `“${truncate(title, 80)}”`)
  const more = titles.length - quoted.length
  const stay = agree(titles.length, 'poll, which stays', 'polls, which stay')
  return ` People have voted in ${titles.length} ${stay}: ${listed(more === 0 ? quoted : [...quoted, `${more} more`])}.`
}
