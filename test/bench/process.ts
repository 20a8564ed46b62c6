import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createMetricsRoute } from '../../adapters/metrics-route.ts'
import { createServer } from '../../adapters/server.ts'
import { web } from '../../adapters/web/index.ts'
import { loadCommands } from '../../commands/index.ts'
import { createApp } from '../../src/app.ts'
import { toLimits } from '../../src/config.ts'
import { createLog } from '../../src/log.ts'
import { createMetrics } from '../../src/metrics.ts'
import { createPngRenderer } from '../../src/picture/png.ts'
import { openStore } from '../../src/store/store.ts'
import { systemClock } from '../../src/time/clock.ts'
import { crashWhileVoting } from '../crash/crashes.ts'
import { offlinePapers } from '../paper/offline.ts'
import { startCruxgrid } from '../running.ts'
import { percentile, print, ratio } from './figures.ts'

const here = { person: 'web:ada', channel: 'reading-group' }

/** From a vote request's arrival at the server to its answer's leaving, against an empty handler there. */
export async function benchRequests(directory: string): Promise<void> {
  console.log('\nOne vote over HTTP, inside the server')
  const log = createLog('silent', false)
  const metrics = createMetrics()
  const store = await openStore(`sqlite:${join(directory, 'requests.db')}`)
  const opened = await web.open(
    { DATABASE_URL: '' },
    { store, log, metrics, pictures: createPngRenderer(), drainMs: 5000 },
  )
  if (opened?.web === undefined || !('respond' in opened.web)) throw new Error('The playground did not open')
  const { port, web: mount } = opened
  const app = createApp({
    metrics,
    store,
    papers: offlinePapers(store),
    ports: [port],
    commands: await loadCommands(),
    clock: systemClock,
    log,
    pageOf: () => undefined,
    limits: toLimits({ LIMITS: 'off' }),
  })
  await app.start()
  type Respond = typeof mount.respond
  const times = { vote: [] as number[], empty: [] as number[] }
  const timing =
    (name: keyof typeof times, respond: Respond) =>
    async (...asked: Parameters<Respond>) => {
      const start = performance.now()
      const response = await respond(...asked)
      times[name].push(performance.now() - start)
      return response
    }
  const server = await createServer({
    host: '127.0.0.1',
    port: 0,
    mounts: [
      { path: '/', respond: timing('vote', mount.respond) },
      { path: '/empty/', respond: timing('empty', async (request) => new Response(await request.text())) },
    ],
    isReady: async () => true,
    metrics: createMetricsRoute(metrics, undefined),
    log,
  })
  const post = async (path: string, body: unknown) => {
    const headers = { 'content-type': 'application/json', origin: server.address }
    const response = await fetch(server.address + path, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    return response.text()
  }
  await post('/api/call', { ...here, call: { command: 'poll', args: { paper: '2204.05862' } } })
  const exported = await post('/api/call', { ...here, call: { command: 'export', args: {} } })
  const poll = /p_[a-z0-9]{10}/.exec(exported)?.[0]
  for (let i = 0; i < 2000; i++) {
    const call = { command: 'vote', args: { poll, answer: String(i % 9) } }
    await post('/api/call', { ...here, call })
    await post('/empty/', { ...here, call })
  }
  await server.close()
  await app.stop()
  await store.close()
  for (const [name, share] of [
    ['p50', 0.5],
    ['p99', 0.99],
  ] as const) {
    const [vote, empty] = [
      percentile(times.vote.slice(200), share),
      percentile(times.empty.slice(200), share),
    ]
    print(`vote confirmed, ${name}`, `${vote.toFixed(2)} ms`, `empty handler ${empty.toFixed(2)} ms`)
  }
}

/** From start to ready, and the memory of the process, with nothing and with a million ballots stored. */
export async function benchProcess(directory: string, filled: string): Promise<void> {
  console.log('\nThe process')
  const bareMs = timed(() => spawnSync(process.execPath, ['-e', '0']))
  const atRest = await startAndMeasure(join(directory, 'rest.db'))
  const full = await startAndMeasure(filled)
  print('start to ready', `${atRest.startMs.toFixed(0)} ms`, `an empty Node process ${bareMs.toFixed(0)} ms`)
  print(
    'start to ready, 1,000,000 ballots stored',
    `${full.startMs.toFixed(0)} ms`,
    `${ratio(full.startMs, atRest.startMs)} of the above`,
  )
  print('resident memory at rest', `${atRest.megabytes.toFixed(0)} MB`, '')
  print(
    'resident memory, 1,000,000 ballots stored',
    `${full.megabytes.toFixed(0)} MB`,
    `${ratio(full.megabytes, atRest.megabytes)} of that at rest (aim: within 10 %)`,
  )
}

async function startAndMeasure(file: string) {
  const start = performance.now()
  const cruxgrid = await startCruxgrid(file)
  while ((await fetch(`${cruxgrid.address}/readyz`)).status !== 200);
  const startMs = performance.now() - start
  await cruxgrid.say(here, '/grid help')
  const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${cruxgrid.pid}/status`, 'utf8'))?.[1])
  await cruxgrid.end('SIGTERM')
  return { startMs, megabytes: kilobytes / 1024 }
}

/** Thirty kills in the middle of voting. */
export async function benchCrashes(directory: string): Promise<void> {
  console.log('\nkill -9 at random moments under 200 votes/s from 4 clients')
  const outcome = await crashWhileVoting(join(directory, 'crash.db'), 30, Math.random)
  print('kills', String(outcome.kills), '')
  print('confirmed votes', String(outcome.confirmed), `${outcome.lost} of them lost (aim: 0)`)
  print('restarts with a wrong tally', String(outcome.wrongTallies), 'aim: 0')
  print('slowest board after a restart', `${outcome.slowestBoardMs.toFixed(0)} ms`, 'aim: at most 5,000 ms')
}

function timed(work: () => void): number {
  const start = performance.now()
  work()
  return performance.now() - start
}
