import { type Call, decodeCall } from '../../src/chat/call.ts'
import { isWithin, type PersonId, type Place, type SpaceId, wholeOf } from '../../src/chat/caller.ts'
import { PollId } from '../../src/poll/poll.ts'
import { skipCorrupt } from '../../src/store/collection.ts'
import type { Keys } from '../../src/store/keys.ts'
import type { Store } from '../../src/store/store.ts'
import { addressedMs, controlKinds, type StoredCall, type StoredForm } from './control-records.ts'
import { readContent } from './pending-form.ts'

/** Where and when something was stored, and the poll that it is about. */
interface Stored {
  readonly poll?: string
  readonly place?: Place
  readonly space?: SpaceId
  /** As ISO. */
  readonly since?: string
}

/** A form that a person has filled in in part; without what is in it once it can't be decrypted. */
interface PersonalForm extends Stored {
  readonly title?: string
  /** Their answers, by the field. */
  readonly values?: Readonly<Record<string, string>>
}

/** A stored control for a person, or one for another that names them, without its other arguments. */
interface PersonalControl extends Stored {
  /** Absent if only the place of a message's controls is stored. */
  readonly command?: string
  readonly arguments?: Call['args']
}

/** Reads and removes what is stored of controls and forms about a person, and in a space. */
export function createControlErasure(store: Store, platform: string) {
  const { calls, forms, formsOf } = controlKinds(platform)
  const [storedForms, storedCalls] = [store.collection(forms), store.collection(calls)]
  return {
    async exportPerson(person: PersonId) {
      const unfinishedForms: PersonalForm[] = []
      for await (const [id, form] of storedForms.entries(skipCorrupt))
        if (form.person === person) unfinishedForms.push(await toPersonalForm(form, id, store.keys))
      const putAsideControls: PersonalControl[] = []
      for await (const [, stored] of storedCalls.entries(skipCorrupt)) {
        const control = toPersonalControl(stored, person)
        if (control !== undefined) putAsideControls.push(control)
      }
      return { unfinishedForms, putAsideControls }
    },

    /** Removes a person's forms and controls, and those of others that name them. */
    async erasePerson(person: PersonId): Promise<void> {
      for await (const [id, form] of storedForms.entries(skipCorrupt))
        if (form.person === person || isFormNaming(form, person)) await storedForms.delete(id)
      await store.collection(formsOf).delete(person)
      for await (const [id, stored] of storedCalls.entries(skipCorrupt)) {
        const { call, meant, at } = stored
        if (meant?.person === person || isNaming(call, person)) await storedCalls.delete(id)
        // An older version didn't say whose it is. If it belongs to a message for everyone, its next edit keeps it.
        else if (meant === undefined && at === undefined)
          await storedCalls.set(id, { ...stored, at: Date.now() }, addressedMs)
      }
    },

    /** Removes the forms and controls of a conversation, and those about the polls and groups that were in it. */
    async erasePlace({ space, channel, thread }: Place, ids: readonly string[]): Promise<void> {
      const isOurs = (place?: Place) =>
        place !== undefined &&
        wholeOf(place.space) === wholeOf(space) &&
        place.channel === channel &&
        (thread === undefined || place.thread === thread)
      const isAbout = (text: string) => ids.some((id) => text.includes(id))
      for await (const [id, form] of storedForms.entries(skipCorrupt)) {
        const about = form.v === 1 ? JSON.stringify(form.submit) : (form.secretUnder ?? '')
        if (isOurs(form.place) || isAbout(about)) await storedForms.delete(id)
      }
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
        if (isOurs(meant?.place?.space, space)) await storedCalls.delete(id)
    },
  }
}

async function toPersonalForm(form: StoredForm, id: string, keys: Keys): Promise<PersonalForm> {
  const content = await readContent(form, id, keys)
  if (content === undefined) return toStored(form, form.secretUnder)
  const { title, submit, fields } = content
  return {
    title,
    ...toStored(form, pollOf(submit.args)),
    values: Object.fromEntries(fields.map(({ hint, value = '' }) => [hint.label, value])),
  }
}

function toPersonalControl(stored: StoredCall, person: PersonId): PersonalControl | undefined {
  const call = decodeCall(stored.call)
  const { space, at, meant } = stored
  const poll = call && pollOf(call.args)
  if (meant?.person === person)
    return {
      ...(call && { command: call.command, arguments: call.args }),
      ...toStored({ place: meant.place, space, at }, poll),
    }
  return call && isNaming(stored.call, person)
    ? { command: call.command, ...toStored({ at }, poll) }
    : undefined
}

const toStored = (
  { place, space, at }: Pick<StoredForm, 'place' | 'space' | 'at'>,
  poll: string | undefined,
): Stored => ({
  ...(poll !== undefined && { poll }),
  ...(place !== undefined && { place }),
  ...(space !== undefined && { space }),
  ...(at !== undefined && { since: new Date(at).toISOString() }),
})

/** The id of the poll that a call is about. */
const pollOf = ({ poll, paper }: Call['args']): string | undefined =>
  [poll, paper].find((id) => PollId.safeParse(id).success)

/** Whether a call names a person: in its arguments, or in those of a call among them. */
function isNaming(code: string, person: PersonId): boolean {
  const { args = {} } = decodeCall(code) ?? {}
  return Object.values(args).some((value) => isListing(value, person) || isNaming(value, person))
}

/** Whether a form that isn't encrypted names a person. */
const isFormNaming = (form: StoredForm, person: PersonId): boolean =>
  form.v === 1 &&
  [...Object.values(form.submit.args), ...form.fields.map(({ value = '' }) => value)].some((value) =>
    isListing(value, person),
  )

const isListing = (people: string, person: PersonId): boolean => people.split(/[\s,]+/).includes(person)
