import type { PersonId } from '../../src/chat/caller.ts'
import type { TalkChannelKind, UpcomingEntry, Venue } from '../../src/chat/port.ts'
import { UserError } from '../../src/chat/user-error.ts'
import type { Calendar } from '../test-bot.ts'

type Kind = TalkChannelKind | 'external'
const kindOf = (venue: Venue | undefined): Kind => venue?.kind ?? 'external'

/** A chat with events, as a test sets it. */
export function createEventDesk() {
  const talkChannels = new Map<string, TalkChannelKind>()
  const entries = new Map<string, UpcomingEntry>()
  const desk = {
    entries,
    talkChannels,
    /** The kinds of events that the bot may not make. */
    refused: new Set<Kind>(),
    /** The kinds of events that people outside the group's channel would see. */
    open: new Set<Kind>(),
    /** What was done with events, in order. */
    acts: [] as string[],
    /** Who is interested, whichever event it is; `undefined` where it is gone. */
    interested: [] as PersonId[] | undefined,
    /** The events that are over. */
    over: new Set<string>(),
    fault: undefined as Error | undefined,
    /** Whether nobody can say which channels there are. */
    isDeaf: false,
    kinds: (): readonly Kind[] => [...entries.values()].map(({ venue }) => kindOf(venue)),
  }
  async function act(name: string, id: string): Promise<boolean> {
    if (desk.fault !== undefined) throw desk.fault
    desk.acts.push(`${name} ${id}`)
    return entries.has(id) && !desk.over.has(id)
  }
  const calendar: Calendar = {
    entries,
    talkChannels: {
      get(channel) {
        if (desk.isDeaf) throw new Error('The platform is down')
        return talkChannels.get(channel)
      },
    },
    get fault() {
      return desk.fault
    },
    events: {
      whyNot: async (_, venue) =>
        desk.refused.has(kindOf(venue))
          ? new UserError(`I may not make a ${kindOf(venue)} event.`, 'Let me.')
          : undefined,
      isSeenByOthers: async (_, venue) => desk.open.has(kindOf(venue)),
      start: ({ id }) => act('start', id),
      end: ({ id }) => act('end', id),
      async interestedIn() {
        if (desk.fault !== undefined) throw desk.fault
        return desk.interested
      },
    },
  }
  return Object.assign(desk, { calendar })
}
