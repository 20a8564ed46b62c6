import { z } from 'zod'
import { PersonId, Place, SpaceId } from '../../src/chat/caller.ts'
import type { Kind } from '../../src/store/record.ts'

const Addressee = z.object({ person: PersonId, place: Place.optional() }).readonly()
/** The only person a message is for, and the place its controls are about if that is not where it is, as in a reminder. */
export type Addressee = z.infer<typeof Addressee>

/** How long a control for one person works. */
export const addressedMs = 90 * 86_400_000

const StoredCall = z
  .object({
    v: z.literal(1),
    /** Empty if the control itself has it, and only the place is stored. */
    call: z.string(),
    /** The only person the control works for; absent if everyone sees its message, and in older records. */
    meant: Addressee.optional(),
    /** Where its message is; absent in older records. */
    space: SpaceId.optional(),
    /** When it was last stored, in ms since 1970; absent in older records. */
    at: z.int().optional(),
  })
  .readonly()
export type StoredCall = z.infer<typeof StoredCall>

const StoredField = z.object({
  name: z.string(),
  hint: z.object({
    kind: z.enum(['text', 'long-text', 'choice', 'flag', 'people', 'file']),
    label: z.string(),
    required: z.boolean(),
    values: z.record(z.string(), z.string()).optional(),
    meanings: z.record(z.string(), z.string()).optional(),
    limit: z.number().optional(),
    empty: z.string().optional(),
    takesGroups: z.literal(true).optional(),
    /** Absent in older records, as the next two. */
    unusedWith: z.string().optional(),
    when: z.enum(['moment', 'day', 'days']).optional(),
    takesZone: z.literal(true).optional(),
  }),
  value: z.string().optional(),
  note: z.string().optional(),
  /** Absent in older records. */
  fault: z.string().optional(),
})
export const FormContent = z.object({
  title: z.string(),
  intro: z.array(z.string()).optional(),
  isIntroFirst: z.boolean().optional(),
  /** Absent in older records. */
  isToCheck: z.boolean().optional(),
  submit: z.object({ command: z.string(), args: z.record(z.string(), z.string()) }),
  fields: z.array(StoredField),
  /** The part of the form that is shown: 0 for the first fields that fit. */
  step: z.int().min(0),
})
export type FormContent = z.infer<typeof FormContent>

/** The fields that every form has. */
const FormHead = z.object({
  place: Place.optional(),
  /** Who is filling it in. */
  person: PersonId.optional(),
  /** Where it is shown; absent in older records. */
  space: SpaceId.optional(),
  /** When it was stored, in ms since 1970; absent in older records. */
  at: z.int().optional(),
  /** The name of the key that it is encrypted with. Without that key, it is stored without what was filled in. */
  secretUnder: z.string().optional(),
})

const StoredForm = z
  .discriminatedUnion('v', [
    z.object({ v: z.literal(1), ...FormHead.shape, ...FormContent.shape }),
    z.object({ v: z.literal(2), ...FormHead.shape, encrypted: z.string() }),
  ])
  .readonly()
export type StoredForm = z.infer<typeof StoredForm>

const FormsOfPerson = z.object({ v: z.literal(1), ids: z.array(z.string()) }).readonly()
/** The ids of a person's forms, oldest first; some may have expired. */
type FormsOfPerson = z.infer<typeof FormsOfPerson>

/** The kinds of records that hold what is too long for a control. Each platform has its own collections. */
export function controlKinds(platform: string) {
  const calls: Kind<StoredCall> = { name: `${platform}-call`, schema: StoredCall }
  const forms: Kind<StoredForm> = { name: `${platform}-form`, schema: StoredForm }
  const formsOf: Kind<FormsOfPerson> = { name: `${platform}-forms-of`, schema: FormsOfPerson }
  return { calls, forms, formsOf }
}
