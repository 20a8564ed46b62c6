import { z } from 'zod'
import type { Clock } from '../../../src/time/clock.ts'
import { keptMs } from '../../shared/memory.ts'
import { type Account, toAccount, User } from './account.ts'
import type { Workspace } from './workspace.ts'

/** Slack allows `users.list` 20 times a minute and workspace. */
const [maxCalls, minuteMs] = [20, 60_000]
/** As many people as are remembered. */
const [pageSize, maxPages] = [200, 15]

const Page = z.object({
  members: z.array(User.extend({ id: z.string() })).default([]),
  response_metadata: z.object({ next_cursor: z.string().default('') }).optional(),
})

interface UserPage {
  readonly accounts: readonly (readonly [user: string, account: Account])[]
  /** Whether the list ends with it, or is too long to be read on. */
  readonly isLast: boolean
}

/**
 * The list of a workspace's users, read a page at a time. It starts over after its last page, or once the accounts on its
 * first page are no longer remembered, and only when all its pages can be read within Slack's rate.
 */
export function createUserList(workspace: Workspace, clock: Clock) {
  /** The cursor of the next page; empty after the last one. */
  let cursor = ''
  let pages = 0
  /** When the list was started, and when it may be started again; in ms since 1970. */
  let [startedAt, mayStartAt] = [0, 0]

  const isOver = (): boolean => cursor === '' || clock.now() - startedAt >= keptMs.granted

  return {
    /** The time until a page may be read, in ms; 0 or less if one may be read now. */
    waitMs: (): number => (isOver() ? mayStartAt - clock.now() : 0),

    /** Reads the next page. @throws the fault if Slack can't give it: the list starts over then. */
    async readPage(): Promise<UserPage> {
      if (isOver()) [cursor, pages, startedAt] = ['', 0, clock.now()]
      const from = cursor
      pages += 1
      cursor = ''
      try {
        const { members, response_metadata } = Page.parse(await listUsers(workspace, from))
        if (pages < maxPages) cursor = response_metadata?.next_cursor ?? ''
        const accounts = members.map((user) => [user.id, toAccount(user, workspace.team)] as const)
        return { accounts, isLast: cursor === '' }
      } finally {
        mayStartAt = clock.now() + minuteMs / Math.floor(maxCalls / pages)
      }
    },
  }
}

const listUsers = (workspace: Workspace, cursor: string) =>
  workspace.callOnce('users.list', (client) =>
    client.users.list({ limit: pageSize, ...(cursor !== '' && { cursor }) }),
  )
