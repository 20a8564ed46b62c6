import { type App, AuthorizationError, type CodedError, type Context } from '@slack/bolt'
import { z } from 'zod'
import type { Logger } from '../../../src/log.ts'
import type { Store } from '../../../src/store/store.ts'
import type { InFlight } from '../../shared/in-flight.ts'
import { toSpaceId } from '../client/ids.ts'
import type { OptionalFeatures } from '../client/optional-features.ts'
import type { Standings } from '../client/standings.ts'
import type { Workspace } from '../client/workspace.ts'
import type { Workspaces } from '../client/workspaces.ts'
import type { SlackActor } from '../handling/actor.ts'
import type { Delivery } from '../handling/delivery.ts'
import type { Home } from '../handling/home.ts'
import { offerToPlace } from '../handling/offer.ts'
import { respondToPress } from '../handling/press.ts'
import type { PrivateReplies } from '../handling/private-replies.ts'
import type { Prompts } from '../handling/prompts.ts'
import { readPress, readShortcut, readSlash, readSubmission, readSuggestion } from '../handling/read.ts'
import {
  readContext,
  readHomeOpened,
  readLinks,
  readMessage,
  readUnfurlable,
} from '../handling/read-event.ts'
import { type ResponseDeps, replyWithFault, respondToMenu, respondToWords } from '../handling/respond.ts'
import { respondToSubmit } from '../handling/submit.ts'
import { suggest } from '../handling/suggest.ts'
import { unfurlPages } from '../handling/unfurl.ts'
import type { Extras } from '../setup/settings.ts'
import { type BoltDelivery, createAcceptor } from './accept.ts'

interface Deps {
  readonly workspaces: Workspaces
  readonly standings: Standings
  readonly responseDeps: ResponseDeps
  readonly home: Home
  readonly prompts: Prompts
  /** The features that are switched on. */
  readonly extras: Extras
  readonly privateReplies: PrivateReplies
  readonly optionalFeatures: OptionalFeatures
  readonly inFlight: InFlight
  readonly store: Store
  readonly log: Logger
}

/** Registers a listener for every kind of delivery: each is handled once, and acknowledged when what it does is stored. */
export function listen(app: App, deps: Deps): void {
  const { responseDeps, home, prompts, extras, inFlight, store, log, workspaces, standings } = deps
  const { accept, acceptEvent, acceptForm, acceptPress, acknowledge } = createAcceptor({
    workspaces,
    inFlight,
    store,
    log,
    replyWithFault: (delivery, reference) => replyWithFault(responseDeps, delivery, reference),
  })
  /** Once a delivery is answered, a restart needn't answer it. */
  const whole = ({ key }: Delivery, answering: Promise<void>): Promise<void> =>
    answering.finally(() => responseDeps.requests.end(key))

  app.command(/^\/grid$/, ({ context, body, ack }) =>
    acceptPress({ context, body, ack }, readSlash, (delivery, slash) =>
      whole(delivery, respondToWords(responseDeps, delivery, slash)),
    ),
  )
  // Slack sends the presses of buttons that lead to an address, too; they ask for nothing.
  app.action(/^link\./, ({ ack }) => ack())
  app.action(/^(?!link\.)/, ({ context, body, ack }) =>
    acceptPress({ context, body, ack }, readPress, (delivery, press) =>
      whole(delivery, respondToPress(responseDeps, delivery, press)),
    ),
  )
  app.shortcut(/.*/s, ({ context, body, ack }) =>
    acceptPress({ context, body, ack }, readShortcut, (delivery, shortcut) =>
      whole(delivery, respondToMenu(responseDeps, delivery, shortcut)),
    ),
  )

  app.view({ callback_id: /.*/s, type: 'view_submission' }, ({ context, body, ack }) =>
    acceptForm({ context, body, ack }, readSubmission, (delivery, submission) =>
      whole(
        delivery,
        respondToSubmit(responseDeps, delivery, submission, (answer) => acknowledge(() => ack(answer))),
      ),
    ),
  )
  app.view({ callback_id: /.*/s, type: 'view_closed' }, ({ ack }) => acknowledge(ack))

  app.options(/.*/s, async ({ context, body, ack }) =>
    accept(context, async (workspace) => {
      const options = await suggest(responseDeps, workspace, readSuggestion(body))
      await acknowledge(() => ack({ options }))
    }),
  )

  async function respondToMessage(
    workspace: Workspace,
    event: unknown,
    setActor: (actor: SlackActor) => void,
    key: string,
    isMention: boolean,
  ) {
    const message = readMessage(event, workspace.botUser, extras.isAgent)
    if (message === undefined) return
    setActor(message.actor)
    const { actor, words } = message
    const delivery = { workspace, actor, key }
    await whole(delivery, respondToWords(responseDeps, delivery, { words, isMention }))
  }

  app.event('app_mention', async ({ context, body, event }) =>
    acceptEvent({ context, body }, (workspace, setActor, key) =>
      respondToMessage(workspace, event, setActor, key, true),
    ),
  )
  app.event('message', async ({ context, body, event }) => {
    if (event.channel_type === 'im')
      acceptEvent({ context, body }, (workspace, setActor, key) =>
        respondToMessage(workspace, event, setActor, key, false),
      )
  })
  app.event('app_home_opened', async ({ context, body, event }) =>
    acceptEvent({ context, body }, async (workspace, setActor, key) => {
      const opened = readHomeOpened(event)
      if (opened?.tab === 'messages') return prompts.show({ workspace, actor: opened.actor, key })
      if (opened === undefined) return
      setActor(opened.actor)
      await home.show(workspace, opened.actor)
    }),
  )
  listenForExtras(app, deps, acceptEvent)

  app.event('member_left_channel', async ({ context: { teamId }, event: { user, channel } }) => {
    if (teamId !== undefined) standings.leave(teamId, user, channel)
  })
  const acceptDeletion = (
    delivery: Pick<BoltDelivery, 'context' | 'body'>,
    event: unknown,
    isPublic: boolean,
  ) =>
    acceptEvent(delivery, async ({ team }) => {
      const { channel } = Deleted.parse(event)
      const seen = await standings.delete(team, channel)
      const place = { platform: 'slack', space: toSpaceId(team), channel }
      await responseDeps.bot().membership.onDeleted(place, isPublic ? seen : 'for-some')
    })
  app.event('channel_deleted', async ({ context, body, event }) =>
    acceptDeletion({ context, body }, event, true),
  )
  app.event('group_deleted', async ({ context, body, event }) =>
    acceptDeletion({ context, body }, event, false),
  )
  // The only event that Bolt doesn't acknowledge by itself; the bot is no step of a workflow.
  app.event('function_executed', ({ ack }) => ack())
  app.event('app_uninstalled', async ({ context }) => forgetWorkspace(deps, context))
  app.event('tokens_revoked', async ({ context, event }) => {
    if (Revoked.parse(event).tokens.bot.length > 0) forgetWorkspace(deps, context)
  })

  app.error(async ({ error, body }: { readonly error: CodedError; readonly body: unknown }) =>
    replyToFailed(deps, error, body),
  )
}

