import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { Field, Form } from '../../../src/chat/answer.ts'
import type { Call } from '../../../src/chat/call.ts'
import type { Member, Reply } from './api.ts'

/** So many values fit as radio buttons; more become a list to open. */
const mostRadios = 6

interface Props {
  readonly form: Form
  readonly people: readonly Member[]
  readonly submit: (call: Call) => Promise<Reply>
  readonly done: (reply: Reply, call: Call) => void
  readonly cancel: () => void
}

/** A form as a dialog. A refusal stays beside the fields, and nothing typed is lost. */
export function FormDialog({ form, people, submit, done, cancel }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [refusal, setRefusal] = useState<Reply & { kind: 'refusal' }>()
  const [isBusy, setBusy] = useState(false)
  const id = useId()

  useEffect(() => dialog.current?.showModal(), [])
  useEffect(() => {
    dialog.current?.querySelector<HTMLElement>('[aria-invalid="true"], .invalid input')?.focus()
  }, [refusal])

  async function send(event: SubmitEvent) {
    event.preventDefault()
    if (!(event.currentTarget instanceof HTMLFormElement)) return
    const given = new FormData(event.currentTarget)
    const values = form.fields.map(({ name }) => [name, given.getAll(name).join(',')] as const)
    const call = {
      command: form.submit.command,
      args: { ...form.submit.args, ...Object.fromEntries(values) },
    }
    setBusy(true)
    const reply = await submit(call)
    setBusy(false)
    if (reply.kind === 'refusal') setRefusal(reply)
    else done(reply, call)
  }

  return (
    <dialog ref={dialog} aria-labelledby={`${id}-title`} onClose={cancel}>
      <form onSubmit={send} noValidate>
        <h2 id={`${id}-title`}>{form.title}</h2>
        {form.fields.map((field) => (
          <OneField key={field.name} field={field} people={people} error={refusal?.fields[field.name]} />
        ))}
        {refusal !== undefined && (
          <p class="error" role="alert">
            {refusal.happened} {refusal.remedy}
          </p>
        )}
        <div class="buttons end">
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
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

interface FieldProps {
  readonly field: Field
  readonly people: readonly Member[]
  readonly error: string | undefined
}

function OneField({ field, people, error }: FieldProps) {
  const { name, hint, value } = field
  const id = useId()
  const described = error === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': `${id}-error` }
  const message = error !== undefined && (
    <p class="error" id={`${id}-error`}>
      {error}
    </p>
  )
  switch (hint.kind) {
    case 'flag':
      return (
        <div class="field">
          <label class="check">
            <input type="checkbox" name={name} value="yes" defaultChecked={value === 'yes'} {...described} />
            {hint.label}
          </label>
          {message}
        </div>
      )
    case 'choice': {
      const values = Object.entries(hint.values ?? {})
      if (values.length > mostRadios) return <List field={field} values={values} id={id} message={message} />
      return (
        <fieldset class={error === undefined ? 'field' : 'field invalid'} {...described}>
          <legend>{hint.label}</legend>
          {values.map(([key, label]) => (
            <label class="check" key={key}>
              <input type="radio" name={name} value={key} defaultChecked={value === key} />
              {label}
            </label>
          ))}
          {message}
        </fieldset>
      )
    }
    case 'people':
      return (
        <fieldset class="field" {...described}>
          <legend>{hint.label}</legend>
          {people.map((person) => (
            <label class="check" key={person.id}>
              <input
                type="checkbox"
                name={name}
                value={person.id}
                defaultChecked={value?.split(',').includes(person.id) ?? false}
              />
              {person.name}
            </label>
          ))}
          {message}
        </fieldset>
      )
    case 'long-text':
      return <LongText field={field} id={id} described={described} message={message} />
    case 'text':
      return (
        <div class="field">
          <label for={id}>{hint.label}</label>
          <input id={id} name={name} defaultValue={value ?? ''} maxLength={hint.limit} {...described} />
          {message}
        </div>
      )
  }
}

interface TextProps {
  readonly field: Field
  readonly id: string
  readonly message: preact.ComponentChild
}

function LongText({ field, id, described, message }: TextProps & { described: object }) {
  const { name, hint, value } = field
  const [length, setLength] = useState(value?.length ?? 0)
  return (
    <div class="field">
      <label for={id}>{hint.label}</label>
      <textarea
        id={id}
        name={name}
        rows={3}
        defaultValue={value ?? ''}
        onInput={(event) => setLength(event.currentTarget.value.length)}
        {...described}
      />
      <p class={length > (hint.limit ?? Number.POSITIVE_INFINITY) ? 'error' : 'muted'}>
        {length} of {hint.limit} characters
      </p>
      {message}
    </div>
  )
}

function List({ field, values, id, message }: TextProps & { values: readonly [string, string][] }) {
  return (
    <div class="field">
      <label for={id}>{field.hint.label}</label>
      <select id={id} name={field.name} defaultValue={field.value ?? ''}>
        <option value="">–</option>
        {values.map(([key, label]) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </select>
      {message}
    </div>
  )
}
