import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { Message } from '../../../src/chat/message.ts'
import { toTeamId } from '../client/ids.ts'
import type { Workspaces } from '../client/workspaces.ts'

const AuthTest = z.object({ url: z.url() })

/** Workspaces whose own address is remembered, and for how long: it hardly ever changes, and the old one leads on. */
const [maxWorkspaces, rememberedMs] = [1000, 3_600_000]

/** Finds the address of a message: Slack itself returns nothing for a channel that the bot can't see. */
export function createLinkTo(workspaces: Workspaces): (message: Message) => Promise<string> {
  const urls = new LRUCache<string, string>({ max: maxWorkspaces, ttl: rememberedMs })

  async function urlOf(team: string): Promise<string> {
    const known = urls.get(team)
    if (known !== undefined) return known
    const workspace = await workspaces.find(team)
    if (workspace === undefined) return 'https://slack.com/'
    const { url } = AuthTest.parse(await workspace.call('auth.test', (client) => client.auth.test()))
    urls.set(team, url)
    return url
  }

  return async ({ place: { channel, space, thread }, id }) => {
    const link = new URL(`archives/${channel}/p${id.replace('.', '')}`, await urlOf(toTeamId(space)))
    // As Slack's own links to replies: without it the channel opens, where the message isn't.
    if (thread !== undefined && thread !== id) link.search = `?thread_ts=${thread}&cid=${channel}`
    return link.href
  }
}
