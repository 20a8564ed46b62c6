import { setImmediate } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { PersonId } from '../../../src/chat/caller.ts'
import type { Logger } from '../../../src/log.ts'
import { skipCorrupt } from '../../../src/store/collection.ts'
import { type Kind, put } from '../../../src/store/record.ts'
import type { Store } from '../../../src/store/store.ts'
import { AccountKind } from './account.ts'
import { toPersonId, toTeamOf, toUserId } from './ids.ts'

const Profile = z
  .object({
    v: z.literal(1),
    /** The name that others see; absent if Slack doesn't know the user. */
    name: z.string().optional(),
    /** Their time zone, an IANA name. */
    zone: z.string().optional(),
    kind: AccountKind,
    /** When Slack was asked, in ms since 1970. */
    at: z.int(),
  })
  .readonly()
/** A user as Slack described them last. */
export type Profile = z.infer<typeof Profile>

/** The profiles of the users of each workspace, by their ids. */
const profiles: Kind<Profile> = { name: 'slack-profile', schema: Profile }

/** Of all workspaces, about 20 MB. Others are read again before they are shown. */
const maxKnown = 100_000
/** While the database stands still. Others are looked up again after a restart. */
const maxUnsaved = 10_000

/** Stores profiles, which are in memory too: records are read with the names of the people in them. */
export function createProfileStore(store: Store, log: Logger) {
  const known = new LRUCache<PersonId, Profile>({ maxSize: maxKnown, sizeCalculation: () => 1 })
  const unsaved = new Map<PersonId, Profile>()
  let saving = Promise.resolve()

  /** Stores what comes at the same time in one commit. */
  async function save(): Promise<void> {
    await setImmediate()
    const people = [...unsaved]
    unsaved.clear()
    for (const [team, ofTeam] of Map.groupBy(people, ([person]) => toTeamOf(person))) {
      const keys = ofTeam.map(([person]) => keyOf(person))
      const changes = ofTeam.map(([person, profile]) => put(keyOf(person), profile))
      await store.transact(`${profiles.name}:${team}`, keys, () => ({ changes, result: undefined }))
    }
  }

  return {
    get: (person: PersonId): Profile | undefined => known.get(person),

    /** As it is stored, also by another process. */
    async read(person: PersonId): Promise<Profile | undefined> {
      const { scope, id } = keyOf(person)
      return store.collection(profiles, scope).get(id)
    },

    /** Takes a profile that is stored already. */
    remember: (person: PersonId, profile: Profile): void => void known.set(person, profile),

    /** Stores a profile soon. */
    set(person: PersonId, profile: Profile): void {
      known.set(person, profile)
      if (unsaved.size >= maxUnsaved) return
      if (unsaved.size === 0)
        saving = saving
          .then(save)
          .catch((fault: unknown) => log.warn({ fault }, 'could not store the name of a person'))
      unsaved.set(person, profile)
    },

    async load(): Promise<void> {
      for (const team of await store.scopesOf(profiles))
        for await (const [user, profile] of store.collection(profiles, team).entries(skipCorrupt))
          known.set(toPersonId(team, user), profile)
    },

    async erasePerson(person: PersonId): Promise<void> {
      known.delete(person)
      unsaved.delete(person)
      await saving
      const { scope, id } = keyOf(person)
      await store.collection(profiles, scope).delete(id)
    },

    async eraseTeam(team: string): Promise<void> {
      for (const person of [...known.keys()]) if (toTeamOf(person) === team) known.delete(person)
      await saving
      await store.collection(profiles, team).clear()
    },

    /** Resolves when everything is stored. */
    saved: (): Promise<void> => saving,
  }
}

function keyOf(person: PersonId) {
  const team = toTeamOf(person)
  return { kind: profiles, scope: team, id: toUserId(team, person) ?? '' }
}
