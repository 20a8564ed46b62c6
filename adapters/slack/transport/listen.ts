import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { type App, AuthorizationError, type CodedError, type Context } from '@slack/bolt'
import { z } from 'zod'
import { createReference, type Logger } from '../../../src/log.ts'
import type { Store } from '../../../src/store/store.ts'
import type { UnderWay } from '../client/under-way.ts'
import type { Workspace } from '../client/workspace.ts'
import type { Workspaces } from '../client/workspaces.ts'
import type { createHome } from '../handling/home.ts'
import {
  type Asked,
  readHomeOpened,
  readPress,
  readShortcut,
  readSlash,
  readSubmission,
  readSuggestion,
  readWritten,
} from '../handling/read.ts'
import type { Responder } from '../handling/respond.ts'
import type { Telling } from '../handling/telling.ts'
import { createDeliveries } from './deliveries.ts'

interface Needs {
  readonly workspaces: Workspaces
  readonly responder: Responder
  readonly home: ReturnType<typeof createHome>
  readonly telling: Telling
  readonly underWay: UnderWay
  readonly store: Store
  readonly log: Logger
}

/** What Slack sends, acknowledged first and then worked on, each once. */
export function listen(
  app: App,
  { workspaces, responder, home, telling, underWay, store, log }: Needs,
): void {
  const deliveries = createDeliveries(store)

  async function workspaceOf({ teamId = '' }: Context): Promise<Workspace> {
    const workspace = await workspaces.find(teamId)
    if (workspace === undefined) throw new Error('The app is not installed in that workspace')
    return workspace
  }

  /**
   * The one place where what goes wrong on the way to an answer is caught.
   *
   * @param work Says who asked as soon as it knows, so that they can be told.
   */
  function attend(
    context: Context,
    work: (workspace: Workspace, by: (asked: Asked) => void) => Promise<void>,
  ) {
    if (!underWay.isOpen()) return
    let asked: Asked | undefined
    const by = (one: Asked) => {
      asked = one
    }
    async function run(): Promise<void> {
      // Whatever else has come in is acknowledged first.
      await setImmediate()
      const workspace = await workspaceOf(context)
      try {
        await work(workspace, by)
      } catch (fault) {
        const reference = createReference()
        log.error({ fault, reference }, 'a delivery was not answered')
        if (asked !== undefined) await responder.apologise(workspace, asked, reference)
      }
    }
    underWay.add(run().catch((fault: unknown) => log.error({ fault }, 'nor could that be said')))
  }

  /** A lost acknowledgement is no reason not to do what was asked: the answer comes by another way. */
  async function acknowledged(ack: () => Promise<void>): Promise<void> {
    try {
      await ack()
    } catch (fault) {
      log.warn({ fault }, 'a delivery could not be acknowledged')
    }
  }

  interface Pressed {
    readonly context: Context
    readonly body: unknown
    readonly ack: () => Promise<void>
  }

  /** What somebody did just now, who waits for an answer. */
  async function takePress<Read extends { readonly asked: Asked }>(
    { context, body, ack }: Pressed,
    read: (body: unknown) => Read,
    work: (workspace: Workspace, read: Read, key: string) => Promise<void>,
  ): Promise<void> {
    if (!underWay.isOpen()) return
    await acknowledged(ack)
    const key = keyOf(body)
    if (!deliveries.isNewPress(key)) return
    attend(context, async (workspace, by) => {
      const one = read(body)
      by(one.asked)
      await work(workspace, one, key)
    })
  }

  /** What Slack tells of, and tells of again when it thinks that nobody heard. */
  function takeEvent(
    { context, body }: Pick<Pressed, 'context' | 'body'>,
    work: (workspace: Workspace, by: (asked: Asked) => void, key: string) => Promise<void>,
  ): void {
    attend(context, async (workspace, by) => {
      const { event_id } = Event.parse(body)
      if (await deliveries.isNewEvent(workspace.team, event_id)) await work(workspace, by, event_id)
    })
  }

  app.command(/^\/grid$/, ({ context, body, ack }) =>
    takePress({ context, body, ack }, readSlash, responder.words),
  )
  app.action(/.*/s, ({ context, body, ack }) => takePress({ context, body, ack }, readPress, responder.press))
  app.shortcut(/.*/s, ({ context, body, ack }) =>
    takePress({ context, body, ack }, readShortcut, responder.menu),
  )

  app.view({ callback_id: /.*/s, type: 'view_submission' }, async ({ context, body, ack }) => {
    const key = keyOf(body)
    if (!underWay.isOpen()) return
    if (!deliveries.isNewPress(key)) return acknowledged(ack)
    attend(context, async (workspace, by) => {
      const sent = readSubmission(body)
      by(sent.asked)
      await responder.submit(workspace, sent, key, (said) => acknowledged(() => ack(said)))
    })
  })
  app.view({ callback_id: /.*/s, type: 'view_closed' }, ({ ack }) => acknowledged(ack))

  app.options(/.*/s, async ({ context, body, ack }) => {
    if (!underWay.isOpen()) return
    attend(context, async (workspace) => {
      const options = await responder.suggest(workspace, readSuggestion(body))
      await acknowledged(() => ack({ options }))
    })
  })

  app.event('app_mention', async ({ context, body, event }) =>
    takeEvent({ context, body }, (workspace, by, key) => hear(workspace, event, by, key)),
  )
  app.event('message', async ({ context, body, event }) => {
    if (event.channel_type === 'im')
      takeEvent({ context, body }, (workspace, by, key) => hear(workspace, event, by, key))
  })

  async function hear(workspace: Workspace, event: unknown, by: (asked: Asked) => void, key: string) {
    const written = readWritten(event, workspace.botUser)
    if (written === undefined) return
    by(written.asked)
    await responder.words(workspace, written, key)
  }

  app.event('app_home_opened', async ({ context, body, event }) =>
    takeEvent({ context, body }, async (workspace, by) => {
      const asked = readHomeOpened(event)
      if (asked === undefined) return
      by(asked)
      await home.show(workspace, asked)
    }),
  )

  const forget = async ({ teamId }: Context) => {
    if (teamId === undefined) return
    underWay.add(
      workspaces
        .forget(teamId)
        .then(() => log.info({ workspace: teamId }, 'the app was removed from a workspace'))
        .catch((fault: unknown) => log.error({ fault }, 'a workspace could not be forgotten')),
    )
  }
  app.event('app_uninstalled', ({ context }) => forget(context))
  app.event('tokens_revoked', async ({ context, event }) => {
    if (Revoked.parse(event).tokens.bot.length > 0) await forget(context)
  })

  app.error(async ({ error: fault, body }: { readonly error: CodedError; readonly body: unknown }) => {
    log.warn({ fault }, 'a delivery of Slack could not be worked on')
    const { response_url } = Answerable.parse(body)
    if (!(fault instanceof AuthorizationError) || response_url === undefined) return
    const said = telling.sayNotInstalled(response_url)
    underWay.add(said.catch((fault: unknown) => log.warn({ fault }, 'nor could that be said')))
  })
}

const Answerable = z.object({ response_url: z.string().optional() }).catch({})
const Event = z.object({ event_id: z.string().min(1).max(100) })
const Revoked = z.object({ tokens: z.object({ bot: z.array(z.string()).default([]) }) })
const Keyed = z.object({
  trigger_id: z.string().optional(),
  view: z.object({ id: z.string(), hash: z.string().optional() }).optional(),
})

/** What tells one press from another: each opens a form of its own. */
function keyOf(body: unknown): string {
  const { trigger_id, view } = Keyed.catch({}).parse(body)
  return trigger_id ?? (view === undefined ? randomUUID() : `${view.id} ${view.hash ?? ''}`)
}
