import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { UserError } from '../../../src/chat/user-error.ts'
import { prompts } from '../../../src/views/prompts-view.ts'
import type { OptionalFeatures } from '../client/optional-features.ts'
import type { SlackActor } from './actor.ts'
import type { Delivery } from './delivery.ts'
import { toLookedAt } from './looked-at.ts'
import type { ResponseDeps } from './respond.ts'

const maxRemembered = 10_000

const History = z.object({ messages: z.array(z.unknown()).default([]) })

interface Deps extends Pick<ResponseDeps, 'bot' | 'callerReader' | 'privateReplies' | 'lookedAt'> {
  readonly optionalFeatures: OptionalFeatures
  /** Whether direct messages have Slack's view for agents. */
  readonly isAgent: boolean
}

/** A user's direct messages with the bot, which they have opened. */
interface Opened extends Delivery {
  readonly actor: SlackActor & { readonly channel: string }
}

/** The questions to start with in direct messages: suggested by Slack's view for agents, else buttons in the first message. */
export function createPrompts(deps: Deps) {
  const { isAgent, lookedAt } = deps
  /** Conversations that have messages. */
  const begun = new LRUCache<string, true>({ max: maxRemembered })

  return {
    /** To be called when a user opens their direct messages with the bot. */
    async show(opened: Opened): Promise<void> {
      const { workspace, actor } = opened
      const { user, channel, looksAt } = actor
      if (looksAt !== undefined) lookedAt.note(workspace.team, user, looksAt)
      if (isAgent) return suggest(deps, opened)
      if (begun.has(channel)) return
      if (await isEmpty(opened)) await greet(deps, opened)
      begun.set(channel, true)
    },
  }
}

export type Prompts = ReturnType<typeof createPrompts>

/** Without a thread: in the view for agents, the call would fail with one. */
async function suggest(deps: Deps, opened: Opened): Promise<void> {
  const { workspace, actor } = opened
  const isSeen = await seesLookedAt(deps, opened)
  const suggested = prompts.filter(({ isAboutChannel }) => isAboutChannel !== true || isSeen)
  const request = {
    channel_id: actor.channel,
    prompts: suggested.map(({ question }) => ({ title: question, message: question })),
  }
  await deps.optionalFeatures.attempt(workspace, 'suggested prompts', () =>
    workspace.call('assistant.threads.setSuggestedPrompts', (client) =>
      client.assistant.threads.setSuggestedPrompts(request),
    ),
  )
}

/** Whether the channel that the user looks at is known, and they see it. */
async function seesLookedAt(deps: Deps, { workspace, actor }: Opened): Promise<boolean> {
  const asked = prompts.find(({ isAboutChannel }) => isAboutChannel)
  const at = asked && toLookedAt(deps, { workspace, actor }, asked.call)
  if (at === undefined || at.call !== asked?.call) return false
  try {
    await deps.callerReader.readCaller(workspace, at.actor)
    return true
  } catch (fault) {
    if (fault instanceof UserError) return false
    throw fault
  }
}

async function isEmpty({ workspace, actor: { channel } }: Opened): Promise<boolean> {
  const found = await workspace.call('conversations.history', (client) =>
    client.conversations.history({ channel, limit: 1 }),
  )
  return History.parse(found).messages.length === 0
}

/** Sends the first message, once, also if several processes do. */
async function greet({ bot, callerReader, privateReplies }: Deps, opened: Opened): Promise<void> {
  const caller = await callerReader.readCaller(opened.workspace, opened.actor)
  const answer = await bot().handle({ command: 'prompts', args: {} }, caller)
  if (answer.kind === 'shown') await privateReplies.send({ ...opened, key: 'prompts' }, answer.view)
}
