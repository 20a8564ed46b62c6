import { existsSync } from 'node:fs'
import process from 'node:process'
import { loadCommands } from '../commands/index.ts'
import manifest from '../package.json' with { type: 'json' }
import { createApp } from '../src/app.ts'
import { commandsWith } from '../src/chat/command-info.ts'
import { toPlainText } from '../src/chat/plain-text.ts'
import { UserError } from '../src/chat/user-error.ts'
import { readConfig, toAnonymityKeys, toLimits, toSourceSettings } from '../src/config.ts'
import { createLog } from '../src/log.ts'
import { createMetrics } from '../src/metrics.ts'
import { createDocuments } from '../src/paper/document/documents.ts'
import { createWeb } from '../src/paper/http/web.ts'
import { createPapers } from '../src/paper/papers.ts'
import { loadSources } from '../src/paper/sources/index.ts'
import { createPngRenderer } from '../src/picture/png.ts'
import { nameOfUrl } from '../src/store/engines/server-url.ts'
import { explainFault } from '../src/store/engines/sqlite-fault.ts'
import { openStore } from '../src/store/store.ts'
import { systemClock } from '../src/time/clock.ts'
import { openSharedClock } from '../src/time/shared-clock.ts'
import { endOnFaults, endOnSignals } from './end-process.ts'
import { limitsNeeded } from './errors.ts'
import { createPages } from './pages/index.ts'
import { platforms } from './platforms.ts'
import { serveMetrics } from './serve-metrics.ts'
import { createServer } from './server.ts'
import { userAgent } from './shared/user-agent.ts'
import { readSettings as readWebSettings } from './web/settings.ts'

async function start(env: NodeJS.ProcessEnv): Promise<void> {
  const config = readConfig(env)
  const webSettings = readWebSettings(env)
  const { HOST: host, PORT: port, PUBLIC_URL: publicUrl } = webSettings
  const metrics = createMetrics()
  metrics.watchProcess()
  const log = createLog(config.LOG_LEVEL, config.LOG_PRETTY ?? process.stdout.isTTY)
  endOnFaults(log)
  const store = await openStore(config.DATABASE_URL, {
    onQuarantine: (fault) => log.error({ fault }, 'set a corrupt record aside'),
    keyFile: config.KEY_FILE,
    anonymityKeys: toAnonymityKeys(config),
    poolSize: config.DATABASE_POOL_SIZE,
    warn: (message) => log.warn(message),
    onOperation(operation, seconds, hasFailed) {
      metrics.store.observe({ operation }, seconds)
      if (hasFailed) metrics.storeFailures.inc({ operation })
    },
  })
  const shared = await openSharedClock({
    clock: systemClock,
    readTime: store.now,
    onFailed: (fault) => log.warn({ fault }, 'could not read the time of the database'),
  })

  const pictures = createPngRenderer({ onMade: (seconds) => metrics.pictures.observe(seconds) })
  metrics.watchQueue('pictures', pictures.waiting)
  const adapterDeps = { store, log, metrics, pictures, drainMs: config.SHUTDOWN_GRACE_MS / 2 }
  const opened = (await Promise.all(platforms.map((platform) => platform.open(env, adapterDeps)))).filter(
    (one) => one !== undefined,
  )
  const ports = opened.map(({ port }) => port)
  // The playground's own pages are for its own people on this machine; elsewhere only links open pages.
  const isPlaygroundAlone = ports.every(({ platform }) => platform === 'web')
  if (config.LIMITS === 'off' && !isPlaygroundAlone) throw limitsNeeded()
  let ownPages: string | undefined
  const online = config.PAPERS_OFFLINE
    ? undefined
    : {
        web: createWeb({ userAgent }),
        documents: createDocuments({ clock: systemClock }),
      }
  const papers = createPapers({
    store,
    clock: systemClock,
    log,
    metrics,
    sources: await loadSources(),
    settings: toSourceSettings(config),
    online,
  })
  const app = createApp({
    store,
    papers,
    ports,
    commands: commandsWith(await loadCommands(), publicUrl !== undefined),
    clock: shared.clock,
    log,
    metrics,
    limits: toLimits(config),
    publicUrl,
    ...(config.CONTACT !== undefined && { contact: config.CONTACT }),
    pageOf: (poll) => (ownPages === undefined ? undefined : new URL(`/p/${poll}`, ownPages).href),
  })
  await app.start()

  const isReady = async () => ports.every((port) => port.isConnected()) && (await store.isWorking())
  const served = await serveMetrics({ metrics, config, web: webSettings, isReady, log })
  const server = await createServer({
    host,
    port,
    mounts: [
      ...(publicUrl === undefined
        ? []
        : [
            createPages({
              settings: webSettings,
              publicUrl,
              readLinked: app.readLinked,
              pages: app.pages,
              pictures,
              now: shared.clock.now,
            }),
          ]),
      ...opened.flatMap(({ web }) => web ?? []),
    ],
    isReady,
    metrics: served.route,
    log,
  })
  if (isPlaygroundAlone && publicUrl === undefined) ownPages = server.address
  log.info(
    { address: server.address, version: manifest.version, platforms: ports.map(({ platform }) => platform) },
    `Cruxgrid is running: ${server.address}`,
  )
  if (isPlaygroundAlone) log.info(firstSteps)

  endOnSignals({
    log,
    graceMs: config.SHUTDOWN_GRACE_MS,
    async stop() {
      await server.close()
      await served.close()
      await app.stop()
      await shared.stop()
      await online?.web.close()
      await online?.documents.close()
      await pictures.close()
      await store.close()
    },
  })
}

/** The line for an operator who has set nothing up yet. */
const firstSteps =
  'Only the playground is on: open the address in a browser. For Discord set DISCORD_TOKEN, for Slack SLACK_BOT_TOKEN and SLACK_APP_TOKEN, in a file .env; README.md says where to get them. npm run doctor looks whether all is well.'

/** Only a database in a file fails in a way that {@link explainFault} knows. */
const databasePath = (env: NodeJS.ProcessEnv): string => nameOfUrl(readConfig(env).DATABASE_URL)

try {
  if (process.argv.includes('--version')) {
    console.log(manifest.version)
    process.exit(0)
  }
  if (existsSync('.env')) process.loadEnvFile('.env')
  await start(process.env)
} catch (fault) {
  const told = fault instanceof UserError ? fault : explainFault(fault, databasePath(process.env))
  if (told === undefined) throw fault
  process.stderr.write(`${toPlainText(told.happened)}\n${toPlainText(told.remedy)}\n`)
  process.exit(1)
}
