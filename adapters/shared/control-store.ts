import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Form } from '../../src/chat/answer.ts'
import { type Call, decodeCall, encodeCall } from '../../src/chat/call.ts'
import { PersonId, Place } from '../../src/chat/caller.ts'
import type { Kind } from '../../src/store/record.ts'
import type { Store } from '../../src/store/store.ts'

const Meant = z.object({ person: PersonId, place: Place }).readonly()
/** Whom a control is for, and what place it is about, where that isn't the one that it is in: as in a reminder. */
export type Meant = z.infer<typeof Meant>

const KeptCall = z.object({ v: z.literal(1), call: z.string(), meant: Meant.optional() }).readonly()
type KeptCall = z.infer<typeof KeptCall>

const Field = z.object({
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
const KeptForm = z
  .object({
    v: z.literal(1),
    title: z.string(),
    submit: z.object({ command: z.string(), args: z.record(z.string(), z.string()) }),
    fields: z.array(Field),
    /** Which part of the form is asked: 0 for the first fields that fit. */
    step: z.int().min(0),
    place: Place.optional(),
  })
  .readonly()
type KeptForm = z.infer<typeof KeptForm>

/** A form with what was filled in so far, and how far it was asked. */
export interface Asking {
  readonly form: Form
  readonly step: number
  /** What place it is about, where that isn't the one that it is asked in. */
  readonly place?: Place | undefined
}

/** What a control carries: its call as text, in at most so many characters. */
export type ToControl = (call: Call, most: number) => string

/** What was pressed, and what place it is about, where that isn't the one that it was pressed in. */
export interface Pressed {
  readonly call: Call
  readonly place?: Place | undefined
}

function pressed(code: string, place?: Place): Pressed | undefined {
  const call = decodeCall(code)
  return call && { call, place }
}

/** The name of calls that go on with a form. No command has it. */
export const formCall = 'form'
const callMark = '~'
const asideId = /^[\w-]{1,64}$/
const dayMs = 86_400_000
const meantMs = 90 * dayMs

/**
 * What is too long for a control is put aside in the store, and the control names it. A form is put aside whole, so
 * that its next step, or another try, has all that was filled in.
 *
 * @param platform Each has collections of its own.
 */
export function createAside(store: Store, platform: string) {
  const calls: Kind<KeptCall> = { name: `${platform}-call`, schema: KeptCall }
  const forms: Kind<KeptForm> = { name: `${platform}-form`, schema: KeptForm }

  return {
    /**
     * Controls for one message; what is too long for them is kept by `save`, before the message is sent.
     *
     * @param meant Put aside with each of them: they are good for that person alone.
     */
    writer(meant?: Meant): { readonly toControl: ToControl; readonly save: () => Promise<void> } {
      const kept = new Map<string, KeptCall>()
      return {
        toControl(call, most) {
          const code = encodeCall(call)
          if (code.length <= most && meant === undefined) return code
          const one: KeptCall = { v: 1, call: code, ...(meant !== undefined && { meant }) }
          const id = createHash('sha256').update(JSON.stringify(one)).digest('base64url').slice(0, 22)
          kept.set(id, one)
          return callMark + id
        },
        async save() {
          for (const [id, one] of kept)
            await store.collection(calls).set(id, one, meant === undefined ? undefined : meantMs)
        },
      }
    },

    /** What a control says to somebody; nothing when it says nothing that is known, or is for somebody else. */
    async call(code: string, person: PersonId): Promise<Pressed | undefined> {
      if (!code.startsWith(callMark)) return pressed(code)
      const id = code.slice(1)
      const kept = asideId.test(id) ? await store.collection(calls).get(id) : undefined
      const isTheirs = kept?.meant === undefined || kept.meant.person === person
      return kept && isTheirs ? pressed(kept.call, kept.meant?.place) : undefined
    },

    /** @returns what a control or form says that asks for this. It is known for a day. */
    async putForm({ form, step, place }: Asking): Promise<Call> {
      const id = randomUUID().replaceAll('-', '')
      const { title, submit, fields } = form
      await store.collection(forms).set(
        id,
        {
          v: 1,
          title,
          submit: { command: submit.command, args: { ...submit.args } },
          fields: fields.map(copied),
          step,
          ...(place !== undefined && { place }),
        },
        dayMs,
      )
      return { command: formCall, args: { id } }
    },

    /** The form that was put aside under a call of `putForm`; nothing once its day is over. */
    async form({ args }: Call): Promise<Asking | undefined> {
      const { id = '' } = args
      const kept = asideId.test(id) ? await store.collection(forms).get(id) : undefined
      if (kept === undefined) return undefined
      const { title, submit, fields, step, place } = kept
      return { form: { kind: 'form', title, submit, fields: fields.map(read) }, step, place }
    },
  }
}

export type Aside = ReturnType<typeof createAside>

type StoredField = z.infer<typeof Field>

function copied({ name, hint, value }: Form['fields'][number]): StoredField {
  const { values, ...rest } = hint
  return {
    name,
    hint: { ...rest, ...(values !== undefined && { values: { ...values } }) },
    ...(value !== undefined && { value }),
  }
}

function read({
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
