import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Form } from '../chat/answer.ts'
import { type Call, decodeCall, encodeCall } from '../chat/call.ts'
import type { Kind } from './record.ts'
import type { Store } from './store.ts'

const KeptCall = z.object({ v: z.literal(1), call: z.string() }).readonly()
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
  })
  .readonly()
type KeptForm = z.infer<typeof KeptForm>

/** A form with what was filled in so far, and how far it was asked. */
export interface Asking {
  readonly form: Form
  readonly step: number
}

/** What a control carries: its call as text, in at most so many characters. */
export type ToControl = (call: Call, most: number) => string

/** The name of calls that go on with a form. No command has it. */
export const formCall = 'form'
const callMark = '~'
const asideId = /^[\w-]{1,64}$/
const dayMs = 86_400_000

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
    /** Controls for one message; what is too long for them is kept by `save`, before the message is sent. */
    writer(): { readonly toControl: ToControl; readonly save: () => Promise<void> } {
      const long = new Map<string, string>()
      return {
        toControl(call, most) {
          const code = encodeCall(call)
          if (code.length <= most) return code
          const id = createHash('sha256').update(code).digest('base64url').slice(0, 22)
          long.set(id, code)
          return callMark + id
        },
        async save() {
          for (const [id, call] of long) await store.collection(calls).set(id, { v: 1, call })
        },
      }
    },

    /** What a control says; nothing when it says nothing that is known. */
    async call(code: string): Promise<Call | undefined> {
      if (!code.startsWith(callMark)) return decodeCall(code)
      const id = code.slice(1)
      const kept = asideId.test(id) ? await store.collection(calls).get(id) : undefined
      return kept && decodeCall(kept.call)
    },

    /** @returns what a control or form says that asks for this. It is known for a day. */
    async putForm({ form, step }: Asking): Promise<Call> {
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
      const { title, submit, fields, step } = kept
      return { form: { kind: 'form', title, submit, fields: fields.map(read) }, step }
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
