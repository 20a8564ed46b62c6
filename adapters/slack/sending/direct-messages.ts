import { z } from 'zod'
import type { Workspace } from '../client/workspace.ts'

const OpenedConversation = z.object({ channel: z.object({ id: z.string() }) })

/** The id of a user's direct messages with the bot, opened if they don't exist. */
export async function openDirectMessage(workspace: Workspace, user: string): Promise<string> {
  const opened = await workspace.call('conversations.open', (client) =>
    client.conversations.open({ users: user }),
  )
  return OpenedConversation.parse(opened).channel.id
}
