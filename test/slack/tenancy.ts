import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { type Slack, startSlack } from '../platforms/slack/loopback.ts'
import { type Cruxgrid, startCruxgrid } from '../running.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'

/** A Slack whose workspaces install the app, and processes of Cruxgrid that share what they store. */
export interface Tenancy extends AsyncDisposable {
  readonly slack: Slack
  readonly cruxgrids: readonly [Cruxgrid, ...Cruxgrid[]]
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

/**
 * @param more How many processes beside the first.
 * @param env Beside what installing needs, for all processes.
 */
export async function tenancy(
  more: number,
  env: (slack: Slack) => Readonly<Record<string, string>> = () => ({}),
): Promise<Tenancy> {
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
    ...env(slack),
  }
  const first = await startCruxgrid(database, { ...settings, PORT: String(port) })
  const others = await Promise.all(Array.from({ length: more }, () => startCruxgrid(database, settings)))
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
export const installPage = ({ address }: Cruxgrid): string => `${address}/slack/install`
