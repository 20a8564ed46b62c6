import { z } from 'zod'
import { refusalOf } from '../../../src/chat/answer.ts'
import { UserError } from '../../../src/chat/user-error.ts'
import type { View } from '../../../src/chat/view.ts'
import type { Logger } from '../../../src/log.ts'
import { refusalView } from '../../../src/views/refusal-view.ts'
import type { ControlStore } from '../../shared/control-store.ts'
import { isPostForbidden, isTriggerExpired, isViewGone } from '../client/faults.ts'
import type { Workspace } from '../client/workspace.ts'
import type { Payloads } from '../format/payloads.ts'
import { findPicture, type ShownPicture } from '../format/write.ts'
import { findFiles, sendFile } from '../sending/files.ts'
import { openDirectMessage } from '../sending/messages.ts'
import type { Pictures } from '../sending/pictures.ts'
import type { Posts } from '../sending/posts.ts'
import { toNoteModal } from './form.ts'
import { writeMetadata } from './metadata.ts'
import type { SlackActor } from './read.ts'
import { toAddressee } from './read-caller.ts'
import { AnswerRefused, isAnswerBlockRefused, isResponseUrl, postToResponseUrl } from './response-url.ts'

/** Whoever asked waits so long for a picture; the words say the same. */
const maxPictureWaitMs = 4000

const OpenedView = z.object({ view: z.object({ id: z.string() }) })

interface Deps {
  readonly apiUrl: string
  readonly controlStore: ControlStore
  readonly payloads: Payloads
  readonly pictures: Pictures
  readonly posts: Posts
  readonly log: Logger
}

/** What is said to one person alone, by the nearest way that is open. */
export function createPrivateReplies({ apiUrl, controlStore, payloads, pictures, posts, log }: Deps) {
  /** In the form, or over the App Home, that they pressed in. @returns whether it can be seen there. */
  async function sendInView(workspace: Workspace, actor: SlackActor, view: View): Promise<boolean> {
    const { view: openView, trigger } = actor
    if (openView === undefined || (openView.isHome && trigger === undefined)) return false
    const createNote = async (picture?: ShownPicture) => {
      const { encodeControl, save } = controlStore.createWriter(toAddressee(workspace, actor))
      const metadata = writeMetadata(workspace.team, { from: actor }, encodeControl)
      const made = toNoteModal(view, metadata, encodeControl, picture)
      await save()
      return made
    }
    try {
      let id = openView.id
      const first = await createNote()
      if (openView.isHome) {
        const open = { trigger_id: trigger ?? '', view: first }
        id = OpenedView.parse(
          await workspace.call('views.open', (client) => client.views.open(open), { retries: 1 }),
        ).view.id
      } else
        await workspace.call('views.update', (client) => client.views.update({ view_id: id, view: first }))
      const picture = findPicture(view)
      const shown = picture && (await pictures.uploadCached(workspace, picture, maxPictureWaitMs))
      if (shown !== undefined) {
        const whole = await createNote(shown)
        await workspace.call('views.update', (client) => client.views.update({ view_id: id, view: whole }))
      }
      return true
    } catch (fault) {
      if (!isTriggerExpired(fault) && !isViewGone(fault)) throw fault
      log.debug({ fault }, 'a form was closed before it could say something')
      return false
    }
  }

  /** Through the address that came with what they did. @returns whether it took the answer. */
  async function sendToResponseUrl(
    workspace: Workspace,
    actor: SlackActor,
    view: View,
    picture: ShownPicture | undefined,
  ): Promise<boolean> {
    const { responseUrl, thread, onNote = false } = actor
    if (responseUrl === undefined || !isResponseUrl(responseUrl, apiUrl)) return false
    try {
      await payloads.sendWithFallbacks(
        view,
        picture,
        (message) => postToResponseUrl(responseUrl, message, { thread, replaces: onNote }),
        { isFallbackNeeded: isAnswerBlockRefused, addressee: toAddressee(workspace, actor) },
      )
      return true
    } catch (fault) {
      if (!(fault instanceof AnswerRefused)) throw fault
      log.info({ fault }, 'a response address takes no more answers')
      return false
    }
  }

  /** As a note in the conversation. @returns whether the bot may say something there. */
  async function sendEphemeral(
    workspace: Workspace,
    actor: SlackActor,
    view: View,
    picture: ShownPicture | undefined,
  ): Promise<boolean> {
    const { channel, thread, user } = actor
    if (channel === undefined) return false
    try {
      await payloads.sendWithFallbacks(view, picture, ({ text, blocks }) =>
        workspace.call('chat.postEphemeral', (client) =>
          client.chat.postEphemeral({
            channel,
            user,
            text,
            blocks,
            ...(thread !== undefined && { thread_ts: thread }),
          }),
        ),
      )
      return true
    } catch (fault) {
      if (!isPostForbidden(fault)) throw fault
      return false
    }
  }

  /** In their direct messages with the bot, where it stays. */
  async function sendDirectMessage(
    workspace: Workspace,
    actor: SlackActor,
    view: View,
    key: string,
  ): Promise<void> {
    const { user, channel, thread, isDirect = false } = actor
    const target =
      isDirect && channel !== undefined
        ? { channel, thread }
        : { channel: await openDirectMessage(workspace, user) }
    const picture = findPicture(view)
    const shown = picture && (await pictures.uploadForMessage(workspace, picture, maxPictureWaitMs))
    await payloads.sendWithFallbacks(view, shown, (message) => posts.post(workspace, target, key, message))
  }

  return {
    /** @param key Of what is answered: where an answer stays, it is said once. */
    async send(workspace: Workspace, actor: SlackActor, view: View, key: string): Promise<void> {
      // A note can't carry a file: it is in their direct messages.
      for (const file of findFiles(view))
        await sendFile(workspace, pictures, { channel: await openDirectMessage(workspace, actor.user) }, file)
      if (actor.isDirect === true) return sendDirectMessage(workspace, actor, view, key)
      if (await sendInView(workspace, actor, view)) return
      const picture = findPicture(view)
      const shown = picture && (await pictures.uploadCached(workspace, picture, maxPictureWaitMs))
      if (await sendToResponseUrl(workspace, actor, view, shown)) return
      if (await sendEphemeral(workspace, actor, view, shown)) return
      await sendDirectMessage(workspace, actor, view, key)
    },

    /** Where no token is known the address that came with it is all there is. */
    async sendNotInstalled(responseUrl: string): Promise<void> {
      if (!isResponseUrl(responseUrl, apiUrl)) return
      const view = refusalView(refusalOf(installationUnknown()))
      await payloads.sendWithFallbacks(
        view,
        undefined,
        (message) => postToResponseUrl(responseUrl, message, { replaces: false }),
        {
          isFallbackNeeded: isAnswerBlockRefused,
        },
      )
    },
  }
}

const installationUnknown = () =>
  new UserError(
    "I can't work in this workspace at the moment: my installation isn't known.",
    'Ask whoever runs me to install me here again.',
  )

export type PrivateReplies = ReturnType<typeof createPrivateReplies>
