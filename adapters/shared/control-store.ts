import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Form } from '../../src/chat/answer.ts'
import { type Call, decodeCall, encodeCall } from '../../src/chat/call.ts'
import { PersonId, Place } from '../../src/chat/caller.ts'
import type { Kind } from '../../src/store/record.ts'
import type { Store } from '../../src/store/store.ts'

const Addressee = z.object({ person: PersonId, place: Place }).readonly()
/** Whom a control is for, and what place it is about, where that isn't the one that it is in: as in a reminder. */
export type Addressee = z.infer<typeof Addressee>

const StoredCall = z.object({ v: z.literal(1), call: z.string(), meant: Addressee.optional() }).readonly()
type StoredCall = z.infer<typeof StoredCall>

const StoredField = z.object({
  name: z.string(),
  hint: z.object({
    kind: z.enum(['text', 'long-text', 'choice', 'flag', 'people']),
    label: z.string(),
    required: z.boolean(),
    values: z.record(z.string(), z.string()).optional(),
    limit: z.number().optional(),
  }),
  value: z.string().optional(),
})
const StoredForm = z
  .object({
    v: z.literal(1),
    title: z.string(),
    submit: z.object({ command: z.string(), args: z.record(z.string(), z.string()) }),
    fields: z.array(StoredField),
    /** Which part of the form is asked: 0 for the first fields that fit. */
    step: z.int().min(0),
    place: Place.optional(),
  })
  .readonly()
type StoredForm = z.infer<typeof StoredForm>

/** A form with what was filled in so far, and how far it was asked. */
export interface PendingForm {
  readonly form: Form
  readonly step: number
  /** What place it is about, where that isn't the one that it is asked in. */
  readonly place?: Place | undefined
}

/** What a control carries: its call as text, in at most so many characters. */
export type EncodeControl = (call: Call, maxLength: number) => string

/** What was pressed, and what place it is about, where that isn't the one that it was pressed in. */
export interface DecodedControl {
  readonly call: Call
  readonly place?: Place | undefined
}

function decodeControl(code: string, place?: Place): DecodedControl | undefined {
  const call = decodeCall(code)
  return call && { call, place }
}

/** The name of calls that go on with a form. No command has it. */
export const formCommand = 'form'
const controlPrefix = '~'
const controlId = /^[\w-]{1,64}$/
const dayMs = 86_400_000
const addressedMs = 90 * dayMs

/**
 * What is too long for a control is put aside in the store, and the control names it. A form is put aside whole, so
 * that its next step, or another try, has all that was filled in.
 *
 * @param platform Each has collections of its own.
 */
export function createControlStore(store: Store, platform: string) {
  const calls: Kind<StoredCall> = { name: `${platform}-call`, schema: StoredCall }
  const forms: Kind<StoredForm> = { name: `${platform}-form`, schema: StoredForm }

  return {
    /**
     * Controls for one message; what is too long for them is kept by `save`, before the message is sent.
     *
     * @param addressee Put aside with each of them: they are good for that person alone.
     */
    createWriter(addressee?: Addressee): {
      readonly encodeControl: EncodeControl
      readonly save: () => Promise<void>
    } {
      const unsaved = new Map<string, StoredCall>()
      return {
        encodeControl(call, maxLength) {
          const code = encodeCall(call)
          if (code.length <= maxLength && addressee === undefined) return code
          const one: StoredCall = { v: 1, call: code, ...(addressee !== undefined && { meant: addressee }) }
          const id = createHash('sha256').update(JSON.stringify(one)).digest('base64url').slice(0, 22)
          unsaved.set(id, one)
          return controlPrefix + id
        },
        async save() {
          for (const [id, one] of unsaved)
            await store.collection(calls).set(id, one, addressee === undefined ? undefined : addressedMs)
        },
      }
    },

    /** What a control says to somebody; nothing when it says nothing that is known, or is for somebody else. */
    async readControl(code: string, person: PersonId): Promise<DecodedControl | undefined> {
      if (!code.startsWith(controlPrefix)) return decodeControl(code)
      const id = code.slice(1)
      const kept = controlId.test(id) ? await store.collection(calls).get(id) : undefined
      const isAddressee = kept?.meant === undefined || kept.meant.person === person
      return kept && isAddressee ? decodeControl(kept.call, kept.meant?.place) : undefined
    },

    /** @returns what a control or form says that asks for this. It is known for a day. */
    async saveForm({ form, step, place }: PendingForm): Promise<Call> {
      const id = randomUUID().replaceAll('-', '')
      const { title, submit, fields } = form
      await store.collection(forms).set(
        id,
        {
          v: 1,
          title,
          submit: { command: submit.command, args: { ...submit.args } },
          fields: fields.map(toStoredField),
          step,
          ...(place !== undefined && { place }),
        },
        dayMs,
      )
      return { command: formCommand, args: { id } }
    },

    /** The form that was put aside under a call of `saveForm`; nothing once its day is over. */
    async readForm({ args }: Call): Promise<PendingForm | undefined> {
      const { id = '' } = args
      const kept = controlId.test(id) ? await store.collection(forms).get(id) : undefined
      if (kept === undefined) return undefined
      const { title, submit, fields, step, place } = kept
      return { form: { kind: 'form', title, submit, fields: fields.map(toField) }, step, place }
    },
  }
}

export type ControlStore = ReturnType<typeof createControlStore>

type StoredField = z.infer<typeof StoredField>

function toStoredField({ name, hint, value }: Form['fields'][number]): StoredField {
  const { values, ...rest } = hint
  return {
    name,
    hint: { ...rest, ...(values !== undefined && { values: { ...values } }) },
    ...(value !== undefined && { value }),
  }
}

function toField({
  name,
  hint: { kind, label, required, values, limit },
  value,
}: StoredField): Form['fields'][number] {
  const hint = {
    kind,
    label,
    required,
    ...(values !== undefined && { values }),
    ...(limit !== undefined && { limit }),
  }
  return { name, hint, ...(value !== undefined && { value }) }
}
