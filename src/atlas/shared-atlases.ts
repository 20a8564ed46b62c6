import { z } from 'zod'
import { Person, type Place, type SpaceId, toErasedPerson } from '../chat/caller.ts'
import { randomId } from '../chat/ids.ts'
import type { PollId } from '../poll/poll.ts'
import { skipCorrupt } from '../store/collection.ts'
import type { Kind } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import { createSharedAnswers, type OutdatedAnswer } from './shared-answers.ts'

const SharedAtlas = z
  .object({
    v: z.literal(1),
    channel: z.string(),
    thread: z.string().optional(),
    /** In ms since 1970. */
    at: z.int(),
    /** Whose placements it shows, with their name; absent of a group's. */
    of: Person.optional(),
  })
  .readonly()
/** An atlas that was posted for everyone. */
export type SharedAtlas = z.infer<typeof SharedAtlas>

/** By space (the scope) and a random id. */
export const sharedAtlases: Kind<SharedAtlas> = { name: 'atlas-shared', schema: SharedAtlas }

/** A new atlas for everyone. */
interface NewAtlas {
  readonly at: number
  readonly polls: readonly PollId[]
  /** As of {@link SharedAtlas}. */
  readonly of?: Person | undefined
}

/** The atlases that people posted for everyone: what is new since, and whose names have to be taken out of them. */
export function createSharedAtlases(store: Store) {
  const inSpace = (space: string) => store.collection(sharedAtlases, space)
  const answers = createSharedAnswers(store)

  /** Those of a channel that show a group's placements. */
  async function listOfGroup({
    space,
    channel,
  }: Place): Promise<readonly (readonly [string, SharedAtlas])[]> {
    const found: [string, SharedAtlas][] = []
    for await (const [id, shared] of inSpace(space).entries(skipCorrupt))
      if (shared.channel === channel && shared.of === undefined) found.push([id, shared])
    return found
  }

  return {
    find: (space: SpaceId, id: string): Promise<SharedAtlas | undefined> => inSpace(space).get(id),

    /** When a group's atlas was last shared in a channel, in ms since 1970; `undefined` if it never was. */
    async lastIn(place: Place): Promise<number | undefined> {
      const times = (await listOfGroup(place)).map(([, { at }]) => at)
      return times.length === 0 ? undefined : Math.max(...times)
    },

    /** On disk when it resolves. Of a group's atlases of a channel the last one is kept. @returns the id. */
    async add(place: Place, { at, polls, of }: NewAtlas): Promise<string> {
      const { space, channel, thread } = place
      const before = of === undefined ? await listOfGroup(place) : []
      const id = randomId()
      const where = { channel, ...(thread !== undefined && { thread }) }
      await inSpace(space).set(id, { v: 1, ...where, at, ...(of !== undefined && { of }) })
      await answers.addAtlas(place, id, polls)
      for (const [older] of before) await inSpace(space).delete(older)
      return id
    },

    isWhole: answers.isWhole,

    /** Forgets the atlases, and the other answers, that show papers of some polls, which are deleted. */
    async removePolls(space: SpaceId, gone: readonly string[]): Promise<readonly OutdatedAnswer[]> {
      const outdated = await answers.removePolls(space, gone)
      for (const { id, isAtlas } of outdated) if (isAtlas) await inSpace(space).delete(id)
      return outdated
    },

    /** The atlases that show a person's placements. */
    async exportFor({ id: person }: Person): Promise<readonly object[]> {
      const found: object[] = []
      for (const space of await store.scopesOf(sharedAtlases))
        for await (const [, { channel, thread, at, of }] of inSpace(space).entries(skipCorrupt))
          if (of?.id === person)
            found.push({
              space,
              channel,
              ...(thread !== undefined && { thread }),
              at: new Date(at).toISOString(),
            })
      return found
    },

    /** Takes a person's name off the atlases that show their placements. @returns the ids. */
    async erasePerson({ id: person }: Person): Promise<readonly string[]> {
      const ids: string[] = []
      const nobody = toErasedPerson(person.slice(0, person.indexOf(':')))
      for (const space of await store.scopesOf(sharedAtlases))
        for await (const [id, shared] of inSpace(space).entries(skipCorrupt))
          if (shared.of?.id === person) {
            await inSpace(space).set(id, { ...shared, of: nobody })
            ids.push(id)
          }
      return ids
    },
  }
}

export type SharedAtlases = ReturnType<typeof createSharedAtlases>
