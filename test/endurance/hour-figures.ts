import { readFileSync } from 'node:fs'
import { percentile } from '../bench/figures.ts'
import type { startPostgres } from '../engines/postgres-server.ts'
import type { Discord } from '../platforms/discord/loopback.ts'
import type { Cruxgrid } from '../running.ts'
import type { LivedHour } from './hour-on-discord.ts'

type Postgres = Awaited<ReturnType<typeof startPostgres>>

const percent = [
  ['p50', 0.5],
  ['p99', 0.99],
  ['slowest', 1],
] as const

/** How long people waited, in ms. @throws Error if nobody was answered. */
export function waitsOf({ presses }: LivedHour): readonly string[] {
  const waits = [
    ['acknowledged', presses.map(({ acknowledgedAt, askedAt }) => since(askedAt, acknowledgedAt))],
    ['told privately', presses.map(({ answeredAt, askedAt }) => since(askedAt, answeredAt))],
  ] as const
  return waits.map(([name, all]) => {
    const ms = all.filter((one) => one !== undefined)
    const shown = percent.map(([what, share]) => `${what} ${measured(name, percentile(ms, share))} ms`)
    return `${name}: ${shown.join(', ')}; never: ${all.length - ms.length}`
  })
}

const since = (start: number, end: number | undefined) => (end === undefined ? undefined : end - start)

/** How long the hour took and how often people tried in vain. */
export function paceOf({ tookMs, vain }: LivedHour): string {
  const minutes = (tookMs / 60_000).toFixed(1)
  return `the hour took ${minutes} minutes; tried in vain and again: ${vain.length}`
}

/** What was sent to Discord because of the hour. */
export function requestsOf({ rest }: Discord, { boards, presses }: LivedHour): readonly string[] {
  const toChannels = rest.requests.filter(
    ({ path, status }) => path.startsWith('/channels/') && status === 200,
  )
  const edits = toChannels.filter(({ method }) => method === 'PATCH')
  const pictures = toChannels.reduce((sum, { files }) => sum + files, 0)
  const perPoll = boards.map((board) => board.edits)
  const mean = measured('edits a poll', edits.length / boards.length, 1)
  const refused = rest.requests.filter(({ status }) => status === 429)
  return [
    `${presses.length} presses and ${boards.length} new polls took ${edits.length} edits: ${mean} a poll, at most ${Math.max(...perPoll)}`,
    `pictures drawn and sent: ${measured('pictures', pictures)}; saved by sharing an edit: ${boards.length + presses.length - pictures}`,
    `requests: ${rest.requests.length}; too early for Discord’s limits (429): ${refused.length}`,
  ]
}

/** The faults that processes have logged, each with how often. */
export function faultsOf(bots: readonly Pick<Cruxgrid, 'log'>[]): string {
  const counts = new Map<string, number>()
  for (const line of bots.flatMap(({ log }) => log)) {
    const { msg, message } =
      /"level":(?:50|60).*?"message":"(?<message>[^"]*)".*"msg":"(?<msg>[^"]*)"/.exec(line)?.groups ?? {}
    if (msg !== undefined) counts.set(`${msg}: ${message}`, (counts.get(`${msg}: ${message}`) ?? 0) + 1)
  }
  return `faults: ${[...counts].map(([fault, times]) => `${times} × ${fault}`).join('; ') || 'none'}`
}

/** The resident memory of processes now and at most since they started, in MB, as Linux tells it. */
export function memoryOf(pids: readonly (number | undefined)[]): string {
  const status = pids.map((pid) => readFileSync(`/proc/${pid}/status`, 'utf8'))
  const megabytes = (name: string) =>
    status.map((text) => measured(name, Number(new RegExp(`${name}:\\s+(\\d+)`).exec(text)?.[1]) / 1024))
  return `${megabytes('VmRSS').join(', ')} MB; at most so far ${megabytes('VmHWM').join(', ')} MB`
}

/** How much a PostgreSQL database takes on its disk. */
export async function databaseOf({ query }: Pick<Postgres, 'query'>): Promise<string> {
  const [row] = await query(
    `select pg_database_size(current_database()) as whole, pg_total_relation_size('cruxgrid.record') as records,
      (select count(*) from cruxgrid.record) as count`,
  )
  const kilobytes = (name: string) => measured(name, Number(row?.[name]) / 1024)
  const records = `${measured('count', Number(row?.count))} records take ${kilobytes('records')} kB`
  return `database: ${kilobytes('whole')} kB, of which ${records}`
}

/** A figure as it is printed. @throws Error if it is none, or 0. */
function measured(name: string, value: number, digits = 0): string {
  if (!(value > 0 && Number.isFinite(value))) throw new Error(`It could not be measured: ${name}`)
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}
