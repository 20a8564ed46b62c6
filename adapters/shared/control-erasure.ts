import { isWithin, type PersonId, type Place, type SpaceId, wholeOf } from '../../src/chat/caller.ts'
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

    /** Removes a person's forms, and the controls that work only for them. */
    async erasePerson(person: PersonId): Promise<void> {
      for await (const [id, form] of storedForms.entries(skipCorrupt))
        if (form.person === person) await storedForms.delete(id)
      await store.collection(formsOf).delete(person)
      for await (const [id, { meant }] of storedCalls.entries(skipCorrupt))
        if (meant?.person === person) await storedCalls.delete(id)
    },

    /** Removes the forms and controls of a conversation, and those about the polls and groups that were in it. */
    async erasePlace({ space, channel, thread }: Place, ids: readonly string[]): Promise<void> {
      const isOurs = (place?: Place) =>
        place !== undefined &&
        wholeOf(place.space) === wholeOf(space) &&
        place.channel === channel &&
        (thread === undefined || place.thread === thread)
      const isAbout = (text: string) => ids.some((id) => text.includes(id))
      for await (const [id, { place, submit }] of storedForms.entries(skipCorrupt))
        if (isOurs(place) || isAbout(JSON.stringify(submit))) await storedForms.delete(id)
      for await (const [id, { meant, call }] of storedCalls.entries(skipCorrupt))
        if (isOurs(meant?.place) || isAbout(call)) await storedCalls.delete(id)
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
