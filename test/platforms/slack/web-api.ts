import type { IncomingMessage } from 'node:http'
import { readBody } from './bodies.ts'
import type { Calls } from './calls.ts'
import type { Files } from './files.ts'
import type { Happenings } from './happenings.ts'
import type { Answer } from './method.ts'
import type { Request } from './pacing.ts'
import { createPacing } from './pacing.ts'
import { Refused, wronged } from './refused.ts'
import type { Responses } from './responses.ts'
import { createTiers } from './tiers.ts'
import type { Views } from './views.ts'

/** What to do with a call instead of answering it; `lose` does the work and loses the answer, `hold` keeps it. */
export type Trouble =
  | 'refuse'
  | 'lose'
  | 'hold'
  | { readonly status: number; readonly retryAfter?: number }
  | { readonly error: string }
  /** In ms, before the work is done. */
  | { readonly wait: number }
  /** The work is done as soon as this holds. */
  | { readonly until: () => boolean }

interface Reply {
  readonly status: number
  readonly body: Answer | string
  readonly headers?: Readonly<Record<string, string>>
}

interface Incoming {
  readonly line: string
  readonly kind: 'api' | 'upload' | 'download' | 'response' | 'strange'
  /** A method, or the id of an upload or a response address. */
  readonly name: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly bytes: Buffer
  readonly token: string
  readonly agent: string
}

interface Parts {
  readonly happenings: Happenings
  readonly calls: Calls
  readonly files: Files
  readonly views: Views
  readonly responses: Responses
}

/** Answers calls, uploads and uses of response addresses; everything else is a violation. */
export function createWebApi({ happenings, calls, files, views, responses }: Parts) {
  const started = Date.now()
  const requests: Request[] = []
  let clock = () => performance.now()
  const pacing = createPacing(happenings, () => clock())
  let tiers: ReturnType<typeof createTiers> | undefined
  let trouble: (method: string, args: Request['args']) => Trouble | undefined = () => undefined

  async function handle(request: IncomingMessage): Promise<Reply | undefined> {
    const incoming = await read(request)
    const entry = entryOf(incoming)
    requests.push(entry)
    const reply = await answer(entry, () => work(incoming))
    happenings.changed()
    return reply
  }

  function entryOf({ kind, name, fields, bytes, token, agent }: Incoming): Request {
    const at = Date.now() - started
    switch (kind) {
      case 'api': {
        const workspace = calls.workspaceOf(token)?.id
        return { at, workspace, method: name, args: calls.read(name, fields), token, agent, status: 0 }
      }
      case 'download':
        return { at, method: kind, args: { file: name }, token, status: 0 }
      case 'upload':
        return { at, method: kind, args: { length: bytes.length }, token: name, status: 0 }
      default:
        return {
          at,
          workspace: responses.workspaceOf(name)?.id,
          method: kind,
          args: fields,
          token: name,
          status: 0,
        }
    }
  }

  async function answer(entry: Request, act: () => Reply): Promise<Reply | undefined> {
    const restSeconds = pacing.tooEarly(entry) ?? tiers?.tooEarly(entry)
    if (restSeconds !== undefined) return told(entry, restSeconds)
    const what = trouble(entry.method, entry.args)
    if (what === 'refuse') return undefined
    if (typeof what === 'object' && 'wait' in what)
      await new Promise<void>((resolve) => happenings.later(what.wait, resolve))
    if (typeof what === 'object' && 'until' in what) await happenings.until(what.until)
    if (entry.method === 'views.update') await happenings.until(() => !views.isUnderWay(entry.args.view_id))
    const reply =
      typeof what === 'object' && !('wait' in what || 'until' in what) ? troubled(entry, what) : act()
    entry.status = reply.status
    const error =
      typeof reply.body === 'object' ? reply.body.error : reply.status === 200 ? undefined : reply.body
    if (typeof error === 'string') entry.error = error
    if (what === 'hold') return held()
    if (what !== 'lose') return reply
    views.losesAnswer(entry.args.trigger_id)
    return undefined
  }

  /** Never; the work was done. */
  function held(): Promise<never> {
    happenings.changed()
    return new Promise(() => {})
  }

  function troubled(
    entry: Request,
    what: Exclude<Trouble, string | { readonly wait: number } | { readonly until: () => boolean }>,
  ): Reply {
    if ('error' in what)
      return entry.method === 'response'
        ? { status: 404, body: what.error }
        : { status: 200, body: { ok: false, error: what.error } }
    if (what.status !== 429) return { status: what.status, body: 'Trouble' }
    const seconds = Math.ceil(what.retryAfter ?? 1)
    pacing.slow(entry, seconds)
    return told(entry, seconds)
  }

  function told(entry: Request, seconds: number): Reply {
    entry.status = 429
    entry.error = 'ratelimited'
    return {
      status: 429,
      body: { ok: false, error: 'ratelimited' },
      headers: { 'Retry-After': String(seconds) },
    }
  }

  function work(incoming: Incoming): Reply {
    const { kind, name } = incoming
    try {
      return { status: 200, body: carryOut(incoming), headers: scopesOf(incoming) }
    } catch (fault) {
      if (!(fault instanceof Refused)) throw fault
      const what = kind === 'api' ? name : kind
      if (fault.violation !== undefined) happenings.violate(`${what}: ${fault.violation}`)
      return kind === 'api' ? { status: 200, body: fault.answer } : { status: 404, body: fault.message }
    }
  }

  /** Slack says with each answer what the token may do. */
  const scopesOf = ({ kind, token }: Incoming): Readonly<Record<string, string>> => {
    const scopes = kind === 'api' ? calls.workspaceOf(token)?.bot.scopes : undefined
    return scopes === undefined ? {} : { 'x-oauth-scopes': scopes.join(',') }
  }

  function carryOut({ kind, name, fields, bytes, token, line }: Incoming): Answer | string {
    switch (kind) {
      case 'api':
        return calls.call(name, fields, token)
      case 'upload':
        files.receive(name, bytes)
        return `OK - ${bytes.length}`
      case 'download':
        return files.download(calls.workspaceOf(token), name)
      case 'response':
        responses.use(name, fields)
        return 'ok'
      case 'strange':
        throw wronged('not_found', `${line}, which nobody expected`)
    }
  }

  return {
    handle,
    requests,
    /** From now on, each method has the rate of its tier, by this clock, and so has whoever is told to wait. */
    keepRates(now: () => number): void {
      clock = now
      tiers = createTiers(now)
    },
    /** From now on, what goes wrong with which calls. */
    makeTrouble(with_: typeof trouble): void {
      trouble = with_
    },
  }
}

const kinds = ['api', 'upload', 'response'] as const

async function read(request: IncomingMessage): Promise<Incoming> {
  const { method, url = '', headers } = request
  const [, first, name = ''] = new URL(url, 'http://loopback').pathname.split('/')
  const { fields: all, bytes } = await readBody(request)
  // Clients send the workspace along with everything.
  const { token: inBody, team_id: _, ...fields } = all
  const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? String(inBody ?? '')
  const posted = method === 'POST' ? (kinds.find((one) => one === first) ?? 'strange') : 'strange'
  const kind = method === 'GET' && first === 'download' ? first : posted
  const agent = headers['user-agent'] ?? ''
  return { line: `${method} ${url}`, kind, name, fields, bytes, token, agent }
}
