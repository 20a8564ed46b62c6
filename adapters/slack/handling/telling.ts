import { z } from 'zod'
import { refusalOf } from '../../../src/chat/answer.ts'
import { UserError } from '../../../src/chat/user-error.ts'
import type { View } from '../../../src/chat/view.ts'
import type { Logger } from '../../../src/log.ts'
import { refusalView } from '../../../src/views/refusal-view.ts'
import type { ControlStore } from '../../shared/control-store.ts'
import { isShutOut, isTriggerOver, isViewGone } from '../client/faults.ts'
import type { Workspace } from '../client/workspace.ts'
import type { Payloads } from '../format/payloads.ts'
import { pictureOf, type ShownPicture } from '../format/write.ts'
import { filesIn, sendFile } from '../sending/files.ts'
import { directWith } from '../sending/messages.ts'
import type { Pictures } from '../sending/pictures.ts'
import type { Posts } from '../sending/posts.ts'
import { meantBy } from './callers.ts'
import { toNote } from './form.ts'
import { writeMetadata } from './metadata.ts'
import type { Asked } from './read.ts'
import { AnswerRefused, answerAt, isAnswerBlocked, isResponseAddress } from './response-address.ts'

/** Whoever asked waits so long for a picture; the words say the same. */
const patienceMs = 4000

const Opened = z.object({ view: z.object({ id: z.string() }) })

interface Needs {
  readonly apiUrl: string
  readonly aside: ControlStore
  readonly payloads: Payloads
  readonly pictures: Pictures
  readonly posts: Posts
  readonly log: Logger
}

/** What is said to one person alone, by the nearest way that is open. */
export function createTelling({ apiUrl, aside, payloads, pictures, posts, log }: Needs) {
  /** In the form, or over the App Home, that they pressed in. @returns whether it can be seen there. */
  async function inView(workspace: Workspace, asked: Asked, view: View): Promise<boolean> {
    const { view: on, trigger } = asked
    if (on === undefined || (on.isHome && trigger === undefined)) return false
    const note = async (picture?: ShownPicture) => {
      const { encodeControl: toControl, save } = aside.createWriter(meantBy(workspace, asked))
      const metadata = writeMetadata(workspace.team, { from: asked }, toControl)
      const made = toNote(view, metadata, toControl, picture)
      await save()
      return made
    }
    try {
      let id = on.id
      const first = await note()
      if (on.isHome) {
        const open = { trigger_id: trigger ?? '', view: first }
        id = Opened.parse(
          await workspace.call('views.open', (client) => client.views.open(open), { retries: 1 }),
        ).view.id
      } else
        await workspace.call('views.update', (client) => client.views.update({ view_id: id, view: first }))
      const picture = pictureOf(view)
      const shown = picture && (await pictures.toLend(workspace, picture, patienceMs))
      if (shown !== undefined) {
        const whole = await note(shown)
        await workspace.call('views.update', (client) => client.views.update({ view_id: id, view: whole }))
      }
      return true
    } catch (fault) {
      if (!isTriggerOver(fault) && !isViewGone(fault)) throw fault
      log.debug({ fault }, 'a form was closed before it could say something')
      return false
    }
  }

  /** Through the address that came with what they did. @returns whether it took the answer. */
  async function atAddress(
    workspace: Workspace,
    asked: Asked,
    view: View,
    picture: ShownPicture | undefined,
  ): Promise<boolean> {
    const { answerTo, thread, onNote = false } = asked
    if (answerTo === undefined || !isResponseAddress(answerTo, apiUrl)) return false
    try {
      await payloads.inForms(
        view,
        picture,
        (message) => answerAt(answerTo, message, { thread, replaces: onNote }),
        { isRefused: isAnswerBlocked, meant: meantBy(workspace, asked) },
      )
      return true
    } catch (fault) {
      if (!(fault instanceof AnswerRefused)) throw fault
      log.info({ fault }, 'a response address takes no more answers')
      return false
    }
  }

  /** As a note in the conversation. @returns whether the bot may say something there. */
  async function inConversation(
    workspace: Workspace,
    asked: Asked,
    view: View,
    picture: ShownPicture | undefined,
  ): Promise<boolean> {
    const { channel, thread, user } = asked
    if (channel === undefined) return false
    try {
      await payloads.inForms(view, picture, ({ text, blocks }) =>
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
      if (!isShutOut(fault)) throw fault
      return false
    }
  }

  /** In their direct messages with the bot, where it stays. */
  async function directly(workspace: Workspace, asked: Asked, view: View, key: string): Promise<void> {
    const { user, channel, thread, isDirect = false } = asked
    const target =
      isDirect && channel !== undefined ? { channel, thread } : { channel: await directWith(workspace, user) }
    const picture = pictureOf(view)
    const shown = picture && (await pictures.toKeep(workspace, picture, patienceMs))
    await payloads.inForms(view, shown, (message) => posts.post(workspace, target, key, message))
  }

  return {
    /** @param key Of what is answered: where an answer stays, it is said once. */
    async tell(workspace: Workspace, asked: Asked, view: View, key: string): Promise<void> {
      // A note can't carry a file: it is in their direct messages.
      for (const file of filesIn(view))
        await sendFile(workspace, pictures, { channel: await directWith(workspace, asked.user) }, file)
      if (asked.isDirect === true) return directly(workspace, asked, view, key)
      if (await inView(workspace, asked, view)) return
      const picture = pictureOf(view)
      const shown = picture && (await pictures.toLend(workspace, picture, patienceMs))
      if (await atAddress(workspace, asked, view, shown)) return
      if (await inConversation(workspace, asked, view, shown)) return
      await directly(workspace, asked, view, key)
    },

    /** Where no token is known the address that came with it is all there is. */
    async sayNotInstalled(answerTo: string): Promise<void> {
      if (!isResponseAddress(answerTo, apiUrl)) return
      const view = refusalView(refusalOf(notInstalled()))
      await payloads.inForms(view, undefined, (message) => answerAt(answerTo, message, { replaces: false }), {
        isRefused: isAnswerBlocked,
      })
    },
  }
}

const notInstalled = () =>
  new UserError(
    "I can't work in this workspace at the moment: my installation isn't known.",
    'Ask whoever runs me to install me here again.',
  )

export type Telling = ReturnType<typeof createTelling>
