import { isWithin, type PersonId, SpaceId } from '../chat/caller.ts'
import { skipCorrupt } from '../store/collection.ts'
import { jobKey, type NewJob, putJob } from '../store/job-store.ts'
import { put, removeKey, type TypedKey } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import { type PlaceLink, placeLinkSpaces, placeLinks } from './place-link.ts'

/** Stores the links to pages about channels. */
export function createPlaceLinkStore(store: Store) {
  async function list(space: SpaceId): Promise<readonly PlaceLink[]> {
    const found: PlaceLink[] = []
    for await (const [, one] of store.collection(placeLinks, space).entries(skipCorrupt)) found.push(one)
    return found
  }

  async function remove(space: SpaceId, hash: string): Promise<void> {
    const keys = keysOf(space, hash)
    await store.transact(scopeOf(space), keys, () => ({ changes: keys.map(removeKey), result: undefined }))
  }

  return {
    list,
    remove,

    /** @param jobs Stored with it. */
    async add(one: PlaceLink, jobs: readonly NewJob[]): Promise<void> {
      const { space } = one.place
      const [key, spaceKey] = keysOf(space, one.link.hash)
      await store.transact(scopeOf(space), [key, spaceKey, ...jobs.map(jobKey)], () => ({
        changes: [put(key, one), put(spaceKey, space), ...jobs.map((job) => putJob(job, scopeOf(space)))],
        result: undefined,
      }))
    },

    /** @param id Of a link, which unlike its token opens nothing. */
    findById: async (space: SpaceId, id: string): Promise<PlaceLink | undefined> =>
      (await list(space)).find(({ link }) => link.id === id),

    /** @param hash Of a token. */
    async find(hash: string): Promise<PlaceLink | undefined> {
      const space = await store.collection(placeLinkSpaces).get(hash)
      return space && store.collection(placeLinks, space).get(hash)
    },

    /** Removes links of a space and its parts: all, or those for which `isMeant` holds. */
    async removeWithin(whole: SpaceId, isMeant: (one: PlaceLink) => boolean = () => true): Promise<void> {
      for (const scope of await store.scopesOf(placeLinks, whole)) {
        const space = SpaceId.parse(scope)
        if (!isWithin(space, whole)) continue
        for (const one of await list(space)) if (isMeant(one)) await remove(space, one.link.hash)
      }
    },

    /** The links that a person made, of the spaces in which they may be. */
    async listOf(person: PersonId, mayBeIn: (space: SpaceId) => boolean): Promise<readonly PlaceLink[]> {
      const spaces = (await store.scopesOf(placeLinks)).map((scope) => SpaceId.parse(scope)).filter(mayBeIn)
      return (await Promise.all(spaces.map(list))).flat().filter(({ link }) => link.by.id === person)
    },
  }
}

export type PlaceLinkStore = ReturnType<typeof createPlaceLinkStore>

const keysOf = (space: SpaceId, hash: string): readonly [TypedKey<PlaceLink>, TypedKey<SpaceId>] => [
  { kind: placeLinks, scope: space, id: hash },
  { kind: placeLinkSpaces, id: hash },
]

const scopeOf = (space: SpaceId): string => `place-links:${space}`
