import { createHash, randomUUID } from 'node:crypto'
import type { Form } from '../../src/chat/answer.ts'
import { type Call, decodeCall, encodeCall } from '../../src/chat/call.ts'
import type { PersonId, Place, SpaceId } from '../../src/chat/caller.ts'
import { maxPendingForms } from '../../src/limits.ts'
import { put } from '../../src/store/record.ts'
import type { Store } from '../../src/store/store.ts'
import { createControlErasure } from './control-erasure.ts'
import { type Addressee, controlKinds, type StoredCall, type StoredForm } from './control-records.ts'

/** A form with the values entered so far, and the part that is shown next. */
export interface PendingForm {
  readonly form: Form
  readonly step: number
  /** The place it is about, if it differs from where the form is shown. */
  readonly place?: Place | undefined
  /** Who is filling it in. */
  readonly person?: PersonId | undefined
  /** Where it is shown. */
  readonly space?: SpaceId | undefined
}

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
const controlId = /^[\w-]{1,64}$/
const dayMs = 86_400_000
const addressedMs = 90 * dayMs

/**
 * Calls that are too long for a control are stored, and the control holds their id. A form is stored as a whole, so that
 * its next part, or another try, has all values entered so far.
 *
 * @param platform Each platform has its own collections.
 */
export function createControlStore(store: Store, platform: string) {
  const { calls, forms, formsOf } = controlKinds(platform)

  /** Notes a form as the latest of a person, and removes the oldest beyond the limit. */
  async function noteForm(person: PersonId, form: string): Promise<void> {
    const key = { kind: formsOf, id: person }
    const removed = await store.transact(`${formsOf.name}:${person}`, [key], ([noted]) => {
      const ids = [...(noted?.ids ?? []), form]
      // Expiry is by the machine's clock, which the engine reads.
      const change = put(key, { v: 1, ids: ids.slice(-maxPendingForms) }, Date.now() + dayMs)
      return { changes: [change], result: ids.slice(0, -maxPendingForms) }
    })
    for (const id of removed) await store.collection(forms).delete(id)
  }

  return {
    /**
     * Encodes the controls of one message. `save` stores the calls that are too long for them; it must resolve before
     * the message is sent.
     *
     * @param space Where the message is, if it is a space of ours.
     * @param addressee The only person the controls work for; without it, everyone.
     */
    createWriter(
      space: SpaceId | undefined,
      addressee?: Addressee,
    ): {
      readonly encodeControl: EncodeControl
      readonly save: () => Promise<void>
    } {
      const unsaved = new Map<string, StoredCall>()
      return {
        encodeControl(call, maxLength) {
          const code = encodeCall(call)
          if (code.length <= maxLength && addressee === undefined) return code
          const stored: StoredCall = {
            v: 1,
            call: code,
            ...(space !== undefined && { space }),
            ...(addressee !== undefined && { meant: addressee }),
          }
          const id = createHash('sha256').update(JSON.stringify(stored)).digest('base64url').slice(0, 22)
          unsaved.set(id, stored)
          return controlPrefix + id
        },
        async save() {
          for (const [id, stored] of unsaved)
            await store.collection(calls).set(id, stored, addressee === undefined ? undefined : addressedMs)
        },
      }
    },

    /** The call of a control; `undefined` if it is unknown or for another person. */
    async readControl(code: string, person: PersonId): Promise<DecodedControl | undefined> {
      if (!code.startsWith(controlPrefix)) return decodeControl(code)
      const id = code.slice(1)
      const stored = controlId.test(id) ? await store.collection(calls).get(id) : undefined
      const isAddressee = stored?.meant === undefined || stored.meant.person === person
      return stored && isAddressee ? decodeControl(stored.call, stored.meant?.place) : undefined
    },

    /** Stores a form for a day, and of one person no more than the latest. @returns the call that continues it. */
    async saveForm({ form, step, place, person, space }: PendingForm): Promise<Call> {
      const id = randomUUID().replaceAll('-', '')
      const { title, intro, submit, fields } = form
      await store.collection(forms).set(
        id,
        {
          v: 1,
          title,
          ...(intro !== undefined && { intro: [...intro] }),
          submit: { command: submit.command, args: { ...submit.args } },
          fields: fields.map(toStoredField),
          step,
          ...(place !== undefined && { place }),
          ...(person !== undefined && { person }),
          ...(space !== undefined && { space }),
        },
        dayMs,
      )
      if (person !== undefined) await noteForm(person, id)
      return { command: formCommand, args: { id } }
    },

    /** The form stored by `saveForm`, by its call; `undefined` if it has expired. */
    async readForm({ args }: Call): Promise<PendingForm | undefined> {
      const { id = '' } = args
      const stored = controlId.test(id) ? await store.collection(forms).get(id) : undefined
      if (stored === undefined) return undefined
      const { title, intro, submit, fields, step, place, person, space } = stored
      return {
        form: {
          kind: 'form',
          title,
          ...(intro !== undefined && { intro }),
          submit,
          fields: fields.map(toField),
        },
        step,
        place,
        person,
        space,
      }
    },

    ...createControlErasure(store, platform),
  }
}

export type ControlStore = ReturnType<typeof createControlStore>

function toStoredField({ name, hint, value, note }: Form['fields'][number]): StoredForm['fields'][number] {
  const { values, ...rest } = hint
  return {
    name,
    hint: { ...rest, ...(values !== undefined && { values: { ...values } }) },
    ...(value !== undefined && { value }),
    ...(note !== undefined && { note }),
  }
}

function toField({
  name,
  hint: { kind, label, required, values, limit },
  value,
  note,
}: StoredForm['fields'][number]): Form['fields'][number] {
  const hint = {
    kind,
    label,
    required,
    ...(values !== undefined && { values }),
    ...(limit !== undefined && { limit }),
  }
  return { name, hint, ...(value !== undefined && { value }), ...(note !== undefined && { note }) }
}
