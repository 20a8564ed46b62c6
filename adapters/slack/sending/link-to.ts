import { z } from 'zod'
import type { Message } from '../../../src/chat/message.ts'
import { toTeamId } from '../client/ids.ts'
import type { Workspaces } from '../client/workspaces.ts'

const AuthTest = z.object({ url: z.url() })

/** The address of a message: Slack itself returns nothing for a channel that the bot can't see. */
export async function linkTo(
  { workspaces }: { readonly workspaces: Workspaces },
  { place: { channel, space }, id }: Message,
): Promise<string> {
  const workspace = await workspaces.find(toTeamId(space))
  const { url } =
    workspace === undefined
      ? { url: 'https://slack.com/' }
      : AuthTest.parse(await workspace.call('auth.test', (client) => client.auth.test()))
  return new URL(`archives/${channel}/p${id.replace('.', '')}`, url).href
}
