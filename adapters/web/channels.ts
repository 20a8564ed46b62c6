import { z } from 'zod'
import { PersonId, type Rank } from '../../src/chat/caller.ts'
import { playground } from '../../src/limits.ts'
import { skipCorrupt } from '../../src/store/collection.ts'
import type { Kind } from '../../src/store/record.ts'
import type { Store } from '../../src/store/store.ts'
import { playgroundFull } from './errors.ts'
import type { People } from './people.ts'

const Channel = z
  .object({
    name: z.string(),
    at: z.int(),
    /** The only people who see it; everyone does without them. */
    people: z.array(PersonId).readonly().optional(),
    /** People who manage it, beside those who manage every channel they see. */
    managers: z.array(PersonId).readonly().optional(),
  })
  .readonly()
/** A channel of the playground. */
export type Channel = z.infer<typeof Channel>

export const webChannels: Kind<Channel> = { name: 'web-channel', schema: Channel }

const initialChannels: readonly Channel[] = ['reading-group', 'general'].map((name) => ({ name, at: 0 }))

/** The channels of the playground, and who sees them. */
export function createChannels(store: Store, people: Pick<People, 'find'>, now: () => number) {
  const added = store.collection(webChannels)

  const find = async (name: string): Promise<Channel | undefined> =>
    initialChannels.find((channel) => channel.name === name) ?? (await added.get(name))

  async function list(): Promise<readonly Channel[]> {
    const more: Channel[] = []
    for await (const [, channel] of added.entries(skipCorrupt)) more.push(channel)
    return [...initialChannels, ...more.toSorted((a, b) => a.at - b.at)]
  }

  /** A person's rank in a channel; `false` if they don't see it. A manager by name is one only there. */
  async function rankIn(person: PersonId, name: string): Promise<Rank | false> {
    const [member, channel] = await Promise.all([people.find(person), find(name)])
    if (member === undefined || channel === undefined || !isSeenBy(channel, person)) return false
    const { rank } = member
    return rank === 'member' && channel.managers?.includes(person) === true ? 'manager' : rank
  }

  return {
    rankIn,

    /** Whether a person sees a channel; without one, whether everyone does. */
    async isSeen(person: PersonId | undefined, name: string): Promise<boolean> {
      if (person !== undefined) return (await rankIn(person, name)) !== false
      const channel = await find(name)
      return channel !== undefined && isSeenBy(channel, undefined)
    },

    /** The names of the channels that a person sees, oldest first; without one, those that everyone sees. */
    namesFor: async (person: PersonId | undefined): Promise<readonly string[]> =>
      (await list()).filter((channel) => isSeenBy(channel, person)).map(({ name }) => name),

    /** The names of all channels, including hidden ones. */
    allNames: async (): Promise<readonly string[]> => (await list()).map(({ name }) => name),

    /** The channels that name a person, and as what. */
    exportPerson: async (person: PersonId) =>
      (await list()).flatMap(({ name, people, managers }) => {
        const [isIn, manages] = [people, managers].map((named) => named?.includes(person) === true)
        return isIn || manages ? [{ channel: name, isIn, manages }] : []
      }),

    /** Takes a person out of the channels that name them. */
    async erasePerson(person: PersonId): Promise<void> {
      for await (const [name, channel] of added.entries(skipCorrupt)) {
        const { people, managers } = channel
        if (![people, managers].some((named) => named?.includes(person))) continue
        await added.set(name, {
          ...channel,
          ...(people !== undefined && { people: people.filter((id) => id !== person) }),
          ...(managers !== undefined && { managers: managers.filter((id) => id !== person) }),
        })
      }
    },

    /** Leaves a channel that exists unchanged. @returns whether it is new. @throws UserError if no more may be added. */
    async add(channel: Omit<Channel, 'at'>): Promise<boolean> {
      const known = await list()
      if (known.some(({ name }) => name === channel.name)) return false
      if (known.length >= playground.channels) throw playgroundFull(known.length, 'channels')
      await added.set(channel.name, { ...channel, at: now() })
      return true
    },
  }
}

export type Channels = ReturnType<typeof createChannels>

const isSeenBy = ({ people, managers }: Channel, person: PersonId | undefined): boolean =>
  people === undefined ||
  (person !== undefined && (people.includes(person) || managers?.includes(person) === true))
