import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { appMethods, type Grant } from './app-methods.ts'
import { createAsking } from './asking.ts'
import { createAsks } from './asks.ts'
import { assistantMethods } from './assistant-methods.ts'
import { bookmarkMethods } from './bookmark-methods.ts'
import { createCalls } from './calls.ts'
import { chatMethods } from './chat-methods.ts'
import { conversationMethods } from './conversation-methods.ts'
import { createDeliveries } from './deliveries.ts'
import { createEcho } from './echo.ts'
import type { Person, Sent } from './entities.ts'
import { fileMethods } from './file-methods.ts'
import { createFiles } from './files.ts'
import { createHappenings } from './happenings.ts'
import { createInstalling } from './installing.ts'
import { setUp } from './manifest.ts'
import { createMessages } from './messages.ts'
import { createPeople } from './people.ts'
import { pinMethods } from './pin-methods.ts'
import { rendered } from './rendered.ts'
import { createResponses } from './responses.ts'
import { createSettings } from './settings.ts'
import { signed } from './signatures.ts'
import { createSockets } from './sockets.ts'
import { userGroupMethods } from './user-group-methods.ts'
import { userMethods } from './user-methods.ts'
import { viewMethods } from './view-methods.ts'
import { createViews } from './views.ts'
import { createWebApi } from './web-api.ts'
import type { AccountRank, OpenView } from './world.ts'
import { createWorkspace, createWorld, personOf, type Workspace } from './world.ts'

/** What the bot is given unless a test says otherwise: all but what it can do without. */
const allScopes = [
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'mpim:history',
  'mpim:read',
  'users:read',
]

