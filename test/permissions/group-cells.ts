import { z } from 'zod'
import type { Call } from '../../src/chat/call.ts'
import { type Cell, readCells, readWaiting, relations } from './table.ts'

const Standing = z.enum([
  'admin',
  'manager',
  'organiser',
  'facilitator',
  'nominator',
  'member',
  'guest',
  'denied',
])
/** What the caller is in the group's channel. */
export type Standing = z.infer<typeof Standing>

/** A cell about a group, one of its sessions, or an entry of its list. */
export type GroupCell = Cell<Standing>

/** The group that a cell is about, with a session that has its paper and facilitator and is not announced yet. */
export interface TestGroup {
  readonly channel: string
  readonly group: string
  readonly session: string
  /** The date of the session. */
  readonly date: string
  /** Whoever leads the session, and two facilitators of later ones, by their ids. */
  readonly facilitators: readonly [string, string, string]
}

/** Papers on the list of a {@link TestGroup}: the session's, the nominator's, and another's. */
export const papers = { chosen: 'The chosen one', own: 'The own one', other: 'The other one' } as const

const dayMs = 86_400_000

/** A weekly rule from forty days on: with the step `choose=-46d` the first session is prepared at once, and no other. */
export function farRule(now: number): string {
  const first = new Date(now + 40 * dayMs)
  return `${first.toUTCString().slice(0, 3).toLowerCase()} 17:00 UTC from ${first.toISOString().slice(0, 10)}`
}

/** How each command is called about a group. */
const calls: Readonly<Record<string, (about: TestGroup) => Call>> = {
  'reading list': () => ({ command: 'reading list', args: {} }),
  'reading calendar': () => ({ command: 'reading calendar', args: {} }),
  'reading calendar new-link': () => ({ command: 'reading calendar', args: { link: 'new-link' } }),
  'reading order': () => ({ command: 'reading order', args: { paper: papers.other, position: '1' } }),
  'reading questions': () => ({ command: 'reading questions', args: {} }),
  'reading ask': () => ({ command: 'reading ask', args: { question: 'Is it one?' } }),
  'reading history': () => ({ command: 'reading history', args: {} }),
  'reading next': () => ({ command: 'reading next', args: {} }),
  'reading vote': () => ({ command: 'reading list', args: { vote: papers.other } }),
  'reading coming': () => ({ command: 'reading next', args: { answer: 'coming' } }),
  'reading mute': () => ({ command: 'reading mute', args: {} }),
  'reading remove (own entry)': () => ({ command: 'reading remove', args: { paper: papers.own } }),
  'reading remove (another’s entry)': () => ({ command: 'reading remove', args: { paper: papers.other } }),
  'reading schedule': () => ({ command: 'reading schedule', args: { rule: 'thu 18:00 UTC' } }),
  'reading pause': () => ({ command: 'reading pause', args: {} }),
  'reading resume': () => ({ command: 'reading resume', args: {} }),
  'reading facilitators order': ({ facilitators: [first, ...others] }) => ({
    command: 'reading facilitators',
    args: { order: [...others, first].join(',') },
  }),
  'reading move here': () => ({ command: 'reading begin', args: { move: 'yes' } }),
  'reading next paper:': () => ({ command: 'reading next', args: { paper: papers.other } }),
  'reading next do:': () => ({ command: 'reading next', args: { do: 'announce' } }),
  'reading recap': () => ({ command: 'reading recap', args: {} }),
  'reading missed': () => ({ command: 'reading missed', args: { set: 'on' } }),
  'reading attach': ({ session }) => ({
    command: 'reading attach',
    args: { link: 'https://example.org/talk', session },
  }),
  'reading notes': ({ session }) => ({ command: 'reading notes', args: { session } }),
  'reading skip': () => ({ command: 'reading skip', args: {} }),
  'reading facilitators pass (own turn)': ({ date }) => ({
    command: 'reading facilitators',
    args: { pass: date },
  }),
  'reading facilitators swap (own turn)': ({ facilitators: [, second] }) => ({
    command: 'reading facilitators',
    args: { swap: second },
  }),
  'reading facilitators swap (another’s turn)': ({ facilitators: [, second, third] }) => ({
    command: 'reading facilitators',
    args: { swap: `${second},${third}` },
  }),
  'reading sheet': ({ session }) => ({ command: 'reading sheet', args: { session } }),
  'reading next where:': ({ session }) => ({
    command: 'reading next',
    args: { session, where: 'Room 4.12' },
  }),
  'reading next for:': ({ session }) => ({ command: 'reading next', args: { session, length: '90m' } }),
  'reading next together:': ({ session }) => ({
    command: 'reading next',
    args: { session, together: '20m' },
  }),
  'reading place': ({ session }) => ({ command: 'reading place', args: { session } }),
  'reading extend': ({ session }) => ({ command: 'reading extend', args: { session } }),
  'reading events': () => ({ command: 'reading events', args: { answer: 'no' } }),
  'reading present': ({ session }) => ({ command: 'reading present', args: { session, as: 'here' } }),
  'reading here': ({ session }) => ({ command: 'reading present', args: { session, as: 'here' } }),
  'reading read': ({ session }) => ({ command: 'reading present', args: { session, as: 'read' } }),
  'reading worth': ({ session }) => ({ command: 'answer-worth', args: { session, answer: 'worth' } }),
  'reading role': ({ session }) => ({ command: 'reading role', args: { session, role: 'skeptic' } }),
  'reading facilitators (I’ll lead)': ({ session }) => ({
    command: 'reading facilitators',
    args: { take: session },
  }),
  'reading board': () => ({ command: 'reading board', args: {} }),
}

const isCallable = (command: string): boolean => calls[command] !== undefined

/** The cells about groups, in the order of the table. */
export const groupCells: readonly GroupCell[] = readCells('group', Standing, isCallable)

/** What waits for a command that there isn't yet, by name. */
export const waiting: readonly string[] = readWaiting('group', isCallable)

/** In the group's own channel without its id: it is the only one there. */
export function callOf({ command, relation }: GroupCell, about: TestGroup): Call {
  const call = calls[command]?.(about)
  if (call === undefined) throw new Error(`${command} can't be called`)
  return relation === 'same' ? call : { ...call, args: { group: about.group, ...call.args } }
}

/** After these the next caller would find nothing to do. */
const spending: readonly string[] = [
  'reading remove (own entry)',
  'reading move here',
  'reading skip',
  'reading facilitators pass (own turn)',
]

/** Cells whose key is the same are about the same group, whose channel may be hidden from the caller. */
export function setupOf({ command, standing, relation, expected }: GroupCell) {
  const { isHidden } = relations[relation]
  const isSpent = expected === 'allowed' && spending.includes(command)
  return { key: JSON.stringify([command, isHidden, isSpent && [standing, relation]]), isHidden }
}
