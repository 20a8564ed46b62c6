import { z } from 'zod'
import { refusalOf } from '../../../src/chat/answer.ts'
import type { Call } from '../../../src/chat/call.ts'
import type { View } from '../../../src/chat/view.ts'
import type { Logger } from '../../../src/log.ts'
import type { Metrics } from '../../../src/metrics.ts'
import { refusalView } from '../../../src/views/refusal-view.ts'
import { createAnswers } from '../../shared/answers.ts'
import type { ControlStore } from '../../shared/control-store.ts'
import { installationUnknown } from '../client/errors.ts'
import { isPostForbidden, isTriggerExpired, isViewGone } from '../client/faults.ts'
import { toSpaceId } from '../client/ids.ts'
import type { Workspaces } from '../client/workspaces.ts'
import type { Payloads } from '../format/payloads.ts'
import { findPicture, type ShownPicture } from '../format/write.ts'
import { openDirectMessage } from '../sending/direct-messages.ts'
import { type File, findFiles, sendFile, withoutFiles } from '../sending/files.ts'
import type { Pictures } from '../sending/pictures.ts'
import type { Posts } from '../sending/posts.ts'
import { toDirectMessageError } from '../sending/to-user-error.ts'
import type { Delivery } from './delivery.ts'
import { toNoteModal } from './form.ts'
import { writeMetadata } from './metadata.ts'
import { toAddressee } from './read-caller.ts'
import type { Receipts } from './receipts.ts'
import { AnswerRefused, isAnswerBlockRefused, isResponseUrl, postToResponseUrl } from './response-url.ts'

/** The user is waiting, and the text says the same as the picture. */
const maxPictureWaitMs = 4000

const OpenedView = z.object({ view: z.object({ id: z.string() }) })

interface Deps {
  readonly apiUrl: string
  readonly workspaces: Pick<Workspaces, 'installUrl'>
  readonly controlStore: ControlStore
  readonly payloads: Payloads
  readonly pictures: Pictures
  readonly posts: Posts
  readonly receipts: Receipts
  readonly log: Logger
  readonly metrics: Metrics
}

/** The reply to a delivery. */
interface Reply extends Delivery {
  readonly view: View
}

/** Replies that one person sees. */
export function createPrivateReplies(deps: Deps) {
  const { receipts } = deps
  const answers = createAnswers(deps.metrics)

  async function acknowledgeAndSend(delivery: Delivery, work: () => Promise<void>): Promise<void> {
    const { workspace, actor } = delivery
    await delivery.acknowledge?.()
    await answers.send(`${workspace.team} ${actor.user}`, work)
  }

  return {
    /** Acknowledges the delivery, and sends the reply by the nearest way that is open. */
    send: (delivery: Delivery, view: View): Promise<void> =>
      acknowledgeAndSend(delivery, () => sendNow(deps, { ...delivery, view })),

    /** As `send`, for the reply to a call: the user has one reply about a poll, as far as Slack lets it. */
    sendReceipt: (delivery: Delivery, call: Call, view: View): Promise<void> =>
      acknowledgeAndSend(delivery, async () => {
        await receipts.removeEarlier(delivery, call)
        await sendNow(deps, { ...delivery, view })
        receipts.keep(delivery, call)
      }),

    /** Sends a note that nobody waits for: in the conversation, or not at all. */
    async sendInConversation(delivery: Delivery, view: View): Promise<void> {
      await sendEphemeral(deps, { ...delivery, view }, undefined)
    },

    /** Reports that the workspace has no installation: without its token, the response address is the only way. */
    async sendNotInstalled(responseUrl: string): Promise<void> {
      if (!isResponseUrl(responseUrl, deps.apiUrl)) return
      const view = refusalView(refusalOf(installationUnknown(deps.workspaces.installUrl)))
      await deps.payloads.sendWithFallbacks(
        view,
        undefined,
        undefined,
        (message) => postToResponseUrl(responseUrl, message, { replaces: false }),
        { isFallbackNeeded: isAnswerBlockRefused },
      )
    },
  }
}

export type PrivateReplies = ReturnType<typeof createPrivateReplies>

async function sendNow(deps: Deps, whole: Reply): Promise<void> {
  const { pictures } = deps
  const reply = { ...whole, view: withoutFiles(whole.view, await sendFiles(deps, whole)) }
  const { workspace, actor, view } = reply
  if (actor.isDirect === true) return sendDirectMessage(deps, reply)
  if (await sendInView(deps, reply)) return
  const picture = findPicture(view)
  const shown = picture && (await pictures.uploadCached(workspace, picture, maxPictureWaitMs))
  if (await sendToResponseUrl(deps, reply, shown)) return
  if (await sendEphemeral(deps, reply, shown)) return
  await sendDirectMessage(deps, reply)
}

