import type { types } from '@slack/bolt'
import { z } from 'zod'
import type { Bot } from '../../../src/bot/bot.ts'
import type { View } from '../../../src/chat/view.ts'
import { refusalView } from '../../../src/views/refusal-view.ts'
import type { Addressee, ControlStore } from '../../shared/control-store.ts'
import type { Workspace } from '../client/workspace.ts'
import { limits } from '../format/limits.ts'
import { toBlocks } from '../format/write.ts'
import type { SlackActor } from './read.ts'
import type { CallerReader } from './read-caller.ts'

/** How many conversations of their own somebody sees polls of. */
const maxConversations = 20
const maxListed = 500

const Listed = z.object({
  id: z.string(),
  name: z.string().optional(),
  is_im: z.boolean().optional(),
  is_mpim: z.boolean().optional(),
  is_private: z.boolean().optional(),
  is_ext_shared: z.boolean().optional(),
})
const Conversations = z.object({ channels: z.array(Listed) })

/** Each of them is a space of its own. */
const isClosed = ({ is_im, is_mpim, is_private, is_ext_shared }: z.infer<typeof Listed>): boolean =>
  [is_im, is_mpim, is_private, is_ext_shared].includes(true)

interface Deps {
  readonly bot: () => Bot
  readonly controlStore: ControlStore
  readonly callerReader: CallerReader
}

/** The App Home: where to start, and what is open in the workspace and in somebody's own conversations. */
export function createHome({ bot, controlStore, callerReader }: Deps) {
  async function loadView(workspace: Workspace, actor: SlackActor, args: Readonly<Record<string, string>>) {
    const answer = await bot().handle(
      { command: 'home', args },
      await callerReader.readCaller(workspace, actor),
    )
    if (answer.kind === 'form') throw new Error('A form was answered where something to see was promised')
    return answer.kind === 'refusal' ? refusalView(answer) : answer.view
  }

  /** Conversations that not everybody may read, with the person and the bot in them. */
  async function listOwnConversations(workspace: Workspace, user: string) {
    const types = 'public_channel,private_channel,mpim,im'
    const found = await workspace.call('users.conversations', (client) =>
      client.users.conversations({ user, types, exclude_archived: true, limit: maxListed }),
    )
    const { channels } = Conversations.parse(found)
    return channels.filter(isClosed).slice(0, maxConversations)
  }

  async function toSavedBlocks(view: View, addressee?: Addressee): Promise<types.KnownBlock[]> {
    const { encodeControl, save } = controlStore.createWriter(addressee)
    const blocks = toBlocks(view, encodeControl)
    await save()
    return blocks
  }

  /** What is open in one of somebody's own conversations; what can be pressed there is about it. */
  async function loadConversationBlocks(
    workspace: Workspace,
    actor: SlackActor,
    channel: string,
    name: string,
  ) {
    const { place, person } = await callerReader.readCaller(workspace, { ...actor, channel })
    const { parts, summary } = await loadView(workspace, { ...actor, channel }, { brief: 'yes' })
    if (parts.length === 0) return []
    const view: View = { summary, parts: [{ kind: 'heading', text: name }, ...parts] }
    return toSavedBlocks(view, { person: person.id, place })
  }

  return {
    async show(workspace: Workspace, actor: SlackActor): Promise<void> {
      const blocks = await toSavedBlocks(await loadView(workspace, actor, {}))
      for (const { id, name, is_im } of await listOwnConversations(workspace, actor.user))
        blocks.push(
          ...(await loadConversationBlocks(
            workspace,
            actor,
            id,
            is_im === true ? 'Between us' : (name ?? id),
          )),
        )
      const view = { type: 'home' as const, blocks: blocks.slice(0, limits.viewBlocks) }
      await workspace.call('views.publish', (client) => client.views.publish({ user_id: actor.user, view }))
    },
  }
}
