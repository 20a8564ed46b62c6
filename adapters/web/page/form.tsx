import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Field, Form, Refusal } from '../../../src/chat/answer.ts'
import type { Call } from '../../../src/chat/call.ts'
import { labels } from '../labels.ts'
import type { Member, Reply } from '../wire.ts'
import { FormField } from './form-field.tsx'
import { RichText } from './rich-text.tsx'

interface Props {
  readonly form: Form
  readonly people: readonly Member[]
  readonly onSubmit: (call: Call) => Promise<Reply>
  readonly onDone: (reply: Exclude<Reply, Refusal>) => void
  readonly onCancel: () => void
}

/** A form as a dialog. A refusal is shown beside the fields, which keep their values. */
export function FormDialog({
  form: { title, intro = [], submit: call, fields, submitLabel },
  people,
  onSubmit,
  onDone,
  onCancel,
}: Props) {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const [refusal, setRefusal] = useState<Refusal>()
  const [isBusy, setBusy] = useState(false)

  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    // Closing returns the focus to the element that opened the dialog.
    return () => element?.close()
  }, [])
  useEffect(() => {
    const wrong = dialog.current?.querySelector('[aria-invalid="true"]')
    const field = wrong instanceof HTMLFieldSetElement ? wrong.querySelector('input') : wrong
    if (field instanceof HTMLElement) field.focus()
  }, [refusal])

  async function send(form: HTMLFormElement) {
    const data = new FormData(form)
    const args = {
      ...call.args,
      ...Object.fromEntries(fields.map((field) => [field.name, readValue(data, field)])),
    }
    setBusy(true)
    const reply = await onSubmit({ command: call.command, args })
    setBusy(false)
    if (reply.kind === 'refusal') setRefusal(reply)
    else onDone(reply)
  }

  return (
    <dialog ref={dialog} aria-labelledby={`${id}-title`} onCancel={onCancel}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          send(event.currentTarget)
        }}
      >
        <h2 id={`${id}-title`}>{title}</h2>
        {intro.map((paragraph) => (
          <p key={paragraph} class="muted">
            {paragraph}
          </p>
        ))}
        {refusal !== undefined && (
          <p class="error box" role="alert">
            <strong>
              <RichText text={refusal.happened} />
            </strong>{' '}
            <RichText text={refusal.remedy} />
          </p>
        )}
        {fields.map((field) => (
          <FormField key={field.name} field={field} people={people} error={refusal?.fields[field.name]} />
        ))}
        <div class="row end">
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

/** A field's value as text. A box that was never ticked is empty, not "no", so that the default applies. */
function readValue(data: FormData, { name, hint, value }: Field): string {
  const text = data.getAll(name).join(',')
  return hint.kind === 'flag' && text === '' && value === 'yes' ? 'no' : text
}
