import type { types } from '@slack/bolt'
import { z } from 'zod'
import type { Bot } from '../../../src/bot/bot.ts'
import type { View } from '../../../src/chat/view.ts'
import { refusalView } from '../../../src/views/refusal-view.ts'
import type { Addressee, ControlStore } from '../../shared/control-store.ts'
import type { Workspace } from '../client/workspace.ts'
import { limits } from '../format/limits.ts'
import { toBlocks } from '../format/write.ts'
import type { Callers } from './callers.ts'
import type { Asked } from './read.ts'

/** How many conversations of their own somebody sees polls of. */
const mostConversations = 20
const mostListed = 500

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

interface Needs {
  readonly bot: () => Bot
  readonly aside: ControlStore
  readonly callers: Callers
}

/** The App Home: where to start, and what is open in the workspace and in somebody's own conversations. */
export function createHome({ bot, aside, callers }: Needs) {
  async function viewFor(workspace: Workspace, asked: Asked, args: Readonly<Record<string, string>>) {
    const answer = await bot().handle({ command: 'home', args }, await callers.callerOf(workspace, asked))
    if (answer.kind === 'form') throw new Error('A form was answered where something to see was promised')
    return answer.kind === 'refusal' ? refusalView(answer) : answer.view
  }

  /** Conversations that not everybody may read, with the person and the bot in them. */
  async function ownConversations(workspace: Workspace, user: string) {
    const types = 'public_channel,private_channel,mpim,im'
    const found = await workspace.call('users.conversations', (client) =>
      client.users.conversations({ user, types, exclude_archived: true, limit: mostListed }),
    )
    const { channels } = Conversations.parse(found)
    return channels.filter(isClosed).slice(0, mostConversations)
  }

  async function blocksOf(view: View, meant?: Addressee): Promise<types.KnownBlock[]> {
    const { encodeControl: toControl, save } = aside.createWriter(meant)
    const blocks = toBlocks(view, toControl)
    await save()
    return blocks
  }

  /** What is open in one of somebody's own conversations; what can be pressed there is about it. */
  async function blocksIn(workspace: Workspace, asked: Asked, channel: string, name: string) {
    const { place, person } = await callers.callerOf(workspace, { ...asked, channel })
    const { parts, summary } = await viewFor(workspace, { ...asked, channel }, { brief: 'yes' })
    if (parts.length === 0) return []
    const view: View = { summary, parts: [{ kind: 'heading', text: name }, ...parts] }
    return blocksOf(view, { person: person.id, place })
  }

  return {
    async show(workspace: Workspace, asked: Asked): Promise<void> {
      const blocks = await blocksOf(await viewFor(workspace, asked, {}))
      for (const { id, name, is_im } of await ownConversations(workspace, asked.user))
        blocks.push(...(await blocksIn(workspace, asked, id, is_im === true ? 'Between us' : (name ?? id))))
      const view = { type: 'home' as const, blocks: blocks.slice(0, limits.viewBlocks) }
      await workspace.call('views.publish', (client) => client.views.publish({ user_id: asked.user, view }))
    },
  }
}
