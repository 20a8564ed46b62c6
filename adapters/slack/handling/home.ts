import type { types } from '@slack/bolt'
import { z } from 'zod'
import type { Bot } from '../../../src/bot/bot.ts'
import type { Caller, SpaceId } from '../../../src/chat/caller.ts'
import { UserError } from '../../../src/chat/user-error.ts'
import type { View } from '../../../src/chat/view.ts'
import { refusalView } from '../../../src/views/refusal-view.ts'
import type { Addressee } from '../../shared/control-records.ts'
import type { ControlStore } from '../../shared/control-store.ts'
import type { Workspace } from '../client/workspace.ts'
import { labels } from '../format/labels.ts'
import { limits } from '../format/limits.ts'
import { toBlocks } from '../format/write.ts'
import type { SlackActor } from './actor.ts'
import type { CallerReader } from './read-caller.ts'

const Conversations = z.object({ channels: z.array(z.object({ id: z.string() })) })

interface Deps {
  readonly bot: () => Bot
  readonly controlStore: ControlStore
  readonly callerReader: CallerReader
}

/** The App Home: where to start, and what is open in the workspace and in the user's direct messages with the bot. */
export const createHome = (deps: Deps) => ({
  async show(workspace: Workspace, actor: SlackActor): Promise<void> {
    const caller = await deps.callerReader.readCaller(workspace, actor)
    const addressee = { person: caller.person.id }
    const blocks = await toSavedBlocks(deps, caller.place.space, await loadView(deps, caller, {}), addressee)
    const direct = await findDirect(workspace, actor.user)
    if (direct !== undefined) blocks.push(...(await loadDirectBlocks(deps, workspace, actor, direct)))
    const view = { type: 'home' as const, blocks: blocks.slice(0, limits.viewBlocks) }
    await workspace.call('views.publish', (client) => client.views.publish({ user_id: actor.user, view }))
  },
})

export type Home = ReturnType<typeof createHome>

async function loadView(
  { bot }: Deps,
  caller: Caller,
  args: Readonly<Record<string, string>>,
): Promise<View> {
  const answer = await bot().handle({ command: 'home', args }, caller)
  if (answer.kind === 'form') throw new Error('A form was answered where something to see was promised')
  return answer.kind === 'refusal' ? refusalView(answer) : answer.view
}

/** The user's direct messages with the bot; `undefined` without any. */
async function findDirect(workspace: Workspace, user: string): Promise<string | undefined> {
  const found = await workspace.call('users.conversations', (client) =>
    client.users.conversations({ user, types: 'im', limit: 1 }),
  )
  return Conversations.parse(found).channels[0]?.id
}

async function toSavedBlocks(
  { controlStore }: Deps,
  space: SpaceId,
  view: View,
  addressee: Addressee,
): Promise<types.KnownBlock[]> {
  const { encodeControl, save } = controlStore.createWriter(space, addressee)
  const blocks = toBlocks(view, encodeControl)
  await save()
  return blocks
}

/** @returns `undefined` if the user doesn't see the conversation. */
async function readCallerThere(
  { callerReader }: Deps,
  workspace: Workspace,
  actor: SlackActor,
): Promise<Caller | undefined> {
  try {
    return await callerReader.readCaller(workspace, actor)
  } catch (fault) {
    if (fault instanceof UserError) return undefined
    throw fault
  }
}

/** The open polls of direct messages, which are a space of their own; empty without polls. Their controls apply there. */
async function loadDirectBlocks(
  deps: Deps,
  workspace: Workspace,
  actor: SlackActor,
  channel: string,
): Promise<types.KnownBlock[]> {
  const actorThere = { ...actor, channel }
  const caller = await readCallerThere(deps, workspace, actorThere)
  if (caller === undefined) return []
  const { place, person } = caller
  const { parts, summary } = await loadView(deps, caller, { brief: 'yes' })
  if (parts.length === 0) return []
  const view: View = { summary, parts: [{ kind: 'heading', text: labels.directMessages }, ...parts] }
  return toSavedBlocks(deps, place.space, view, { person: person.id, place })
}
