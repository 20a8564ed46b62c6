import { z } from 'zod'
import { maxNamed } from '../../../src/limits.ts'
import { userGroupEmpty, userGroupMentioned } from './errors.ts'
import { isUserGroupHidden } from './faults.ts'
import type { Memberships } from './memberships.ts'
import type { Workspace } from './workspace.ts'

const Users = z.object({ users: z.array(z.string()).default([]) })

/** Finds out who is in a user group, where the app was given the optional scope for it. */
export function createUserGroups(memberships: Pick<Memberships, 'membersOf'>) {
  return {
    /**
     * The users of a group who are in a conversation, without the bot.
     *
     * @param channel `undefined` in the App Home, and in menus outside a channel.
     * @throws UserError if Slack doesn't say it, and if there is nobody or there are more than may be named.
     */
    async usersOf(
      workspace: Workspace,
      group: string,
      channel: string | undefined,
    ): Promise<readonly string[]> {
      if (channel === undefined) throw userGroupMentioned()
      const users = await listUsers(workspace, group)
      const members = await memberships.membersOf(workspace, channel)
      const here = users.filter((user) => members.has(user) && user !== workspace.botUser)
      if (here.length > maxNamed) throw userGroupMentioned()
      if (here.length === 0) throw userGroupEmpty()
      return here
    },
  }
}

export type UserGroups = ReturnType<typeof createUserGroups>

async function listUsers(workspace: Workspace, usergroup: string): Promise<readonly string[]> {
  try {
    const found = await workspace.callOnce('usergroups.users.list', (client) =>
      client.usergroups.users.list({ usergroup }),
    )
    return Users.parse(found).users
  } catch (fault) {
    if (isUserGroupHidden(fault)) throw userGroupMentioned()
    throw fault
  }
}
