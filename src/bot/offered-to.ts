import type { CommandInfo } from '../chat/command-info.ts'
import { meetsNeed } from '../poll/permissions.ts'
import type { Context } from './context.ts'

/** The commands that the caller's platform offers and that a person of their standing may use in their place. */
export async function offeredTo({
  caller,
  settings,
  commands,
}: Pick<Context, 'caller' | 'settings' | 'commands'>): Promise<readonly CommandInfo[]> {
  const defaults = await settings.get(caller.place)
  return commands.filter(({ needs }) => meetsNeed(needs, caller, defaults))
}
