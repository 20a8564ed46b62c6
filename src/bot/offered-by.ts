import type { CommandInfo } from '../chat/command-info.ts'
import type { ChatPort } from '../chat/port.ts'
import type { Command } from './command.ts'
import type { Context } from './context.ts'

/** A platform's features, and the commands that it offers. */
export const offeredBy = (
  { hasGuests, makesOffers, isIn }: ChatPort,
  commands: readonly Command[],
): Pick<Context, 'hasGuests' | 'makesOffers' | 'namesManagers' | 'commands'> => ({
  hasGuests: hasGuests === true,
  makesOffers: makesOffers === true,
  namesManagers: isIn !== undefined,
  commands: commands
    .filter(({ namesManagers }) => namesManagers !== true || isIn !== undefined)
    .map((command) => (makesOffers === true ? command : withoutOffers(command))),
})

/** The command without options that are of use only where offers are made. */
export function withoutOffers<Info extends CommandInfo>(command: Info): Info {
  const hints = Object.entries(command.hints).filter(([, { isAboutOffers }]) => isAboutOffers !== true)
  return { ...command, hints: Object.fromEntries(hints) }
}
