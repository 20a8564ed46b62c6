import { z } from 'zod'
import type { Clock } from '../../../src/time/clock.ts'
import { createMemory, keptMs } from '../../shared/memory.ts'
import { isUserGone } from './faults.ts'
import type { Workspace } from './workspace.ts'

const maxRemembered = 3000
const maxProofs = 2000
const pageSize = 500

const Page = z.object({
  channels: z.array(z.object({ id: z.string() })).default([]),
  members: z.array(z.string()).default([]),
  response_metadata: z.object({ next_cursor: z.string().default('') }).optional(),
})
type Page = z.infer<typeof Page>

/** Looks up who is in which conversation, as far as the bot may know. Remembered for a minute. */
export function createMemberships(clock: Clock) {
  /** By user, the conversations that they are in; by conversation, the users in it. */
  const memory = createMemory<ReadonlySet<string>>(clock.now, maxRemembered, () => keptMs.granted)
  /** An act in a conversation proves that the user was in it. */
  const proofs = createMemory<true>(clock.now, maxProofs, () => keptMs.granted)

  const has = async (
    workspace: Workspace,
    key: string,
    wanted: string,
    ask: () => Promise<ReadonlySet<string>>,
  ): Promise<boolean> => {
    const keepMsOf = (found: ReadonlySet<string>) => (found.has(wanted) ? keptMs.granted : keptMs.denied)
    return (await memory.find(workspace.team, key, ask, keepMsOf)).has(wanted)
  }

  return {
    /**
     * Whether a user is in a conversation. One call lists all conversations of a user. Slack doesn't list those of a
     * stranger, so the members of the conversation are listed.
     *
     * @throws the fault if Slack can't say.
     */
    async isIn(workspace: Workspace, user: string, channel: string, isStranger: boolean): Promise<boolean> {
      return isStranger
        ? has(workspace, channel, user, () => listMembers(workspace, channel))
        : has(workspace, user, channel, () => listConversations(workspace, user))
    },

    /** The users in a conversation. @throws the fault if Slack can't say. */
    membersOf: (workspace: Workspace, channel: string): Promise<ReadonlySet<string>> =>
      memory.find(workspace.team, channel, () => listMembers(workspace, channel)),

    /** Takes note that a user has just done something in a closed conversation. */
    prove({ team }: Workspace, user: string, channel: string): void {
      proofs.put(team, `${user} ${channel}`, true)
    },

    isProven: ({ team }: Workspace, user: string, channel: string): boolean =>
      proofs.peek(team, `${user} ${channel}`) === true,

    /** A user has left a conversation, or was taken out of it. */
    forget(team: string, user: string, channel: string): void {
      memory.forget(team, user)
      memory.forget(team, channel)
      proofs.forget(team, `${user} ${channel}`)
    },

    forgetTeam(team: string): void {
      memory.forgetSpace(team)
      proofs.forgetSpace(team)
    },
  }
}

export type Memberships = ReturnType<typeof createMemberships>

/** The conversations that a user is in: public ones, and of the others those that the bot is in, too. */
async function listConversations(workspace: Workspace, user: string): Promise<ReadonlySet<string>> {
  const types = 'public_channel,private_channel,mpim'
  try {
    const pages = await readPages((cursor) =>
      workspace.callOnce('users.conversations', (client) =>
        client.users.conversations({ user, types, limit: pageSize, ...cursor }),
      ),
    )
    return new Set(pages.flatMap(({ channels }) => channels.map(({ id }) => id)))
  } catch (fault) {
    if (isUserGone(fault)) return new Set()
    throw fault
  }
}

async function listMembers(workspace: Workspace, channel: string): Promise<ReadonlySet<string>> {
  const pages = await readPages((cursor) =>
    workspace.callOnce('conversations.members', (client) =>
      client.conversations.members({ channel, limit: pageSize, ...cursor }),
    ),
  )
  return new Set(pages.flatMap(({ members }) => members))
}

async function readPages(
  read: (cursor: { readonly cursor?: string }) => Promise<unknown>,
): Promise<readonly Page[]> {
  const pages: Page[] = []
  let cursor = ''
  do {
    const page = Page.parse(await read(cursor === '' ? {} : { cursor }))
    pages.push(page)
    cursor = page.response_metadata?.next_cursor ?? ''
  } while (cursor !== '')
  return pages
}
