import { createHash, randomUUID } from 'node:crypto'
import { type Call, decodeCall, encodeCall } from '../../src/chat/call.ts'
import type { PersonId, Place, SpaceId } from '../../src/chat/caller.ts'
import { maxPendingForms } from '../../src/limits.ts'
import { put, removeKey } from '../../src/store/record.ts'
import type { Store } from '../../src/store/store.ts'
import { createControlErasure } from './control-erasure.ts'
import { type Addressee, addressedMs, controlKinds, type StoredCall } from './control-records.ts'
import { type PendingForm, readContent, toForm, toStoredForm } from './pending-form.ts'

/** The text of a control for a call, at most `maxLength` characters long. */
export type EncodeControl = (call: Call, maxLength: number) => string

/** The call of a control, and the place it is about, if it differs from where the control was used. */
export interface DecodedControl {
  readonly call: Call
  readonly place?: Place | undefined
}

function decodeControl(code: string, place?: Place): DecodedControl | undefined {
  const call = decodeCall(code)
  return call && { call, place }
}

/** The command of calls that continue a form. No command has this name. */
export const formCommand = 'form'
const controlPrefix = '~'
/** The id of what is stored, and after a dot the call if that isn't. */
const putAsideControl = /^~([\w-]{1,64})(?:\.(.*))?$/s
const idLength = 22
const formId = /^[\w-]{1,64}$/
const dayMs = 86_400_000

/** Encodes the controls of one message, and stores what is too long for them. */
interface ControlWriter {
  readonly encodeControl: EncodeControl
  readonly save: () => Promise<void>
}

/**
 * Calls that are too long for a control are stored, and the control holds their id. A form is stored as a whole, so that
 * its next part, or another try, has all values entered so far.
 *
 * @param platform Each platform has its own collections.
 */
export function createControlStore(store: Store, platform: string) {
  const { calls, forms, formsOf } = controlKinds(platform)

  /** Changes the list of a person's forms. @param change Pure. @returns what it returns besides. */
  function changeFormsOf<Result>(
    person: PersonId,
    change: (ids: readonly string[]) => { readonly ids: string[]; readonly result: Result },
  ): Promise<Result> {
    const key = { kind: formsOf, id: person }
    return store.transact(`${formsOf.name}:${person}`, [key], ([noted]) => {
      const { ids, result } = change(noted?.ids ?? [])
      // Expiry is by the machine's clock, which the engine reads.
      const next = ids.length === 0 ? removeKey(key) : put(key, { v: 1, ids }, Date.now() + dayMs)
      return { changes: [next], result }
    })
  }

  /** Notes a form as the latest of a person, and removes the oldest beyond the limit. */
  async function noteForm(person: PersonId, form: string): Promise<void> {
    const removed = await changeFormsOf(person, (noted) => {
      const ids = [...noted.filter((id) => id !== form), form]
      return { ids: ids.slice(-maxPendingForms), result: ids.slice(0, -maxPendingForms) }
    })
    for (const id of removed) await store.collection(forms).delete(id)
  }

  function keepForm(pending: PendingForm): { readonly call: Call; readonly saved: Promise<void> } {
    const id = pending.id ?? randomUUID().replaceAll('-', '')
    async function save(): Promise<void> {
      await store.collection(forms).set(id, await toStoredForm(pending, id, store.keys, Date.now()), dayMs)
      await noteForm(pending.person, id)
    }
    return { call: { command: formCommand, args: { id } }, saved: save() }
  }

  return {
    /**
     * Encodes the controls of one message. `save` stores the calls that are too long for them, or about another place; it
     * must resolve before the message is sent. What is for one person is stored for 90 days, the rest as long as its
     * space, since a message to everyone may stay for ever.
     *
     * @param space Where the message is, if it is a space of ours.
     * @param addressee The only person who sees the message; without it, everyone.
     */
    createWriter(space: SpaceId | undefined, addressee?: Addressee): ControlWriter {
      const unsaved = new Map<string, StoredCall>()

      /** @returns the control that stands for the call. */
      function putAside(code: string): string {
        const stored: StoredCall = {
          v: 1,
          call: code,
          ...(space !== undefined && { space }),
          ...(addressee !== undefined && { meant: addressee }),
        }
        const id = createHash('sha256').update(JSON.stringify(stored)).digest('base64url').slice(0, idLength)
        unsaved.set(id, stored)
        return controlPrefix + id
      }

      return {
        encodeControl(call, maxLength) {
          const code = encodeCall(call)
          if (addressee?.place === undefined) return code.length <= maxLength ? code : putAside(code)
          // A stored control names a person, and a receipt's buttons would reveal who has voted: the place alone is stored.
          const isShort = controlPrefix.length + idLength + 1 + code.length <= maxLength
          return isShort ? `${putAside('')}.${code}` : putAside(code)
        },
        async save() {
          const ttl = addressee === undefined ? undefined : addressedMs
          for (const [id, stored] of unsaved)
            await store.collection(calls).set(id, { ...stored, at: Date.now() }, ttl)
        },
      }
    },

    /** The call of a control; `undefined` if it is unknown or for another person. */
    async readControl(code: string, person: PersonId): Promise<DecodedControl | undefined> {
      if (!code.startsWith(controlPrefix)) return decodeControl(code)
      const [, id, rest = ''] = putAsideControl.exec(code) ?? []
      const stored = id === undefined ? undefined : await store.collection(calls).get(id)
      const isAddressee = stored?.meant === undefined || stored.meant.person === person
      return stored && isAddressee ? decodeControl(stored.call || rest, stored.meant?.place) : undefined
    },

    /**
     * Stores a form for a day, in place of what was stored of it before, and of one person no more than the latest.
     *
     * @returns the call that continues it.
     */
    async saveForm(pending: PendingForm): Promise<Call> {
      const { call, saved } = keepForm(pending)
      await saved
      return call
    },

    /** As `saveForm`, for a form that can't wait to be shown. `saved` resolves when it is stored. */
    keepForm,

    /** The form stored by `saveForm`, by its call; `undefined` if it has expired, can't be decrypted, or is another's. */
    async readForm({ args }: Call, person: PersonId): Promise<PendingForm | undefined> {
      const { id = '' } = args
      const stored = formId.test(id) ? await store.collection(forms).get(id) : undefined
      if (stored === undefined || (stored.person ?? person) !== person) return undefined
      const content = await readContent(stored, id, store.keys)
      const { place, space, secretUnder } = stored
      return content && { id, form: toForm(content, secretUnder), step: content.step, place, person, space }
    },

    /** Removes a form once what it asks is done. */
    async removeForm(id: string, person: PersonId): Promise<void> {
      await store.collection(forms).delete(id)
      await changeFormsOf(person, (ids) => ({ ids: ids.filter((one) => one !== id), result: undefined }))
    },

    ...createControlErasure(store, platform),
  }
}

export type ControlStore = ReturnType<typeof createControlStore>
