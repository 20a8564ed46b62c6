import { createHmac, type KeyObject } from 'node:crypto'
import type { Form } from '../../src/chat/answer.ts'
import type { PersonId, Place, SpaceId } from '../../src/chat/caller.ts'
import { decrypt, encrypt } from '../../src/store/encryption.ts'
import type { Keys } from '../../src/store/keys.ts'
import { FormContent, type StoredForm } from './control-records.ts'

/** A form with the values entered so far, and the part that is shown next. */
export interface PendingForm {
  /** Under which it is stored; absent before it is. */
  readonly id?: string | undefined
  readonly form: Form
  readonly step: number
  /** The place it is about, if it differs from where the form is shown. */
  readonly place?: Place | undefined
  /** Who is filling it in. */
  readonly person: PersonId
  /** Where it is shown. */
  readonly space?: SpaceId | undefined
}

/** More than the longest ballot takes. Encrypted forms have the same size, since the length of the words would reveal whose they are. */
const paddedBytes = 8192

/** The record of a form. @param id Its id, to which what is encrypted is bound. @param at In ms since 1970. */
export async function toStoredForm(
  { form, step, place, person, space }: PendingForm,
  id: string,
  keys: Pick<Keys, 'get'>,
  at: number,
): Promise<StoredForm> {
  const { secretUnder } = form
  const content = toContent(form, step)
  const head = {
    ...(place !== undefined && { place }),
    person,
    ...(space !== undefined && { space }),
    at,
    ...(secretUnder !== undefined && { secretUnder }),
  }
  if (secretUnder === undefined) return { v: 1, ...head, ...content }
  const key = await keys.get(secretUnder)
  if (key === undefined) {
    const fields = content.fields.map(({ name, hint }) => ({ name, hint }))
    return { v: 1, ...head, ...content, fields }
  }
  return { v: 2, ...head, encrypted: encrypt(pad(JSON.stringify(content)), toFormKey(key), id) }
}

/** The content of a stored form; `undefined` if it is encrypted and its key is destroyed, or was lost and made again. */
export async function readContent(
  stored: StoredForm,
  id: string,
  keys: Pick<Keys, 'get'>,
): Promise<FormContent | undefined> {
  if (stored.v === 1) return stored
  const key = stored.secretUnder === undefined ? undefined : await keys.get(stored.secretUnder)
  const text = key && decryptIfPossible(stored.encrypted, toFormKey(key), id)
  return text === undefined ? undefined : FormContent.parse(JSON.parse(text))
}

/** @returns `undefined` if it was encrypted with another key. */
function decryptIfPossible(encrypted: string, key: Buffer, id: string): string | undefined {
  try {
    return decrypt(encrypted, key, id)
  } catch {
    return undefined
  }
}

/** The form that a record holds. */
export function toForm(
  { title, intro, isIntroFirst, isToCheck, submit, fields }: FormContent,
  secretUnder: string | undefined,
): Form {
  return {
    kind: 'form',
    title,
    ...(intro !== undefined && { intro }),
    ...(isIntroFirst !== undefined && { isIntroFirst }),
    ...(isToCheck !== undefined && { isToCheck }),
    submit,
    fields: fields.map(toField),
    ...(secretUnder !== undefined && { secretUnder }),
  }
}

/** A key of its own: the poll's computes who is which voter. */
const toFormKey = (key: KeyObject): Buffer => createHmac('sha256', key).update('form').digest()

/** JSON with blanks after it. */
function pad(text: string): string {
  const bytes = Buffer.byteLength(text)
  return text + ' '.repeat(Math.ceil(bytes / paddedBytes) * paddedBytes - bytes)
}

const toContent = (
  { title, intro, isIntroFirst, isToCheck, submit, fields }: Form,
  step: number,
): FormContent => ({
  title,
  ...(intro !== undefined && { intro: [...intro] }),
  ...(isIntroFirst !== undefined && { isIntroFirst }),
  ...(isToCheck !== undefined && { isToCheck }),
  submit: { command: submit.command, args: { ...submit.args } },
  fields: fields.map(toStoredField),
  step,
})

function toStoredField({
  name,
  hint,
  value,
  note,
  fault,
}: Form['fields'][number]): FormContent['fields'][number] {
  const { values, meanings, ...rest } = hint
  return {
    name,
    hint: {
      ...rest,
      ...(values !== undefined && { values: { ...values } }),
      ...(meanings !== undefined && { meanings: { ...meanings } }),
    },
    // A file is read once, and has to be chosen again.
    ...(value !== undefined && hint.kind !== 'file' && { value }),
    ...(note !== undefined && { note }),
    ...(fault !== undefined && { fault }),
  }
}

function toField({
  name,
  hint: { kind, label, required, values, meanings, limit, empty, takesGroups, unusedWith, when, takesZone },
  value,
  note,
  fault,
}: FormContent['fields'][number]): Form['fields'][number] {
  const hint = {
    kind,
    label,
    required,
    ...(values !== undefined && { values }),
    ...(meanings !== undefined && { meanings }),
    ...(limit !== undefined && { limit }),
    ...(empty !== undefined && { empty }),
    ...(takesGroups !== undefined && { takesGroups }),
    ...(unusedWith !== undefined && { unusedWith }),
    ...(when !== undefined && { when }),
    ...(takesZone !== undefined && { takesZone }),
  }
  return {
    name,
    hint,
    ...(value !== undefined && { value }),
    ...(note !== undefined && { note }),
    ...(fault !== undefined && { fault }),
  }
}
