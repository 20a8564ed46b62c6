import { randomInt } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { expect } from 'vitest'
import { z } from 'zod'
import type { Cruxgrid } from '../running.ts'
import { seeded } from '../seeded.ts'
import { expiriesOf, rowsOf } from '../store/rows.ts'
import { until } from '../until.ts'

/** Something that somebody asked for, as they see it. */
export interface Deed {
  /** How long after it was asked it was acknowledged, in ms; `undefined` while it isn't. */
  readonly ackedAfterMs: () => number | undefined
  readonly isAnswered: () => boolean
  /** What they alone were told since; empty if nothing. */
  readonly told: () => string
}

/** People around a platform, where processes of Cruxgrid come and go. */
export interface CrashTable extends AsyncDisposable {
  readonly platform: string
  readonly database: string
  /** The ids under which the votes of five people are stored. */
  readonly voters: readonly string[]
  /** A process that is connected. */
  readonly start: () => Promise<Cruxgrid>
  /** Resolves when what a dead process has sent has arrived. */
  readonly isOver: () => Promise<void>
  /** @param onMoment Called at each request and acknowledgement; a request doesn't arrive if it returns true. */
  readonly watch: (onMoment: () => boolean) => void
  readonly vote: (voter: number, cell: number, title: string) => Deed
  readonly open: (title: string) => Deed
  readonly close: (title: string) => Deed
  /** What stands in a poll's message; empty if there is none. */
  readonly board: (title: string) => string
  /** What stands in messages that everyone sees. */
  readonly posted: () => readonly string[]
  readonly violations: readonly string[]
}

/** By cell, row by row: the words of its button. */
export const cellLabels = ['Eng', 'Behav', 'Cog'].flatMap((row) =>
  ['Avg', 'Pess', 'Worst'].map((column) => `${row} · ${column}`),
)

/** By cell: what its voter is told. */
function saysSo(cell: number): RegExp {
  const row = ['Engineering', 'Behaviorist science', 'Cognitivist science'][Math.floor(cell / 3)]
  const column = ['Average-case', 'Pessimistic-case', 'Worst-case'][cell % 3]
  return new RegExp(
    `^(?:Your vote: |Changed your vote from .* to )${row} × ${column}\\.|^Your vote is unchanged`,
  )
}

/** Later than that, an acknowledgement says nothing about the store. */
const sureMs = 1500

const Head = z.object({
  value: z.object({
    id: z.string(),
    paper: z.object({ title: z.string() }),
    rounds: z.array(z.object({ state: z.string() })).length(1),
  }),
})
const Ballot = z.object({
  value: z.object({ answers: z.object({ stance: z.object({ row: z.int(), column: z.int() }) }) }),
})

interface StoredPoll {
  readonly isClosed: boolean
  /** By voter: the cell. */
  readonly votes: ReadonlyMap<string, number>
}

/** Every poll on disk, by its title. */
function pollsIn(database: string): ReadonlyMap<string, StoredPoll> {
  const rows = rowsOf(database).map((row) => {
    const [collection = '', id = ''] = row.split(' ', 2)
    return { collection, id, value: row.slice(collection.length + id.length + 2) }
  })
  const byCollection = Map.groupBy(rows, ({ collection }) => collection)
  const heads = rows.filter(({ collection, id }) => collection.startsWith('poll/') && id === 'head')
  return new Map(
    heads.map(({ value }) => {
      const { id, paper, rounds } = Head.parse(JSON.parse(value)).value
      const votes = (byCollection.get(`ballot/${id}/1`) ?? []).map((ballot): [string, number] => {
        const { row, column } = Ballot.parse(JSON.parse(ballot.value)).value.answers.stance
        return [ballot.id, 3 * row + column]
      })
      return [paper.title, { isClosed: rounds[0]?.state === 'closed', votes: new Map(votes) }]
    }),
  )
}

/** Whether something is still to be posted that was asked for before a restart. */
const hasRequests = ({ database, platform }: CrashTable): boolean =>
  expiriesOf(database, `${platform}-request`).length > 0

function countOf({ isClosed, votes: { size } }: StoredPoll): string {
  if (size === 0) return isClosed ? 'nobody voted' : 'nobody has voted yet'
  return size === 1 ? '1 vote' : `${size} votes`
}

/** How often each thing stands there for everyone: a title's board, outcome and announcement. */
function countPosted(table: CrashTable): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const text of table.posted()) {
    const [, title, line] = /^(?<title>Paper \d+)\n(?<line>Open|Closed|Round 1 is closed)/.exec(text) ?? []
    const [, announced] = /(?:closed round|^Round) 1 on “(?<title>Paper \d+)”/.exec(text) ?? []
    const what = announced ?? title
    if (what === undefined) continue
    const kind = announced !== undefined ? 'announcement' : line === 'Round 1 is closed' ? 'outcome' : 'board'
    counts.set(`${what} ${kind}`, (counts.get(`${what} ${kind}`) ?? 0) + 1)
  }
  return counts
}

/** Boards become what is stored, and nothing is posted twice. */
async function checkPosted(table: CrashTable, titles: readonly string[]): Promise<void> {
  await until(() => !hasRequests(table))
  const polls = pollsIn(table.database)
  for (const title of titles) {
    const poll = polls.get(title)
    if (poll === undefined) continue
    const [state, count] = [poll.isClosed ? 'Closed' : 'Open', countOf(poll)]
    const shown = new RegExp(`\\n${state} .*\\b${count}\\b`)
    await until(() => shown.test(table.board(title)))
  }
  const counts = countPosted(table)
  expect([...counts].filter(([, count]) => count > 1)).toEqual([])
  const isPosted = (title: string) => counts.has(`${title} board`)
  expect(titles.filter((title) => isPosted(title) !== polls.has(title))).toEqual([])
}