/** Sends the files of a reply to the user's direct messages, because a note can't carry them. @returns those that Slack refused. */
async function sendFiles(
  { pictures, log }: Deps,
  { workspace, actor, view }: Reply,
): Promise<ReadonlySet<File>> {
  const unsent = new Set<File>()
  for (const file of findFiles(view))
    try {
      await sendFile(workspace, pictures, { channel: await openDirectMessage(workspace, actor.user) }, file)
    } catch (fault) {
      if (toDirectMessageError(fault) === undefined) throw fault
      log.info({ fault }, 'Slack refused to send a file to a person')
      unsent.add(file)
    }
  return unsent
}

/** Sends a note in the form, or over the App Home, that the user pressed in. @returns whether they can see it there. */
async function sendInView(deps: Deps, reply: Reply): Promise<boolean> {
  const { workspace, actor, view } = reply
  const { view: openView, trigger } = actor
  if (openView === undefined || (openView.isHome && trigger === undefined)) return false
  try {
    let id = openView.id
    const first = await createNote(deps, reply)
    if (openView.isHome) {
      const request = { trigger_id: trigger ?? '', view: first }
      const opened = await workspace.call('views.open', (client) => client.views.open(request), {
        retries: 1,
      })
      id = OpenedView.parse(opened).view.id
    } else await workspace.call('views.update', (client) => client.views.update({ view_id: id, view: first }))
    const picture = findPicture(view)
    const shown = picture && (await deps.pictures.uploadCached(workspace, picture, maxPictureWaitMs))
    if (shown !== undefined) {
      const whole = await createNote(deps, reply, shown)
      await workspace.call('views.update', (client) => client.views.update({ view_id: id, view: whole }))
    }
    return true
  } catch (fault) {
    if (!isTriggerExpired(fault) && !isViewGone(fault)) throw fault
    deps.log.debug({ fault }, 'a form was closed before it could show an error')
    return false
  }
}

async function createNote({ controlStore }: Deps, { workspace, actor, view }: Reply, picture?: ShownPicture) {
  const { encodeControl, save } = controlStore.createWriter(
    toSpaceId(workspace.team),
    toAddressee(workspace, actor),
  )
  const metadata = writeMetadata(workspace.team, { from: actor }, encodeControl)
  const note = toNoteModal(view, metadata, encodeControl, {
    inThread: actor.thread !== undefined,
    ...(picture !== undefined && { picture }),
  })
  await save()
  return note
}

/** Sends the reply to the response address of the delivery. @returns whether the address accepted it. */
async function sendToResponseUrl(
  { apiUrl, payloads, log }: Deps,
  { workspace, actor, view }: Reply,
  picture: ShownPicture | undefined,
): Promise<boolean> {
  const { responseUrl, thread, onNote = false } = actor
  if (responseUrl === undefined || !isResponseUrl(responseUrl, apiUrl)) return false
  try {
    await payloads.sendWithFallbacks(
      view,
      toSpaceId(workspace.team),
      picture,
      (message) => postToResponseUrl(responseUrl, message, { thread, replaces: onNote }),
      {
        isFallbackNeeded: isAnswerBlockRefused,
        addressee: toAddressee(workspace, actor),
        inThread: thread !== undefined,
      },
    )
    return true
  } catch (fault) {
    if (!(fault instanceof AnswerRefused)) throw fault
    log.info({ fault }, 'a response address has expired')
    return false
  }
}

/** Sends the reply as an ephemeral message in the conversation. @returns whether the bot may post there. */
async function sendEphemeral(
  { payloads }: Deps,
  { workspace, actor, view }: Reply,
  picture: ShownPicture | undefined,
): Promise<boolean> {
  const { channel, thread, user } = actor
  if (channel === undefined) return false
  try {
    await payloads.sendWithFallbacks(
      view,
      toSpaceId(workspace.team),
      picture,
      ({ text, blocks }) =>
        workspace.call('chat.postEphemeral', (client) =>
          client.chat.postEphemeral({
            channel,
            user,
            text,
            blocks,
            ...(thread !== undefined && { thread_ts: thread }),
          }),
        ),
      { addressee: toAddressee(workspace, actor), inThread: thread !== undefined },
    )
    return true
  } catch (fault) {
    if (!isPostForbidden(fault)) throw fault
    return false
  }
}

/** Sends the reply to the user's direct messages with the bot, where it stays. */
async function sendDirectMessage(
  { payloads, pictures, posts }: Deps,
  { workspace, actor, view, key }: Reply,
): Promise<void> {
  const { user, channel, thread, isDirect = false } = actor
  const target =
    isDirect && channel !== undefined
      ? { channel, thread }
      : { channel: await openDirectMessage(workspace, user), thread: undefined }
  const picture = findPicture(view)
  const shown = picture && (await pictures.uploadForMessage(workspace, picture, maxPictureWaitMs))
  const space = toSpaceId(workspace.team)
  await payloads.sendWithFallbacks(
    view,
    space,
    shown,
    (message) => posts.post(workspace, target, key, message),
    { addressee: toAddressee(workspace, actor), inThread: target.thread !== undefined },
  )
}
