import { z } from 'zod'
import type { Message } from '../../../src/chat/message.ts'
import { toTeamId } from '../client/ids.ts'
import type { Workspaces } from '../client/workspaces.ts'

const AuthTest = z.object({ url: z.url() })

/** The address of a message: Slack itself returns nothing for a channel that the bot can't see. */
export async function linkTo(
  { workspaces }: { readonly workspaces: Workspaces },
  { place: { channel, space, thread }, id }: Message,
): Promise<string> {
  const workspace = await workspaces.find(toTeamId(space))
  const { url } =
    workspace === undefined
      ? { url: 'https://slack.com/' }
      : AuthTest.parse(await workspace.call('auth.test', (client) => client.auth.test()))
  const link = new URL(`archives/${channel}/p${id.replace('.', '')}`, url)
  // As Slack's own links to replies: without it the channel opens, where the message isn't.
  if (thread !== undefined && thread !== id) link.search = `?thread_ts=${thread}&cid=${channel}`
  return link.href
}
