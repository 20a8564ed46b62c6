import type { Place } from '../chat/caller.ts'
import { toPlainText } from '../chat/plain-text.ts'
import { agree, counted, listed } from '../chat/text.ts'
import { truncate } from '../chat/truncate.ts'
import type { Button, Part, Span, View } from '../chat/view.ts'
import { votesOf } from '../grid/tally.ts'
import type { ImportedPolls, ImportOutcome } from '../poll/import-polls.ts'
import type { Poll, PollId } from '../poll/poll.ts'
import { namesIn, type PollToImport } from '../poll/poll-to-import.ts'
import { cancelButton, confirmView } from './confirm/confirm-view.ts'
import { filePart } from './file-view.ts'
import { noteView } from './note-view.ts'
import { undoImportButton } from './poll/change-parts.ts'

/** Under the field for a file. */
export const fileNote = 'Nothing is changed before you have seen what it would do.'

/** The faults that a message lists; all are in its file. */
const maxListed = 20
/** Of one fault in a message, in characters. */
const maxFault = 150
/** The polls that a message names. */
const maxNamed = 5

/** A file that was read and not stored. */
interface FileToImport {
  readonly rows: number
  readonly isCsv: boolean
  readonly polls: readonly PollToImport[]
  readonly faults: readonly string[]
  readonly unusable: number
  readonly hidden: number
  readonly groups: number
}

interface ImportQuestion {
  /** By which the file is imported. */
  readonly id: string
  readonly file: FileToImport
  /** Of its polls, those that are here already. */
  readonly here: number
  readonly place: Place
  /** The name of the file with all faults. */
  readonly faultFile: string
}

/** Says what the import of a file would do, and asks whether to do it. */
export function importQuestion({ id, file, here, place, faultFile }: ImportQuestion): View {
  const { polls, faults } = file
  const names = new Set(polls.flatMap(namesIn)).size
  const text = [...summaryOf(file, here), ...(names === 0 ? [] : namedIn(names, place))]
  const act = (label: string, args: Readonly<Record<string, string>> = {}): Button => ({
    label,
    call: { command: 'run-import', args: { file: id, ...args } },
  })
  const papers = counted(countPapers(polls), 'paper')
  const acts: readonly Button[] = [
    { ...act(`Import ${papers}`), style: 'primary' },
    ...(names === 0 ? [] : [act('Import without names', { names: 'no' })]),
    cancelButton,
  ]
  return {
    summary: toPlainText(text),
    parts: [
      { kind: 'text', text },
      ...faultParts(faults, faultFile),
      ...(polls.length > here ? [{ kind: 'buttons', buttons: acts } as const] : []),
    ],
  }
}

/** "412 rows: 38 papers, 41 rounds, 405 votes. 7 rows can't be used. 3 polls are here already and are skipped." */
function summaryOf({ rows, isCsv, polls, unusable, hidden, groups }: FileToImport, here: number): Span[] {
  const row = isCsv ? 'row' : 'line'
  const rounds = polls.flatMap(({ rounds }) => rounds)
  const votes = rounds.reduce((sum, { tally }) => sum + votesOf(tally), 0)
  const found = [
    counted(countPapers(polls), 'paper'),
    counted(rounds.length, 'round'),
    counted(votes, 'vote'),
  ].join(', ')
  return [
    `${counted(rows, row)}: ${polls.length === 0 ? 'nothing to import' : found}.`,
    unusable === 0 ? '' : ` ${counted(unusable, row)} can't be used.`,
    here === 0
      ? ''
      : ` ${counted(here, 'poll')} ${agree(here, 'is', 'are')} here already and ${agree(here, 'is', 'are')} skipped.`,
    hidden === 0
      ? ''
      : ` ${counted(hidden, 'poll')} ${agree(hidden, 'was', 'were')} open without a vote that can be seen, and ${agree(hidden, 'is', 'are')} left out.`,
    groups === 0
      ? ''
      : ` ${counted(groups, 'line')} about reading groups ${agree(groups, 'is', 'are')} left out.`,
  ]
}

const namedIn = (names: number, place: Place): readonly Span[] => [
  ` ${counted(names, 'person', 'people')} would be named in `,
  { place },
  '.',
]

const countPapers = (polls: readonly PollToImport[]): number =>
  new Set(polls.map(({ paper }) => paper.id)).size

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

/** Asks before all polls of an import are deleted. @param poll Any of them. */
export function undoImportQuestion(poll: PollId, { removed, kept }: ImportedPolls): View {
  if (removed.length === 0) return noteView(`Nothing can be undone.${keptSentence(kept)}`)
  const polls = counted(removed.length, 'poll')
  const votes = removed.reduce((sum, one) => sum + votesIn(one), 0)
  const their = agree(removed.length, 'its', 'their')
  return confirmView(
    `Delete the ${polls} of this import, and ${their} ${counted(votes, 'vote')}?${keptSentence(kept)}`,
    [{ label: `Delete ${polls}`, call: { command: 'undo-import', args: { poll, sure: 'yes' } } }],
  )
}

export const importUndoneView = ({ removed, kept }: ImportedPolls): View =>
  noteView(`Deleted ${counted(removed.length, 'imported poll')}.${keptSentence(kept)}`)

/** " People have voted in 2 others since, which stay: “A” and “B”." */
function keptSentence(titles: readonly string[]): string {
  if (titles.length === 0) return ''
  const quoted = titles.slice(0, maxNamed).map((title) => `“${truncate(title, 80)}”`)
  const more = titles.length - quoted.length
  const stay = agree(titles.length, 'poll, which stays', 'polls, which stay')
  return ` People have voted in ${titles.length} ${stay}: ${listed(more === 0 ? quoted : [...quoted, `${more} more`])}.`
}

const votesIn = ({ rounds }: Poll): number => rounds.reduce((sum, { tally }) => sum + votesOf(tally), 0)
