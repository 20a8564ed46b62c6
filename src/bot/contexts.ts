import { pollBoard } from '../board/poll-board.ts'
import type { Caller, Person } from '../chat/caller.ts'
import { findPerson, toPerson } from '../chat/find-person.ts'
import { inTime } from '../chat/in-time.ts'
import type { ChatPort } from '../chat/port.ts'
import type { Sight } from '../chat/sight.ts'
import type { Clock } from '../time/clock.ts'
import type { Command } from './command.ts'
import type { Context } from './context.ts'
import { filesNotTaken } from './errors.ts'
import { createOffers } from './offered-by.ts'

const maxNamesWaitMs = 20_000

/** The services of the app that commands use. */
type Services = Pick<
  Context,
  | 'polls'
  | 'settings'
  | 'ownSettings'
  | 'personalData'
  | 'explained'
  | 'sharedAtlases'
  | 'sharedAnswers'
  | 'denyLists'
  | 'namedManagers'
  | 'unreadable'
  | 'audit'
  | 'forget'
  | 'reading'
  | 'exports'
  | 'agreement'
  | 'imports'
  | 'preparedImports'
  | 'standingOf'
  | 'pages'
  | 'acts'
  | 'audiences'
  | 'mentioning'
>

interface Deps
  extends Pick<Context, 'papers' | 'pageOf' | 'linkToPoll' | 'linkToMessage' | 'isPosted' | 'contact'> {
  readonly commands: readonly Command[]
  readonly withNamedRank: Sight['withNamedRank']
  readonly ports: readonly ChatPort[]
  readonly clock: Clock
  /** @throws Error if the platform is not configured. */
  readonly portFor: (platform: string) => ChatPort
  readonly send: Context['sendPrivate']
}

/** Makes the context of each call, with the caller's standing. */
export function createContexts(
  { ports, clock, commands, portFor, send, withNamedRank, ...given }: Deps,
  services: Services,
) {
  const offeredBy = createOffers(commands, services.polls.hasPages)
  return async (asked: Caller): Promise<Context> => {
    const { id, name } = asked.person
    const caller = { ...asked, person: toPerson(id, name) }
    const { learnNames, openFile } = portFor(caller.place.platform)
    return {
      ...services,
      caller: await services.denyLists.withStanding(await withNamedRank(caller)),
      now: clock.now(),
      ...offeredBy(portFor(caller.place.platform)),
      adapters: personalAdapters(ports),
      papers: given.papers,
      sendPrivate: send,
      openFile(file) {
        if (openFile === undefined) throw filesNotTaken()
        return openFile(file, caller)
      },
      ...(learnNames !== undefined && {
        async learnNames(people) {
          const learned = learnNames(people, 'exported')
          if (learned !== undefined) await inTime(learned, maxNamesWaitMs, clock)
        },
      }),
      labelsOf: async (place) => (await portFor(place.platform).labelsOf?.(place)) ?? [],
      async findTalkChannel(channel) {
        const { platform, space } = caller.place
        const port = portFor(platform)
        const place = { platform, space, channel }
        if (port.talkChannelKind === undefined || !(await port.canSee(id, place))) return undefined
        const kind = await port.talkChannelKind(place)
        const name = await port.channelNameOf?.(place).catch(() => undefined)
        return kind && { kind, ...(name !== undefined && { name }) }
      },
      namesOf: async (place, people) => {
        const found = people.map((person) => findPerson(portFor(place.platform), person, place))
        return (await Promise.all(found)).map(({ name }) => name)
      },
      pageOf: given.pageOf,
      linkToPoll: given.linkToPoll,
      linkToMessage: given.linkToMessage,
      isPosted: given.isPosted,
      ...(given.contact !== undefined && { contact: given.contact }),
      boardOf: pollBoard,
    }
  }
}

/** The data that adapters themselves keep about a person, each that of its own platform. */
const personalAdapters = (ports: readonly ChatPort[]): Context['adapters'] => {
  const portOf = ({ id }: Person) => ports.find(({ platform }) => id.startsWith(`${platform}:`))
  return {
    exportPerson: async (person) => (await portOf(person)?.exportPerson?.(person.id)) ?? {},
  }
}
