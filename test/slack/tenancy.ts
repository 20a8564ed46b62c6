import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Clock } from '../../src/time/clock.ts'
import { openInProcess } from '../contracts/in-process.ts'
import { type Slack, startSlack } from '../platforms/slack/loopback.ts'
import { type Cruxgrid, type Running, startCruxgrid } from '../running.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { clocked } from './open-slack.ts'

/** A Slack whose workspaces install the app, and processes of Cruxgrid that share what they store. */
export interface Tenancy<Bot extends Running = Cruxgrid> extends AsyncDisposable {
  readonly slack: Slack
  readonly cruxgrids: readonly [Bot, ...Bot[]]
  readonly database: string
  readonly encryptionKey: Buffer
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('There is no port')
  server.close()
  await once(server, 'close')
  return address.port
}

type Env = Readonly<Record<string, string>>

/**
 * @param more How many processes beside the first.
 */
export const tenancy = (more: number): Promise<Tenancy> => tenancyBy(startCruxgrid, more, () => ({}))

/** Cruxgrid runs in the test's own process. @param env Beside what installing needs. @param clock Of everything but the adapter. */
export const tenancyInProcess = (env: (slack: Slack) => Env, clock?: Clock): Promise<Tenancy<Running>> =>
  tenancyBy((database, env) => openInProcess(clocked(), database, env, clock), 0, env)

async function tenancyBy<Bot extends Running>(
  start: (database: string, env: Env) => Promise<Bot>,
  more: number,
  env: (slack: Slack) => Env,
): Promise<Tenancy<Bot>> {
  const directory = await temporaryDirectory()
  const database = join(directory.path, 'slack.db')
  const slack = await startSlack()
  const encryptionKey = randomBytes(32)
  const port = await freePort()
  const settings = {
    SLACK_API_URL: slack.api,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_CLIENT_ID: slack.clientId,
    SLACK_CLIENT_SECRET: slack.clientSecret,
    SLACK_STATE_SECRET: randomBytes(16).toString('hex'),
    ENCRYPTION_KEY: encryptionKey.toString('base64'),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    INSECURE_HTTP: 'yes',
    WEB_SECRET: 'a-door-of-the-loopback-24',
    ...env(slack),
  }
  const first = await start(database, { ...settings, PORT: String(port) })
  const others = await Promise.all(Array.from({ length: more }, () => start(database, settings)))
  const cruxgrids = [first, ...others] as const
  return {
    slack,
    cruxgrids,
    database,
    encryptionKey,
    async [Symbol.asyncDispose]() {
      await Promise.all(cruxgrids.map((one) => one.end('SIGTERM')))
      await slack.close()
      await directory[Symbol.asyncDispose]()
    },
  }
}

/** Where that process begins an installation. */
export const installPage = ({ address }: Running): string => `${address}/slack/install`
