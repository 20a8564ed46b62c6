import { decodeCall } from '../../src/chat/call.ts'
import { isWithin, type PersonId, type SpaceId } from '../../src/chat/caller.ts'
import { skipCorrupt } from '../../src/store/collection.ts'
import type { Store } from '../../src/store/store.ts'
import { controlKinds } from './control-records.ts'

/** Reads and removes what is stored of controls and forms about a person, and in a space. */
export function createControlErasure(store: Store, platform: string) {
  const { calls, forms, formsOf } = controlKinds(platform)
  const [storedForms, storedCalls] = [store.collection(forms), store.collection(calls)]
  return {
    /** The forms that a person has filled in in part: what they typed, by the field. */
    async exportPerson(person: PersonId): Promise<readonly Readonly<Record<string, string>>[]> {
      const found: Readonly<Record<string, string>>[] = []
      for await (const [, form] of storedForms.entries(skipCorrupt))
        if (form.person === person)
          found.push(Object.fromEntries(form.fields.map(({ hint, value = '' }) => [hint.label, value])))
      return found
    },

    /** Removes a person's forms, the controls that work only for them, and those whose call names them. */
    async erasePerson(person: PersonId): Promise<void> {
      for await (const [id, form] of storedForms.entries(skipCorrupt))
        if (form.person === person) await storedForms.delete(id)
      await store.collection(formsOf).delete(person)
      for await (const [id, { meant, call }] of storedCalls.entries(skipCorrupt))
        if (meant?.person === person || isNamedIn(call, person)) await storedCalls.delete(id)
    },

    /** Removes the forms and controls of a space, and of its parts. */
    async eraseSpace(whole: SpaceId): Promise<void> {
      const isOurs = (...spaces: readonly (SpaceId | undefined)[]) =>
        spaces.some((space) => space !== undefined && isWithin(space, whole))
      for await (const [id, { place, space, person }] of storedForms.entries(skipCorrupt)) {
        if (!isOurs(place?.space, space)) continue
        await storedForms.delete(id)
        if (person !== undefined) await store.collection(formsOf).delete(person)
      }
      for await (const [id, { meant, space }] of storedCalls.entries(skipCorrupt))
        if (isOurs(meant?.place.space, space)) await storedCalls.delete(id)
    },
  }
}

const isNamedIn = (call: string, person: PersonId): boolean =>
  Object.values(decodeCall(call)?.args ?? {}).some((value) => value.split(',').includes(person))