/**
 * The outcome of each closed poll is posted in the end, if anybody voted: a job of a dead process is done when its lease
 * is over.
 */
async function checkOutcomes(table: CrashTable): Promise<void> {
  const closed = [...pollsIn(table.database)].filter(([, { isClosed }]) => isClosed)
  const wanted = closed.flatMap(([title, { votes }]) => [
    ...(votes.size > 0 ? [`${title} outcome`] : []),
    `${title} announcement`,
  ])
  for (;;) {
    const counts = countPosted(table)
    if (wanted.every((one) => counts.has(one))) break
    await setTimeout(500)
  }
  expect([...countPosted(table)].filter(([, count]) => count > 1)).toEqual([])
}

/** Kills a process at some moment: at a request or an acknowledgement, or after some ms. */
function killSometime(cruxgrid: Cruxgrid, table: CrashTable, random: () => number) {
  let isKilled = false
  let left = random() < 0.7 ? 1 + Math.floor(16 * random()) : Number.POSITIVE_INFINITY
  const isLost = random() < 0.5
  const kill = () => {
    if (!isKilled && cruxgrid.pid !== undefined) process.kill(cruxgrid.pid, 'SIGKILL')
    isKilled = true
  }
  table.watch(() => {
    if (isKilled) return isLost
    left -= 1
    if (left > 0) return false
    kill()
    return isLost
  })
  if (left === Number.POSITIVE_INFINITY) void setTimeout(300 * random()).then(kill)
  return { isKilled: () => isKilled, kill }
}

interface Asked {
  readonly votes: readonly { readonly voter: string; readonly cell: number; readonly deed: Deed }[]
  readonly opened: Deed
  readonly closed: Deed | undefined
}

/** What people were told before a process died is true of what is on disk. */
function checkTold(
  polls: ReadonlyMap<string, StoredPoll>,
  { votes, closed }: Asked,
  on: string,
  ended: string,
): void {
  const isSure = (deed: Deed) => (deed.ackedAfterMs() ?? sureMs) < sureMs
  for (const { voter, cell, deed } of votes) {
    const stored = polls.get(on)?.votes.get(voter)
    const told = deed.told()
    if (told !== '') expect(told).toMatch(saysSo(cell))
    if (told !== '' || isSure(deed)) expect(stored, `the vote of ${voter} on ${on}`).toBe(cell)
  }
  if (closed?.told().startsWith('Closed round 1')) expect(polls.get(ended)?.isClosed, ended).toBe(true)
}

/**
 * Kills processes of Cruxgrid, one after the other, while people vote, open a poll and close another, and checks each time
 * that what they were told is true, and that in the end everything is posted, and once.
 *
 * @param random 0 … 1, to choose the moments and the votes.
 */
async function crashWhileAnswering(table: CrashTable, crashes: number, random: () => number): Promise<void> {
  let cruxgrid = await table.start()
  let on = 'Paper 0'
  const first = table.open(on)
  await until(first.isAnswered)
  const toClose: string[] = []
  for (let crash = 1; crash <= crashes; crash += 1) {
    const title = `Paper ${crash}`
    const dying = killSometime(cruxgrid, table, random)
    const cells = table.voters.map(() => Math.floor(9 * random()))
    const [ended = ''] = toClose
    const asked: Asked = {
      votes: table.voters.map((voter, i) => ({
        voter,
        cell: cells[i] ?? 0,
        deed: table.vote(i, cells[i] ?? 0, on),
      })),
      opened: table.open(title),
      closed: ended === '' ? undefined : table.close(ended),
    }
    const { opened, closed, votes } = asked
    const deeds = [opened, ...(closed === undefined ? [] : [closed]), ...votes.map(({ deed }) => deed)]
    await until(() => dying.isKilled() || deeds.every(({ isAnswered }) => isAnswered()))
    dying.kill()
    await cruxgrid.end('SIGKILL')
    await table.isOver()
    checkTold(pollsIn(table.database), asked, on, ended)

    table.watch(() => false)
    cruxgrid = await table.start()
    await checkPosted(table, [on, title, ...toClose.slice(0, 1)])
    const polls = pollsIn(table.database)
    if ((opened.ackedAfterMs() ?? sureMs) < sureMs) expect(polls.has(title), title).toBe(true)
    if (closed !== undefined && (closed.ackedAfterMs() ?? sureMs) < sureMs)
      expect(polls.get(ended)?.isClosed, ended).toBe(true)
    if (polls.get(ended)?.isClosed === true) toClose.shift()
    if (polls.has(title)) {
      toClose.push(on)
      on = title
    }
  }
  await checkOutcomes(table)
  await cruxgrid.end('SIGTERM')
  expect(table.violations).toEqual([])
}

/** The same with moments and votes that can be repeated: a failure names their seed. @param open Opens the table. */
export async function crashSeeded(
  crashes: number,
  open: (random: () => number) => Promise<CrashTable>,
): Promise<void> {
  const seed = randomInt(2 ** 31)
  const random = seeded(seed)
  await using table = await open(random)
  try {
    await crashWhileAnswering(table, crashes, random)
  } catch (fault) {
    throw new Error(`Seed ${seed}: ${fault}`, { cause: fault })
  }
}
