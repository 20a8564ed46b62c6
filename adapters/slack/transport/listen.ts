import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { type App, AuthorizationError, type CodedError, type Context } from '@slack/bolt'
import { z } from 'zod'
import { createReference, type Logger } from '../../../src/log.ts'
import type { Store } from '../../../src/store/store.ts'
import type { InFlight } from '../../shared/in-flight.ts'
import type { Workspace } from '../client/workspace.ts'
import type { Workspaces } from '../client/workspaces.ts'
import type { createHome } from '../handling/home.ts'
import type { PrivateReplies } from '../handling/private-replies.ts'
import {
  readHomeOpened,
  readMessage,
  readPress,
  readShortcut,
  readSlash,
  readSubmission,
  readSuggestion,
  type SlackActor,
} from '../handling/read.ts'
import type { Responder } from '../handling/respond.ts'
import { createSeenDeliveries } from './seen-deliveries.ts'

interface Deps {
  readonly workspaces: Workspaces
  readonly responder: Responder
  readonly home: ReturnType<typeof createHome>
  readonly privateReplies: PrivateReplies
  readonly inFlight: InFlight
  readonly store: Store
  readonly log: Logger
}

/** What Slack sends, acknowledged first and then worked on, each once. */
export function listen(
  app: App,
  { workspaces, responder, home, privateReplies, inFlight, store, log }: Deps,
): void {
  const deliveries = createSeenDeliveries(store)

  async function findWorkspace({ teamId = '' }: Context): Promise<Workspace> {
    const workspace = await workspaces.find(teamId)
    if (workspace === undefined) throw new Error('The app is not installed in that workspace')
    return workspace
  }

  /**
   * The one place where what goes wrong on the way to an answer is caught.
   *
   * @param work Says who asked as soon as it knows, so that they can be told.
   */
  function handleDelivery(
    context: Context,
    work: (workspace: Workspace, setActor: (actor: SlackActor) => void) => Promise<void>,
  ) {
    if (!inFlight.isOpen()) return
    let actor: SlackActor | undefined
    const setActor = (one: SlackActor) => {
      actor = one
    }
    async function run(): Promise<void> {
      // Whatever else has come in is acknowledged first.
      await setImmediate()
      const workspace = await findWorkspace(context)
      try {
        await work(workspace, setActor)
      } catch (fault) {
        const reference = createReference()
        log.error({ fault, reference }, 'a delivery was not answered')
        if (actor !== undefined) await responder.replyWithFault(workspace, actor, reference)
      }
    }
    inFlight.add(run().catch((fault: unknown) => log.error({ fault }, 'nor could that be said')))
  }

  /** A lost acknowledgement is no reason not to do what was asked: the answer comes by another way. */
  async function acknowledge(ack: () => Promise<void>): Promise<void> {
    try {
      await ack()
    } catch (fault) {
      log.warn({ fault }, 'a delivery could not be acknowledged')
    }
  }

  interface Delivery {
    readonly context: Context
    readonly body: unknown
    readonly ack: () => Promise<void>
  }

  /** What somebody did just now, who waits for an answer. */
  async function takePress<Read extends { readonly actor: SlackActor }>(
    { context, body, ack }: Delivery,
    read: (body: unknown) => Read,
    work: (workspace: Workspace, read: Read, key: string) => Promise<void>,
  ): Promise<void> {
    if (!inFlight.isOpen()) return
    await acknowledge(ack)
    const key = readKey(body)
    if (!deliveries.isNewPress(key)) return
    handleDelivery(context, async (workspace, setActor) => {
      const one = read(body)
      setActor(one.actor)
      await work(workspace, one, key)
    })
  }

  /** What Slack tells of, and tells of again when it thinks that nobody heard. */
  function takeEvent(
    { context, body }: Pick<Delivery, 'context' | 'body'>,
    work: (workspace: Workspace, setActor: (actor: SlackActor) => void, key: string) => Promise<void>,
  ): void {
    handleDelivery(context, async (workspace, setActor) => {
      const { event_id } = Event.parse(body)
      if (await deliveries.isNewEvent(workspace.team, event_id)) await work(workspace, setActor, event_id)
    })
  }

  app.command(/^\/grid$/, ({ context, body, ack }) =>
    takePress({ context, body, ack }, readSlash, responder.respondToWords),
  )
  app.action(/.*/s, ({ context, body, ack }) =>
    takePress({ context, body, ack }, readPress, responder.respondToPress),
  )
  app.shortcut(/.*/s, ({ context, body, ack }) =>
    takePress({ context, body, ack }, readShortcut, responder.respondToMenu),
  )

  app.view({ callback_id: /.*/s, type: 'view_submission' }, async ({ context, body, ack }) => {
    const key = readKey(body)
    if (!inFlight.isOpen()) return
    if (!deliveries.isNewPress(key)) return acknowledge(ack)
    handleDelivery(context, async (workspace, setActor) => {
      const sent = readSubmission(body)
      setActor(sent.actor)
      await responder.respondToSubmit(workspace, sent, key, (said) => acknowledge(() => ack(said)))
    })
  })
  app.view({ callback_id: /.*/s, type: 'view_closed' }, ({ ack }) => acknowledge(ack))

  app.options(/.*/s, async ({ context, body, ack }) => {
    if (!inFlight.isOpen()) return
    handleDelivery(context, async (workspace) => {
      const options = await responder.suggest(workspace, readSuggestion(body))
      await acknowledge(() => ack({ options }))
    })
  })

  app.event('app_mention', async ({ context, body, event }) =>
    takeEvent({ context, body }, (workspace, setActor, key) =>
      respondToMessage(workspace, event, setActor, key),
    ),
  )
  app.event('message', async ({ context, body, event }) => {
    if (event.channel_type === 'im')
      takeEvent({ context, body }, (workspace, setActor, key) =>
        respondToMessage(workspace, event, setActor, key),
      )
  })

  async function respondToMessage(
    workspace: Workspace,
    event: unknown,
    setActor: (actor: SlackActor) => void,
    key: string,
  ) {
    const written = readMessage(event, workspace.botUser)
    if (written === undefined) return
    setActor(written.actor)
    await responder.respondToWords(workspace, written, key)
  }

  app.event('app_home_opened', async ({ context, body, event }) =>
    takeEvent({ context, body }, async (workspace, setActor) => {
      const actor = readHomeOpened(event)
      if (actor === undefined) return
      setActor(actor)
      await home.show(workspace, actor)
    }),
  )

  const forgetWorkspace = async ({ teamId }: Context) => {
    if (teamId === undefined) return
    inFlight.add(
      workspaces
        .forget(teamId)
        .then(() => log.info({ workspace: teamId }, 'the app was removed from a workspace'))
        .catch((fault: unknown) => log.error({ fault }, 'a workspace could not be forgotten')),
    )
  }
  app.event('app_uninstalled', ({ context }) => forgetWorkspace(context))
  app.event('tokens_revoked', async ({ context, event }) => {
    if (Revoked.parse(event).tokens.bot.length > 0) await forgetWorkspace(context)
  })

  app.error(async ({ error: fault, body }: { readonly error: CodedError; readonly body: unknown }) => {
    log.warn({ fault }, 'a delivery of Slack could not be worked on')
    const { response_url } = Answerable.parse(body)
    if (!(fault instanceof AuthorizationError) || response_url === undefined) return
    const said = privateReplies.sendNotInstalled(response_url)
    inFlight.add(said.catch((fault: unknown) => log.warn({ fault }, 'nor could that be said')))
  })
}

const Answerable = z.object({ response_url: z.string().optional() }).catch({})
const Event = z.object({ event_id: z.string().min(1).max(100) })
const Revoked = z.object({ tokens: z.object({ bot: z.array(z.string()).default([]) }) })
const KeyedBody = z.object({
  trigger_id: z.string().optional(),
  view: z.object({ id: z.string(), hash: z.string().optional() }).optional(),
})

/** What tells one press from another: each opens a form of its own. */
function readKey(body: unknown): string {
  const { trigger_id, view } = KeyedBody.catch({}).parse(body)
  return trigger_id ?? (view === undefined ? randomUUID() : `${view.id} ${view.hash ?? ''}`)
}
