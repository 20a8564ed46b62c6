import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { Field, Form, Refusal } from '../../../../src/chat/answer.ts'
import type { Call } from '../../../../src/chat/call.ts'
import { labels } from '../../labels.ts'
import type { Member, Reply } from '../../wire.ts'
import type { Address } from '../address/address.ts'
import type { FormName } from '../kept/forms.ts'
import { uploadFile } from '../server/api.ts'
import { useConnectionLost } from '../server/use-connection-lost.ts'
import { RichText } from '../view/rich-text.tsx'
import { FormField } from './form-field.tsx'
import { Restored } from './restored.tsx'
import { useDialog } from './use-dialog.ts'
import { useKeptForm } from './use-kept-form.ts'

interface Props {
  readonly form: Form
  /** Who fills it in, and where. */
  readonly address: Address
  readonly people: readonly Member[]
  /** @param signal Gives up waiting for the connection. */
  readonly onSubmit: (call: Call, signal: AbortSignal) => Promise<Reply>
  /** Reads the words of a field for a time and writes them out; '' if they can't be read. */
  readonly onRead: (call: Call, field: string, words: string) => Promise<string>
  readonly onDone: (reply: Exclude<Reply, Refusal>) => void
  readonly onCancel: () => void
}

/** A form as a dialog. A refusal is shown beside the fields, which keep their values; so they do when it is closed. */
export function FormDialog({ form, address, people, onSubmit, onRead, onDone, onCancel }: Props) {
  const { title, intro = [], submit: call, fields, submitLabel } = form
  const id = useId()
  const kept = useKeptForm(toName(form, address))
  const { dialog, isBusy, isLost, refusal, submit } = useSubmission(onSubmit, (reply) => {
    kept.forget()
    onDone(reply)
  })
  const [ticked, setTicked] = useState<readonly string[]>(() => findTicked(fields))
  useDialog(dialog, onCancel)

  /** @param chosen A value that stands instead of what is filled in. */
  function send(form: HTMLFormElement, chosen: Call['args'] = {}) {
    const data = new FormData(form)
    const values = Object.fromEntries(fields.map((field) => [field.name, readValue(data, field)]))
    return submit(async () => {
      const files = await uploadFiles(address, data, fields)
      if ('kind' in files) return files
      return { command: call.command, args: { ...call.args, ...values, ...files.ids, ...chosen } }
    })
  }

  return (
    <dialog ref={dialog} aria-labelledby={`${id}-title`} onCancel={onCancel}>
      <form
        key={kept.generation}
        ref={kept.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          send(event.currentTarget)
        }}
        onInput={({ currentTarget }) => {
          kept.keep()
          const data = new FormData(currentTarget)
          setTicked(
            fields.filter(({ name, hint }) => hint.kind === 'flag' && data.has(name)).map(({ name }) => name),
          )
        }}
      >
        <h2 id={`${id}-title`}>{title}</h2>
        {kept.isRestored && (
          <Restored
            onStartOver={() => {
              kept.startOver()
              setTicked(findTicked(fields))
            }}
          />
        )}
        {intro.map((paragraph) => (
          <p key={paragraph} class="muted">
            {paragraph}
          </p>
        ))}
        <RefusalBox
          refusal={refusal}
          isBusy={isBusy}
          onPress={(call, label, form) => {
            const chosen = refusal && findChosen(refusal, label)
            // With what was filled in since.
            return chosen === undefined ? submit(async () => call) : send(form, chosen)
          }}
        />
        {fields.map((field) => (
          <FormField
            key={field.name}
            field={field}
            people={people}
            error={refusal === undefined ? field.fault : refusal.fields[field.name]}
            isUnused={field.hint.unusedWith !== undefined && ticked.includes(field.hint.unusedWith)}
            onRead={(name, words) => onRead(call, name, words)}
          />
        ))}
        <div class="row end">
          <p class="muted" role="status">
            {isBusy && isLost && labels.noConnection}
          </p>
          <button type="button" class="button" onClick={onCancel}>
            {labels.cancel}
          </button>
          <button type="submit" class="button primary" disabled={isBusy}>
            {submitLabel ?? labels.send}
          </button>
        </div>
      </form>
    </dialog>
  )
}

