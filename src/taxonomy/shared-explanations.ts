import { z } from 'zod'
import { Person, type Place, type SpaceId, toErasedPerson } from '../chat/caller.ts'
import { randomId } from '../chat/ids.ts'
import { skipCorrupt } from '../store/collection.ts'
import type { Kind } from '../store/record.ts'
import type { Store } from '../store/store.ts'
import { type Answerable, toArgs } from './answerable.ts'

const SharedExplanation = z
  .object({
    v: z.literal(1),
    channel: z.string(),
    thread: z.string().optional(),
    /** The question, as `toArgs` writes it. */
    asked: z.record(z.string(), z.string()).readonly(),
    by: Person,
  })
  .readonly()
/** An explanation that was posted for everyone; its message names who posted it. */
export type SharedExplanation = z.infer<typeof SharedExplanation>

/** By space (the scope) and a random id. */
export const sharedExplanations: Kind<SharedExplanation> = { name: 'explained', schema: SharedExplanation }

/** The explanations that people posted for everyone: kept, so that their names can be taken out of the messages. */
export function createSharedExplanations(store: Store) {
  const inSpace = (space: string) => store.collection(sharedExplanations, space)

  async function* sharedBy({ id: person }: Person) {
    for (const space of await store.scopesOf(sharedExplanations))
      for await (const [id, shared] of inSpace(space).entries(skipCorrupt))
        if (shared.by.id === person) yield { space, id, shared }
  }

  return {
    find: (space: SpaceId, id: string): Promise<SharedExplanation | undefined> => inSpace(space).get(id),

    /** On disk when it resolves. @returns the id. */
    async add({ space, channel, thread }: Place, asked: Answerable, by: Person): Promise<string> {
      const id = randomId()
      const where = { channel, ...(thread !== undefined && { thread }) }
      await inSpace(space).set(id, { v: 1, ...where, asked: toArgs(asked), by })
      return id
    },

    /** The explanations that a person has posted. */
    async exportFor(person: Person): Promise<readonly object[]> {
      const found: object[] = []
      for await (const { space, shared } of sharedBy(person)) {
        const { channel, thread, asked } = shared
        found.push({ space, channel, ...(thread !== undefined && { thread }), asked })
      }
      return found
    },

    /** Takes a person's name off everything they have posted. @returns the ids. */
    async erasePerson(person: Person): Promise<readonly string[]> {
      const ids: string[] = []
      const nobody = toErasedPerson(person.id.slice(0, person.id.indexOf(':')))
      for await (const { space, id, shared } of sharedBy(person)) {
        await inSpace(space).set(id, { ...shared, by: nobody })
        ids.push(id)
      }
      return ids
    },
  }
}

export type SharedExplanations = ReturnType<typeof createSharedExplanations>
