import { setTimeout } from 'node:timers/promises'
import type { WebMessage } from '../../adapters/web/wire.ts'
import { PollExport } from '../../src/export/poll-json.ts'
import { type Cruxgrid, startCruxgrid } from '../running.ts'
import { textOf } from '../view-text.ts'

const channel = 'reading-group'
const clients = 4
const votersEach = 25
const votesPerSecond = 200

/** What several crashes in the middle of voting did. */
export interface Outcome {
  readonly kills: number
  /** Votes that their voter was told are recorded. */
  readonly confirmed: number
  /** Confirmed votes that were not there after a restart. */
  readonly lost: number
  /** Restarts after which the tally was not what the ballots add up to. */
  readonly wrongTallies: number
  /** From restart to a board that shows everything, in ms, at the most. */
  readonly slowestBoardMs: number
}

/** For each voter what they were last told, and every answer they may have sent since. */
type Known = Map<string, { confirmed?: string; sent: Set<string> }>

/**
 * Kills Cruxgrid at random moments while four clients cast 200 votes a second, and looks after each restart.
 *
 * @param random 0 … 1, to choose the moments and the votes.
 */
export async function crashWhileVoting(
  database: string,
  kills: number,
  random: () => number,
): Promise<Outcome> {
  let cruxgrid = await startCruxgrid(database)
  const names = new Map<string, string>()
  for (let i = 0; i < clients * votersEach; i++) names.set(await cruxgrid.join(`Voter ${i}`), `Voter ${i}`)
  const voters = [...names.keys()]
  await cruxgrid.say({ person: 'web:ada', channel }, '/grid poll arXiv:2204.05862')
  const poll = (await exported(cruxgrid)).poll.id

  const known: Known = new Map(voters.map((voter) => [voter, { sent: new Set() }]))
  let [confirmed, lost, wrongTallies, slowestBoardMs] = [0, 0, 0, 0]
  for (let kill = 0; kill < kills; kill++) {
    const stopping = new AbortController()
    const voting = Array.from({ length: clients }, (_, client) => {
      const own = voters.slice(client * votersEach, (client + 1) * votersEach)
      return voteUntil(stopping.signal, cruxgrid, poll, own, known, random)
    })
    await setTimeout(200 + 1000 * random())
    await cruxgrid.end('SIGKILL')
    stopping.abort()
    confirmed += (await Promise.all(voting)).reduce((sum, n) => sum + n, 0)

    const restarted = performance.now()
    cruxgrid = await startCruxgrid(database)
    const { rounds } = await exported(cruxgrid)
    const ballots = rounds[0]?.ballots ?? []
    lost += missing(known, names, ballots)
    const wanted = ballots.length === 1 ? '1 vote' : `${ballots.length} votes`
    if (!(await resultsSay(cruxgrid, wanted))) wrongTallies += 1
    while (!(await boardSays(cruxgrid, wanted))) await setTimeout(20)
    slowestBoardMs = Math.max(slowestBoardMs, performance.now() - restarted)
  }
  await cruxgrid.end('SIGTERM')
  return { kills, confirmed, lost, wrongTallies, slowestBoardMs }
}

async function voteUntil(
  signal: AbortSignal,
  cruxgrid: Cruxgrid,
  poll: string,
  voters: readonly string[],
  known: Known,
  random: () => number,
): Promise<number> {
  let confirmed = 0
  const start = performance.now()
  for (let i = 0; !signal.aborted; i++) {
    const person = voters[i % voters.length] ?? ''
    const answer = String(Math.floor(random() * 9))
    const own = known.get(person)
    own?.sent.add(answer)
    try {
      const reply = await cruxgrid.call({ person, channel }, { command: 'vote', args: { poll, answer } })
      if (reply.kind === 'shown' && own !== undefined) {
        own.confirmed = answer
        own.sent.clear()
        confirmed += 1
      }
    } catch (fault) {
      if (!(fault instanceof TypeError)) throw fault
      // The process is gone: whether this vote was stored before that, nobody was told.
      return confirmed
    }
    const next = start + ((i + 1) * 1000 * clients) / votesPerSecond
    await setTimeout(Math.max(0, next - performance.now()))
  }
  return confirmed
}

function missing(
  known: Known,
  names: ReadonlyMap<string, string>,
  ballots: PollExport['rounds'][number]['ballots'],
): number {
  const stored = new Map(
    ballots.map((ballot) => {
      const cell = ballot.kind === 'placement' ? 3 * (ballot.row ?? 9) + (ballot.column ?? 9) : -1
      return [ballot.voter.name, String(cell)]
    }),
  )
  return [...known].filter(([voter, { confirmed, sent }]) => {
    const found = stored.get(names.get(voter))
    return confirmed !== undefined && found !== confirmed && !sent.has(found ?? '')
  }).length
}

async function exported(cruxgrid: Cruxgrid): Promise<PollExport> {
  const reply = await cruxgrid.call({ person: 'web:ada', channel }, { command: 'export', args: {} })
  if (reply.kind !== 'shown') throw new Error(`Nothing was exported: ${JSON.stringify(reply)}`)
  return PollExport.parse(JSON.parse(textOf(reply.view)))
}

/** The tally says so many votes, and its cells add up to them. */
async function resultsSay(cruxgrid: Cruxgrid, wanted: string): Promise<boolean> {
  const reply = await cruxgrid.call({ person: 'web:ada', channel }, { command: 'results', args: {} })
  if (reply.kind !== 'shown') return false
  const table = reply.view.parts.find((part) => part.kind === 'table')
  const cells = table?.kind === 'table' ? table.rows.slice(1).flatMap((row) => row.slice(1).map(Number)) : []
  const sum = cells.reduce((total, n) => total + n, 0)
  return counts(textOf(reply.view), wanted) && Number.parseInt(wanted, 10) === sum
}

async function boardSays(cruxgrid: Cruxgrid, wanted: string): Promise<boolean> {
  const found = await cruxgrid.get(`/api/messages?person=web:ada&channel=${channel}`)
  const messages = found as readonly WebMessage[]
  return messages.some(({ view }) => view !== undefined && counts(textOf(view), wanted))
}

/** Whether a headline begins with so many votes. */
const counts = (words: string, votes: string): boolean => new RegExp(`: ${votes}(?:[.,]| in )`).test(words)
