import type { Clock } from '../../../src/time/clock.ts'
import { createMemory, keptMs } from '../../shared/memory.ts'
import type { Account } from './account.ts'
import { createUserLookups, type Reason } from './user-lookups.ts'
import type { Workspace } from './workspace.ts'

const maxRemembered = 3000

/**
 * Looks up the accounts of users. They give rights, so they are remembered for a minute only.
 *
 * @param onFound Called with each account that was looked up, before it is returned.
 */
export function createAccounts(
  clock: Clock,
  onFound: (team: string, user: string, account: Account) => void = () => {},
) {
  const memory = createMemory<Account>(clock.now, maxRemembered, ({ rank }) =>
    rank === false ? keptMs.denied : keptMs.granted,
  )
  const lookups = createUserLookups({ clock, onListed: memory.put })

  async function lookUp(workspace: Workspace, user: string, reason: Reason): Promise<Account> {
    const account = await lookups.find(workspace, user, reason)
    memory.put(workspace.team, user, account)
    onFound(workspace.team, user, account)
    return account
  }

  return {
    /** @throws the fault if Slack can't say. */
    async find(workspace: Workspace, user: string, reason: Reason = { urgency: 'asked' }): Promise<Account> {
      const known = memory.peek(workspace.team, user)
      if (known === undefined) return lookUp(workspace, user, reason)
      onFound(workspace.team, user, known)
      return known
    },

    /** As Slack describes it now. @throws the fault if Slack can't say. */
    findAnew: (workspace: Workspace, user: string): Promise<Account> =>
      lookUp(workspace, user, { urgency: 'rest' }),

    forgetTeam: memory.forgetSpace,
    raise: lookups.raise,
    stop: lookups.stop,
  }
}

export type Accounts = ReturnType<typeof createAccounts>