/** Sends a form, shows what is refused, and moves the focus to the first field that is wrong. */
function useSubmission(onSubmit: Props['onSubmit'], onDone: Props['onDone']) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [refusal, setRefusal] = useState<Refusal>()
  const [isBusy, setBusy] = useState(false)
  const isLost = useConnectionLost()
  const giveUp = useRef(new AbortController())

  // A dialog that was closed sends nothing more.
  useEffect(() => () => giveUp.current.abort(), [])
  useEffect(() => {
    const wrong = dialog.current?.querySelector('[aria-invalid="true"]')
    const field = wrong instanceof HTMLFieldSetElement ? wrong.querySelector('input') : wrong
    if (field instanceof HTMLElement) field.focus()
  }, [refusal])

  /** @param toCall Gives a refusal if its files don't arrive. */
  async function submit(toCall: () => Promise<Call | Refusal>): Promise<void> {
    setBusy(true)
    const sent = await toCall()
    const reply = 'kind' in sent ? sent : await onSubmit(sent, giveUp.current.signal)
    setBusy(false)
    if (giveUp.current.signal.aborted) return
    if (reply.kind === 'refusal') setRefusal(reply)
    else onDone(reply)
  }

  return { dialog, isBusy, isLost, refusal, submit }
}

interface RefusalProps {
  readonly refusal: Refusal | undefined
  readonly isBusy: boolean
  readonly onPress: (call: Call, label: string, form: HTMLFormElement) => void
}

/** The refusal of a form, with buttons for what to press instead. */
function RefusalBox({ refusal, isBusy, onPress }: RefusalProps) {
  if (refusal === undefined) return null
  return (
    <>
      <p class="error box" role="alert">
        <strong>
          <RichText text={refusal.happened} />
        </strong>{' '}
        <RichText text={refusal.remedy} />
      </p>
      {refusal.buttons.length > 0 && (
        <div class="row">
          {refusal.buttons.map(({ label, call }) => (
            <button
              key={label}
              type="button"
              class="button"
              disabled={isBusy}
              onClick={({ currentTarget: { form } }) => form !== null && onPress(call, label, form)}
            >
              {label}
            </button>
          ))}
        </div>
      )}
    </>
  )
}

/** The same each time that a person opens the form in that place. */
const toName = ({ title, submit, secretUnder }: Form, { person, channel, thread }: Address): FormName => ({
  name: JSON.stringify([
    person,
    channel,
    thread,
    submit.command,
    title,
    Object.entries(submit.args).toSorted(),
  ]),
  isSecret: secretUnder !== undefined,
})

/** The names of the boxes that are ticked when the form is opened. */
const findTicked = (fields: readonly Field[]): readonly string[] =>
  fields.filter(({ hint, value }) => hint.kind === 'flag' && value === 'yes').map(({ name }) => name)

/** The value that a button of a refusal stands for. */
function findChosen({ instead }: Refusal, label: string): Call['args'] | undefined {
  const meant = instead?.values.find((value) => value.label === label)
  return instead && meant && { [instead.option]: meant.value }
}

/** Sends the files that were chosen. @returns the ids by which they are known, by field. */
async function uploadFiles(
  address: Address,
  data: FormData,
  fields: readonly Field[],
): Promise<{ readonly ids: Call['args'] } | Refusal> {
  const ids: Record<string, string> = {}
  for (const { name } of fields) {
    const file = data.get(name)
    if (!(file instanceof File) || file.name === '') continue
    const sent = await uploadFile(address, file)
    if ('kind' in sent) return sent
    ids[name] = sent.file
  }
  return { ids }
}

/** A field's value as text. A box that was never ticked is empty, not "no", so that the default applies. */
function readValue(data: FormData, { name, hint, value }: Field): string {
  const text = data
    .getAll(name)
    .filter((value) => typeof value === 'string')
    .join(',')
  return hint.kind === 'flag' && text === '' && value === 'yes' ? 'no' : text
}
