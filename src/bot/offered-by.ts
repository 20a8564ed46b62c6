import type { CommandInfo } from '../chat/command-info.ts'
import type { ChatPort } from '../chat/port.ts'
import type { Context } from './context.ts'

/** A platform's features, and the commands and options that it offers. */
export const offeredBy = (
  { hasGuests, isIn, labelsOf }: ChatPort,
  commands: readonly CommandInfo[],
): Pick<Context, 'hasGuests' | 'namesManagers' | 'commands'> => ({
  hasGuests: hasGuests === true,
  namesManagers: isIn !== undefined,
  commands: commands
    .filter(({ namesManagers }) => namesManagers !== true || isIn !== undefined)
    .map((command) => (labelsOf === undefined ? withoutLabels(command) : command)),
})

/** Without the options that only platforms with labels offer. */
const withoutLabels = (command: CommandInfo): CommandInfo => ({
  ...command,
  hints: Object.fromEntries(Object.entries(command.hints).filter(([, hint]) => hint.onlyWith !== 'labels')),
})
