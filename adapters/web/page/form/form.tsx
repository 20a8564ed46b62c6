import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Field, Form, Refusal } from '../../../../src/chat/answer.ts'
import type { Call } from '../../../../src/chat/call.ts'
import { labels } from '../../labels.ts'
import type { Member, Reply } from '../../wire.ts'
import { RichText } from '../view/rich-text.tsx'
import { FormField } from './form-field.tsx'

interface Props {
  readonly form: Form
  readonly people: readonly Member[]
  readonly onSubmit: (call: Call) => Promise<Reply>
  /** Reads the words of a field for a time and writes them out; '' if they can't be read. */
  readonly onRead: (call: Call, field: string, words: string) => Promise<string>
  readonly onDone: (reply: Exclude<Reply, Refusal>) => void
  readonly onCancel: () => void
}

/** A form as a dialog. A refusal is shown beside the fields, which keep their values. */
export function FormDialog({
  form: { title, intro = [], submit: call, fields, submitLabel },
  people,
  onSubmit,
  onRead,
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

  async function submit(sent: Call) {
    setBusy(true)
    const reply = await onSubmit(sent)
    setBusy(false)
    if (reply.kind === 'refusal') setRefusal(reply)
    else onDone(reply)
  }

  /** @param chosen A value that stands instead of what is filled in. */
  function send(form: HTMLFormElement, chosen: Call['args'] = {}) {
    const data = new FormData(form)
    const args = {
      ...call.args,
      ...Object.fromEntries(fields.map((field) => [field.name, readValue(data, field)])),
      ...chosen,
    }
    return submit({ command: call.command, args })
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
        {refusal !== undefined && refusal.buttons.length > 0 && (
          <div class="row">
            {refusal.buttons.map(({ label, call }) => (
              <button
                key={label}
                type="button"
                class="button"
                disabled={isBusy}
                onClick={({ currentTarget: { form } }) => {
                  const chosen = findChosen(refusal, label)
                  // With what was filled in since.
                  return form === null || chosen === undefined ? submit(call) : send(form, chosen)
                }}
              >
                {label}
              </button>
            ))}
          </div>
        )}
        {fields.map((field) => (
          <FormField
            key={field.name}
            field={field}
            people={people}
            error={refusal === undefined ? field.fault : refusal.fields[field.name]}
            onRead={(name, words) => onRead(call, name, words)}
          />
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

/** The value that a button of a refusal stands for. */
function findChosen({ instead }: Refusal, label: string): Call['args'] | undefined {
  const meant = instead?.values.find((value) => value.label === label)
  return instead && meant && { [instead.option]: meant.value }
}

/** A field's value as text. A box that was never ticked is empty, not "no", so that the default applies. */
function readValue(data: FormData, { name, hint, value }: Field): string {
  const text = data.getAll(name).join(',')
  return hint.kind === 'flag' && text === '' && value === 'yes' ? 'no' : text
}
