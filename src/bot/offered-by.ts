import type { CommandInfo } from '../chat/command-info.ts'
import type { Hint } from '../chat/option.ts'
import type { ChatPort } from '../chat/port.ts'
import type { Context } from './context.ts'

type Feature = NonNullable<Hint['onlyWith']>

type Offers = Pick<Context, 'hasGuests' | 'makesOffers' | 'namesManagers' | 'commands'>

/** A platform's features, and the commands and options that it offers; found out once for each. */
export function createOffers(commands: readonly CommandInfo[], hasPages: boolean) {
  const known = new WeakMap<ChatPort, Offers>()
  return (port: ChatPort): Offers => {
    const offers = known.get(port) ?? findOffers(port, commands, hasPages)
    known.set(port, offers)
    return offers
  }
}

function findOffers(
  { hasGuests, makesOffers, isIn, labelsOf }: ChatPort,
  commands: readonly CommandInfo[],
  hasPages: boolean,
): Offers {
  const features: readonly Feature[] = [
    ...(labelsOf === undefined ? [] : ['labels' as const]),
    ...(makesOffers === true ? ['offers' as const] : []),
    ...(hasPages ? ['pages' as const] : []),
  ]
  return {
    hasGuests: hasGuests === true,
    makesOffers: makesOffers === true,
    namesManagers: isIn !== undefined,
    commands: commands
      .filter(({ namesManagers }) => namesManagers !== true || isIn !== undefined)
      .map((command) => withOptionsOf(command, features)),
  }
}

/** The command without the options that only platforms with other features offer. */
export function withOptionsOf<Info extends CommandInfo>(command: Info, features: readonly Feature[]): Info {
  const isOffered = ({ onlyWith }: Hint) => onlyWith === undefined || features.includes(onlyWith)
  const hints = Object.entries(command.hints).filter(([, hint]) => isOffered(hint))
  return { ...command, hints: Object.fromEntries(hints) }
}
