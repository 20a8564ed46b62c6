import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Field, Form, Refusal } from '../../../src/chat/answer.ts'
import type { Call } from '../../../src/chat/call.ts'
import type { Member, Reply } from '../wire.ts'
import { FormField } from './form-field.tsx'

interface Props {
  readonly form: Form
  readonly people: readonly Member[]
  readonly onSubmit: (call: Call) => Promise<Reply>
  readonly onDone: (reply: Exclude<Reply, Refusal>) => void
  readonly onCancel: () => void
}

/** A form as a dialog. A refusal stays beside the fields, and nothing typed is lost. */
export function FormDialog({
  form: { title, submit: call, fields },
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
    // Closing gives the focus back to what opened it.
    return () => element?.close()
  }, [])
  useEffect(() => {
    const wrong = dialog.current?.querySelector('[aria-invalid="true"]')
    const field = wrong instanceof HTMLFieldSetElement ? wrong.querySelector('input') : wrong
    if (field instanceof HTMLElement) field.focus()
  }, [refusal])

  async function send(form: HTMLFormElement) {
    const given = new FormData(form)
    const args = {
      ...call.args,
      ...Object.fromEntries(fields.map((field) => [field.name, readValue(given, field)])),
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
        {refusal !== undefined && (
          <p class="error box" role="alert">
            <strong>{refusal.happened}</strong> {refusal.remedy}
          </p>
        )}
        {fields.map((field) => (
          <FormField key={field.name} field={field} people={people} error={refusal?.fields[field.name]} />
        ))}
        <div class="row end">
          <button type="button" class="button" onClick={onCancel}>
            Cancel
          </button>
          <button type="submit" class="button primary" disabled={isBusy}>
            Send
          </button>
        </div>
      </form>
    </dialog>
  )
}

/** A field as text. A box that never was ticked says nothing, so that whatever is usual here holds. */
function readValue(given: FormData, { name, hint, value }: Field): string {
  const found = given.getAll(name).join(',')
  return hint.kind === 'flag' && found === '' && value === 'yes' ? 'no' : found
}