/** A Slack of our own on this machine, for the real clients: it refuses what Slack refuses, and says so. */
export async function startSlack({ scopes = allScopes }: { readonly scopes?: readonly string[] } = {}) {
  const credentials = { clientId: '1234567890.0987654321', clientSecret: randomBytes(16).toString('hex') }
  const signingSecret = randomBytes(16).toString('hex')
  const appToken = `xapp-1-${randomBytes(12).toString('hex')}`
  const happenings = createHappenings()
  const settings = createSettings()
  const world = createWorld()
  const home = createWorkspace(world, 'Reading Group', scopes)
  const away = createWorkspace(world, 'Elsewhere', scopes)
  home.isInstalled = true
  const workspaces = [home, away]
  const strangers = new Map<string, Person>()
  let port = 0
  const origin = () => `http://127.0.0.1:${port}`

  const server = createServer((request, response) => {
    api.handle(request).then(
      (reply) => {
        if (reply === undefined) return request.socket.destroy()
        const { status, body, headers = {} } = reply
        const type = typeof body === 'string' ? 'text/plain' : 'application/json; charset=utf-8'
        response.writeHead(status, { 'content-type': type, ...headers })
        response.end(typeof body === 'string' ? body : JSON.stringify(body))
      },
      (fault) => {
        // Whoever sent it may have died before all of it was sent.
        if (request.complete)
          happenings.violate(`${request.method} ${request.url} could not be read: ${fault}`)
        request.socket.destroy()
      },
    )
  })
  // Else a process that was held up closes a connection just when it is used again.
  server.keepAliveTimeout = 0
  const sockets = createSockets(server, happenings)
  const deliveries = createDeliveries(happenings, settings, sockets, signingSecret)
  const asks = createAsks(happenings)
  const files = createFiles(happenings, settings)
  const messages = createMessages(world, happenings, settings, files, asks)
  const responses = createResponses(happenings, asks, messages, origin)
  const views = createViews(world, happenings, asks, files, settings)
  const grants = new Map<string, Grant>()
  const echo = createEcho((...told) => asking.event(...told))
  const calls = createCalls({
    happenings,
    workspaces: [home, away],
    appToken,
    methods: {
      ...appMethods(credentials, grants, () => `${origin().replace('http', 'ws')}${sockets.invite()}`),
      ...chatMethods(happenings, asks, messages, echo),
      ...assistantMethods(settings),
      ...bookmarkMethods(world),
      ...pinMethods(),
      ...userGroupMethods(),
      ...conversationMethods((workspace, id) => findPerson(workspace, id)),
      ...userMethods((workspace, id) => findPerson(workspace, id)),
      ...viewMethods(views),
      ...fileMethods(files, messages, origin),
    },
  })
  const api = createWebApi({ happenings, calls, files, views, responses })
  const asking = createAsking({ world, happenings, settings, asks, deliveries, responses, views, calls })
  const people = createPeople({
    world,
    settings,
    happenings,
    workspaces,
    asking,
    asks,
    responses,
    views,
    calls,
  })

  /** Somebody of the workspace, or a stranger who is in one of its channels. */
  function findPerson({ users, channels }: Workspace, id: string): Person | undefined {
    const isHere = [...channels.values()].some(({ members }) => members.has(id))
    return users.get(id) ?? (isHere ? strangers.get(id) : undefined)
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The loopback Slack has no port')
  port = address.port

  return {
    ...credentials,
    api: `${origin()}/api/`,
    origin: origin(),
    appToken,
    signingSecret,
    home,
    away,
    people: { ...people, install: createInstalling(happenings, credentials.clientId, grants) },
    sockets: sockets.controls,
    deliverBy: deliveries.deliverBy,
    /** What the bot did that a correct one never would. */
    violations: happenings.violations,
    /** Every call, upload and use of a response address, in order. */
    requests: api.requests,
    /** What the bot's tokens were needed for so far. */
    usedScopes: calls.usedScopes,
    makeTrouble: api.makeTrouble,
    keepRates: api.keepRates,
    /** Sets the app up as its manifest says, and installs it with all of its scopes. */
    setUp: (manifest: string) => setUp(settings, workspaces, manifest),
    /** Blocks that this Slack doesn't know yet. */
    refuseBlockTypes: settings.refuseBlockTypes,
    /** Events that are delivered. */
    subscribed: settings.subscribed,
    /** Somebody chooses a file for a form. @returns its id. */
    giveFile: ({ id }: Person, content: string, workspace = home): string =>
      files.give(workspace, id, content),
    /** In ms: how long after its upload a file can be shown; `Infinity`: never. */
    get fileReadyAfter() {
      return settings.fileReadyAfter
    },
    set fileReadyAfter(ms: number) {
      settings.fileReadyAfter = ms
    },
    /** Whether it is no violation to show a file that isn’t ready. */
    get mayShowUnready() {
      return settings.mayShowUnready
    },
    set mayShowUnready(isFine: boolean) {
      settings.mayShowUnready = isFine
    },
    /** In ms: how long an acknowledgement is waited for; `Infinity`: as long as the machine takes. */
    get patience() {
      return settings.patience
    },
    set patience(ms: number) {
      settings.patience = ms
    },
    /** In ms: how long until an event that was not taken over HTTP is delivered again. */
    get retryAfter() {
      return settings.retryAfter
    },
    set retryAfter(ms: number) {
      settings.retryAfter = ms
    },
    until: happenings.until,
    expireResponses: responses.expire,
    /** The headers of a request that seems to be Slack's, for forgers. */
    sign: (
      body: string,
      { secret = signingSecret, at }: { readonly secret?: string; readonly at?: number } = {},
    ) => signed(body, secret, at),
    /** Somebody of another workspace, who can be a member of shared channels. */
    stranger(name: string, rank: AccountRank = {}): Person {
      const person = personOf(world, name, world.nextId('T'), rank)
      strangers.set(person.id, person)
      return person
    },
    /** What a message or a view says to whoever can see it. */
    textOf(shown: Sent | OpenView): string {
      if ('content' in shown) return rendered(shown.content)
      const names = shown.files.map(
        (id) => workspaces.flatMap((one) => one.files.get(id) ?? [])[0]?.title ?? id,
      )
      return [rendered(shown), ...names].filter((line) => line !== '').join('\n')
    },
    async close(): Promise<void> {
      await deliveries.close()
      sockets.close()
      happenings.close()
      server.closeAllConnections()
      server.close()
    },
  }
}

export type Slack = Awaited<ReturnType<typeof startSlack>>