/** Registers the listeners of features that the operator switches on. */
function listenForExtras(
  app: App,
  { extras, responseDeps, standings, optionalFeatures }: Deps,
  acceptEvent: ReturnType<typeof createAcceptor>['acceptEvent'],
): void {
  // Read before it is accepted: Slack sends the links of every conversation, also while they are being typed.
  app.event('link_shared', async ({ context, body, event }) => {
    const shared = extras.makesOffers ? readLinks(event) : undefined
    const toUnfurl = extras.hasPages ? readUnfurlable(event) : undefined
    if (shared === undefined && toUnfurl === undefined) return
    acceptEvent({ context, body }, async (workspace, _, key) => {
      if (toUnfurl !== undefined)
        await unfurlPages({ ...responseDeps, optionalFeatures }, workspace, toUnfurl)
      if (shared !== undefined)
        await offerToPlace(
          { ...responseDeps, standings },
          { workspace, actor: shared.actor, key },
          shared.links,
        )
    })
  })
  app.event('app_context_changed', async ({ context: { teamId }, event }) => {
    const seen = extras.isAgent ? readContext(event) : undefined
    if (teamId !== undefined && seen !== undefined)
      responseDeps.lookedAt.note(teamId, seen.user, seen.channel)
  })
}

function forgetWorkspace({ workspaces, standings, inFlight, log }: Deps, { teamId }: Context): void {
  if (teamId === undefined) return
  standings.forgetTeam(teamId)
  inFlight.add(
    workspaces
      .forget(teamId)
      .then(() => log.info({ workspace: teamId }, 'the app was removed from a workspace'))
      .catch((fault: unknown) => log.error({ fault }, "could not delete a removed workspace's data")),
  )
}

/** Logs a delivery that Bolt couldn't process, and answers it if its workspace has no installation. */
function replyToFailed({ privateReplies, inFlight, log }: Deps, fault: CodedError, body: unknown): void {
  log.warn({ fault }, 'could not process an event from Slack')
  const { response_url } = Answerable.parse(body)
  if (!(fault instanceof AuthorizationError) || response_url === undefined) return
  const sending = privateReplies.sendNotInstalled(response_url)
  inFlight.add(sending.catch((fault: unknown) => log.warn({ fault }, 'could not deliver the error message')))
}

const Answerable = z.object({ response_url: z.string().optional() }).catch({})
const Deleted = z.object({ channel: z.string() })
const Revoked = z.object({ tokens: z.object({ bot: z.array(z.string()).default([]) }) })
