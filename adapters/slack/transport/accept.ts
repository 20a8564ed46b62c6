import { setImmediate } from 'node:timers/promises'
import type { Context } from '@slack/bolt'
import { z } from 'zod'
import { randomId } from '../../../src/chat/ids.ts'
import { createReference, type Logger } from '../../../src/log.ts'
import type { Store } from '../../../src/store/store.ts'
import type { InFlight } from '../../shared/in-flight.ts'
import { createSeenDeliveries } from '../../shared/seen-deliveries.ts'
import type { Workspace } from '../client/workspace.ts'
import type { Workspaces } from '../client/workspaces.ts'
import type { SlackActor } from '../handling/actor.ts'
import type { Delivery } from '../handling/delivery.ts'
import { Id, Ts } from '../handling/read.ts'
import { isNewEvent } from './seen-deliveries.ts'

interface Deps {
  readonly workspaces: Workspaces
  readonly inFlight: InFlight
  readonly store: Store
  readonly log: Logger
  /** Sends the reference id of a fault to the user who caused the delivery. */
  readonly replyWithFault: (delivery: Omit<Delivery, 'key'>, reference: string) => Promise<void>
}

/** A delivery as Bolt passes it on. */
export interface BoltDelivery {
  readonly context: Context
  readonly body: unknown
  readonly ack: () => Promise<void>
}

/**
 * Handles one delivery.
 *
 * @param setActor To be called with the user once they are known, so that a fault can be reported to them.
 */
type Work = (workspace: Workspace, setActor: (actor: SlackActor) => void) => Promise<void>

/** Accepts deliveries: drops duplicates, finds the workspace, reports faults, and sees to it that each is acknowledged. */
export function createAcceptor(deps: Deps) {
  const { inFlight, store, log } = deps
  const isNewPress = createSeenDeliveries()

  const acknowledge = (ack: () => Promise<void>) => tryAcknowledge(ack, log)

  /** @param end To be called when the delivery is handled, or can't be. */
  function accept(context: Context, work: Work, end: () => Promise<void> = async () => {}): void {
    if (!inFlight.mayBegin()) return
    const running = handleDelivery(deps, context, work)
    inFlight.add(
      running
        .catch((fault: unknown) => log.error({ fault }, 'could not deliver the error message'))
        .then(end),
    )
  }

  return {
    acknowledge,

    /** Accepts a delivery whatever came before; `work` acknowledges it. */
    accept,

    /**
     * Accepts a command, press or menu entry, each handled once by this process. `work` acknowledges it when what it does is
     * stored; if it doesn't, it is acknowledged afterwards.
     */
    async acceptPress<Read extends { readonly actor: SlackActor }>(
      { context, body, ack }: BoltDelivery,
      read: (body: unknown) => Read,
      work: (delivery: Delivery, press: Read) => Promise<void>,
    ): Promise<void> {
      if (!inFlight.mayBegin()) return
      const key = readKey(body)
      if (!isNewPress(key)) return acknowledge(ack)
      let acknowledging: Promise<void> | undefined
      const acknowledgeOnce = () => (acknowledging ??= acknowledge(ack))
      const handle: Work = async (workspace, setActor) => {
        const found = read(body)
        setActor(found.actor)
        await work({ workspace, actor: found.actor, key, acknowledge: acknowledgeOnce }, found)
      }
      accept(context, handle, acknowledgeOnce)
    },

    /** Accepts a form that was sent: `work` acknowledges it, since the acknowledgement carries the answer. */
    async acceptForm<Read extends { readonly actor: SlackActor }>(
      { context, body, ack }: BoltDelivery,
      read: (body: unknown) => Read,
      work: (delivery: Delivery, form: Read) => Promise<void>,
    ): Promise<void> {
      if (!inFlight.mayBegin()) return
      const key = readKey(body)
      if (!isNewPress(key)) return acknowledge(ack)
      accept(context, async (workspace, setActor) => {
        const found = read(body)
        setActor(found.actor)
        await work({ workspace, actor: found.actor, key }, found)
      })
    },

    /** Accepts an event, which Bolt has acknowledged: Slack may deliver it again, also to another process. */
    acceptEvent(
      { context, body }: Pick<BoltDelivery, 'context' | 'body'>,
      work: (...args: [...Parameters<Work>, key: string]) => Promise<void>,
    ): void {
      accept(context, async (workspace, setActor) => {
        const key = readEventKey(body)
        if (await isNewEvent(store, workspace.team, key)) await work(workspace, setActor, key)
      })
    },
  }
}

/** The only place that catches the faults of a delivery: logs them and reports them to the user. */
async function handleDelivery(
  { workspaces, log, replyWithFault }: Deps,
  context: Context,
  work: Work,
): Promise<void> {
  // Everything else that has arrived is read first.
  await setImmediate()
  const workspace = await findWorkspace(workspaces, context)
  let actor: SlackActor | undefined
  try {
    await work(workspace, (one) => {
      actor = one
    })
  } catch (fault) {
    const reference = createReference()
    log.error({ fault, reference }, 'could not answer a request from Slack')
    if (actor !== undefined) await replyWithFault({ workspace, actor }, reference)
  }
}

async function findWorkspace(workspaces: Workspaces, { teamId = '' }: Context): Promise<Workspace> {
  const workspace = await workspaces.find(teamId)
  if (workspace === undefined) throw new Error('The app is not installed in that workspace')
  return workspace
}

/** A failed acknowledgement doesn't end the handling: the answer is sent by another way. */
async function tryAcknowledge(ack: () => Promise<void>, log: Logger): Promise<void> {
  try {
    await ack()
  } catch (fault) {
    log.warn({ fault }, 'could not acknowledge a request in time')
  }
}

const Event = z.object({ event_id: z.string().min(1).max(100) })
const Written = z.object({
  event: z.object({ type: z.enum(['app_mention', 'message']), channel: Id, ts: Ts }),
})

/** The key of an event: its id; of a message where and when it was written, since Slack may send two events for one. */
function readEventKey(body: unknown): string {
  const { data } = Written.safeParse(body)
  return data === undefined ? Event.parse(body).event_id : `${data.event.channel} ${data.event.ts}`
}

const KeyedBody = z.object({
  trigger_id: z.string().optional(),
  view: z.object({ id: z.string(), hash: z.string().optional() }).optional(),
})

/** The key of a press or form: its trigger, which Slack issues once, else the version of the form. */
function readKey(body: unknown): string {
  const { trigger_id, view } = KeyedBody.catch({}).parse(body)
  return trigger_id ?? (view === undefined ? randomId() : `${view.id} ${view.hash ?? ''}`)
}
