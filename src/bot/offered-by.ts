import type { ChatPort } from '../chat/port.ts'
import type { Command } from './command.ts'
import type { Context } from './context.ts'

/** A platform's features, and the commands that it offers. */
export const offeredBy = (
  { hasGuests, isIn }: ChatPort,
  commands: readonly Command[],
): Pick<Context, 'hasGuests' | 'namesManagers' | 'commands'> => ({
  hasGuests: hasGuests === true,
  namesManagers: isIn !== undefined,
  commands: commands.filter(({ namesManagers }) => namesManagers !== true || isIn !== undefined),
})
