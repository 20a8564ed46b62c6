import type { types } from '@slack/bolt'
import type { Bot } from '../../src/chat/bot.ts'
import type { Aside } from '../../src/store/aside.ts'
import { refusalView } from '../../src/views/refusal-view.ts'
import type { Callers } from './callers.ts'
import { limits } from './limits.ts'
import type { Asked } from './read.ts'
import type { Workspace } from './workspace.ts'
import { toBlocks } from './write.ts'

const homeCall = { command: 'home', args: {} } as const

interface Needs {
  readonly bot: () => Bot
  readonly aside: Aside
  readonly callers: Callers
}

/** The App Home: what is open in the workspace, and where to start. */
export function createHome({ bot, aside, callers }: Needs) {
  async function blocksFor(workspace: Workspace, asked: Asked): Promise<types.KnownBlock[]> {
    const answer = await bot().handle(homeCall, await callers.callerOf(workspace, asked))
    if (answer.kind === 'form') throw new Error('A form was answered where something to see was promised')
    const { toControl, save } = aside.writer()
    const view = answer.kind === 'refusal' ? refusalView(answer) : answer.view
    const blocks = toBlocks(view, toControl).slice(0, limits.viewBlocks)
    await save()
    return blocks
  }

  return {
    async show(workspace: Workspace, asked: Asked): Promise<void> {
      const view = { type: 'home' as const, blocks: await blocksFor(workspace, asked) }
      await workspace.call('views.publish', (client) => client.views.publish({ user_id: asked.user, view }))
    },
  }
}
