import type { Context } from '../../src/bot/context.ts'
import { mayPost } from '../../src/poll/permissions.ts'

/** Whether the caller may post something of theirs for everyone where they asked. */
export const mayShare = async ({
  caller,
  settings,
}: Pick<Context, 'caller' | 'settings'>): Promise<boolean> =>
  caller.isReadOnly !== true && mayPost(caller, await settings.get(caller.place))
