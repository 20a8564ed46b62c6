import { z } from 'zod'
import type { Call } from '../../src/chat/call.ts'
import { type Cell, readCells, readWaiting, relations } from './table.ts'

const Standing = z.enum(['admin', 'manager', 'opener', 'member', 'guest', 'denied'])
/** What the caller is in the poll's channel. */
export type Standing = z.infer<typeof Standing>

/** A cell about a poll. */
export type PollCell = Cell<Standing>

/** How each command is called about a poll, with its id; after a blank stands what of it a row is about. */
const calls: Readonly<Record<string, (poll: string) => Call['args']>> = {
  results: (paper) => ({ paper }),
  more: (poll) => ({ poll }),
  export: (paper) => ({ paper, format: 'json' }),
  vote: (poll) => ({ poll, answer: '8' }),
  ballot: (poll) => ({ poll }),
  cast: (poll) => ({ poll, approach: '2', case: '2' }),
  withdraw: (poll) => ({ poll }),
  remark: (poll) => ({ poll, why: 'Because' }),
  close: (paper) => ({ paper }),
  reopen: (paper) => ({ paper }),
  reveal: (paper) => ({ paper }),
  revote: (paper) => ({ paper }),
  edit: (paper) => ({ paper }),
  amend: (poll) => ({ poll, title: 'A title', closes: 'never' }),
  'amend visibility': (poll) => ({ poll, title: 'A title', closes: 'never', visibility: 'anonymous' }),
  remind: (paper) => ({ paper }),
  mention: (poll) => ({ poll, audience: 'table:@readers' }),
  seal: (paper) => ({ paper }),
  delete: (paper) => ({ paper, sure: 'yes' }),
  'link (counts only)': (poll) => ({ poll, kind: 'counts' }),
  'link (full)': (poll) => ({ poll, kind: 'full' }),
  share: (poll) => ({ poll }),
  show: (poll) => ({ poll }),
  'remove-reason': (paper) => ({ paper }),
  'go-to-poll': (poll) => ({ poll }),
}

export function callOf({ command: row }: Pick<PollCell, 'command'>, poll: string): Call {
  const args = calls[row]?.(poll)
  const [command] = row.split(' ')
  if (args === undefined || command === undefined) throw new Error(`${row} can't be called`)
  return { command, args }
}

/** Whether a call can be typed: one about a paper or poll by what people call it, which confirms nothing. */
export const isTypeable = ({ args }: Call): boolean => args.paper !== undefined && args.sure === undefined

/** The words of a call that can be typed. */
export const wordsFor = ({ command, args: { paper = '', format } }: Call): string =>
  [command, paper, ...(format === undefined ? [] : [format])].join(' ')

const isCallable = (command: string): boolean => calls[command] !== undefined

/** Its button stands in previews, which people elsewhere see: whoever may see the results may be led to the poll. */
const asResults = 'go-to-poll'

/** The cells about polls that a platform has, in the order of the table. */
export function cellsWhere(has: (cell: PollCell) => boolean): readonly PollCell[] {
  const cells = readCells('poll', Standing, isCallable)
  const led = cells.filter(({ command }) => command === 'results')
  return [...cells, ...led.map((cell) => ({ ...cell, command: asResults }))].filter(has)
}

/** The cells of commands whose answers are made from many polls: whether one of those is in it. */
export const memoryCells: readonly PollCell[] = readCells('poll', Standing, (command) =>
  ['atlas', 'contested', 'agreement', 'paper', 'find', 'suggest', 'home'].includes(command),
)

/** A reminder has no button that shows its poll. */
export const isShownFromReminder = ({ command, relation }: PollCell): boolean =>
  command === 'show' && relation.startsWith('direct')

/** What waits for a call, by name. */
export const waiting: readonly string[] = readWaiting('poll', isCallable).filter(
  (command) => !memoryCells.some((cell) => cell.command === command),
)

/** The poll that a cell is about, and its channel. Cells whose key is the same are about the same poll. */
export interface PollSetup {
  readonly key: string
  readonly settings: Readonly<Record<string, string>>
  readonly isAnonymous: boolean
  readonly isClosed: boolean
  readonly isHidden: boolean
}

/** What a command does to a poll that the next one would find in another state. */
const stateFor = (command: string): string => {
  if (['reopen', 'revote'].includes(command)) return 'closed'
  return ['close', 'reveal', 'seal', 'delete'].includes(command) ? command : 'open'
}

export function setupOf({ command, settings, poll, relation, standing, expected }: PollCell): PollSetup {
  const { isHidden } = relations[relation]
  const isAnonymous = poll.visibility === 'anonymous'
  // What is deleted isn't there for the next.
  const isSpent = command === 'delete' && expected === 'allowed'
  return {
    key: JSON.stringify([
      settings,
      stateFor(command),
      isAnonymous,
      isHidden,
      isSpent && [standing, relation],
    ]),
    settings,
    isAnonymous,
    isClosed: stateFor(command) === 'closed' || poll.state === 'closed',
    isHidden,
  }
}
