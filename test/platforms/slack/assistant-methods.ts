import { z } from 'zod'
import { json, knownChannel, type Method, method } from './method.ts'
import { refused, wronged } from './refused.ts'
import type { Settings } from './settings.ts'

const Prompts = z.array(z.strictObject({ title: z.string().min(1), message: z.string().min(1) })).max(4)

/** `assistant.threads.*`, as far as an app with the view for agents uses it. */
export const assistantMethods = (settings: Settings): Readonly<Record<string, Method>> => ({
  'assistant.threads.setSuggestedPrompts': method({
    scopes: ['assistant:write'],
    args: {
      channel_id: z.string(),
      prompts: json,
      thread_ts: z.string().optional(),
      title: z.string().optional(),
    },
    run({ channel_id, prompts, thread_ts }, { workspace }) {
      if (!settings.isAgent) throw refused('feature_not_enabled')
      // In the real one it does nothing, and says that it did.
      if (thread_ts !== undefined) throw wronged('invalid_thread_ts', 'a thread in the view for agents')
      const { id, kind } = knownChannel(workspace, channel_id)
      if (kind !== 'im') throw wronged('channel_not_found', `prompts in ${channel_id}`)
      const parsed = Prompts.safeParse(prompts)
      if (!parsed.success) throw wronged('invalid_arguments', z.prettifyError(parsed.error))
      workspace.prompts.set(
        id,
        parsed.data.map(({ message }) => message),
      )
      return { ok: true }
    },
  }),
})
