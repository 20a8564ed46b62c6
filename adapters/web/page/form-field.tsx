import type { ComponentChildren } from 'preact'
import { useId, useState } from 'preact/hooks'
import type { Field } from '../../../src/chat/answer.ts'
import { labels } from '../labels.ts'
import type { Member } from '../wire.ts'

/** Maximum values shown as radio buttons; more are shown as a drop-down list. */
const maxRadios = 6

interface Props {
  readonly field: Field
  readonly people: readonly Member[]
  readonly error: string | undefined
}

/** The input for one option of a form, by its hint, with its error below. */
export function FormField({ field, people, error }: Props) {
  const { name, hint, value = '' } = field
  const id = useId()
  const invalidProps =
    error === undefined ? {} : ({ 'aria-invalid': true, 'aria-describedby': `${id}-error` } as const)
  const message = error !== undefined && (
    <p class="error" id={`${id}-error`}>
      {error}
    </p>
  )
  switch (hint.kind) {
    case 'flag':
      return (
        <div class="field">
          <CheckInput
            type="checkbox"
            name={name}
            value="yes"
            isOn={value === 'yes'}
            invalidProps={invalidProps}
          >
            {hint.label}
          </CheckInput>
          {message}
        </div>
      )
    case 'choice': {
      const values = [
        ...Object.entries(hint.values ?? {}),
        ...(hint.required ? [] : [['', labels.leaveOpen] as const]),
      ]
      if (values.length > maxRadios + 1)
        return (
          <div class="field">
            <label for={id}>{hint.label}</label>
            <select id={id} name={name} {...invalidProps}>
              {values.map(([key, label]) => (
                <option key={key} value={key} selected={key === value}>
                  {label}
                </option>
              ))}
            </select>
            {message}
          </div>
        )
      return (
        <fieldset class="field" {...invalidProps}>
          <legend>{hint.label}</legend>
          <div class="ticks">
            {values.map(([key, label]) => (
              <CheckInput key={key} type="radio" name={name} value={key} isOn={key === value}>
                {label}
              </CheckInput>
            ))}
          </div>
          {message}
        </fieldset>
      )
    }
    case 'people': {
      const chosen = value.split(',')
      return (
        <fieldset class="field" {...invalidProps}>
          <legend>{hint.label}</legend>
          <div class="ticks">
            {people.map((person) => (
              <CheckInput
                key={person.id}
                type="checkbox"
                name={name}
                value={person.id}
                isOn={chosen.includes(person.id)}
              >
                {person.name}
              </CheckInput>
            ))}
          </div>
          {message}
        </fieldset>
      )
    }
    case 'long-text':
      return (
        <div class="field">
          <label for={id}>{hint.label}</label>
          <LongText id={id} field={field} invalidProps={invalidProps} />
          {message}
        </div>
      )
    case 'text':
      return (
        <div class="field">
          <label for={id}>{hint.label}</label>
          <input id={id} type="text" name={name} defaultValue={value} autocomplete="off" {...invalidProps} />
          {message}
        </div>
      )
  }
}

/** Attributes of an invalid field's element. */
type InvalidProps = { readonly 'aria-invalid'?: true; readonly 'aria-describedby'?: string }

interface CheckInputProps {
  readonly type: 'radio' | 'checkbox'
  readonly name: string
  readonly value: string
  readonly isOn: boolean
  readonly invalidProps?: InvalidProps
  readonly children: ComponentChildren
}

function CheckInput({ type, name, value, isOn, invalidProps = {}, children }: CheckInputProps) {
  return (
    <label class="tick">
      <input type={type} name={name} value={value} defaultChecked={isOn} {...invalidProps} />
      <span>{children}</span>
    </label>
  )
}

function LongText({
  id,
  field,
  invalidProps,
}: {
  readonly id: string
  readonly field: Field
  readonly invalidProps: InvalidProps
}) {
  const { name, hint, value = '' } = field
  const limit = hint.limit ?? Infinity
  const [length, setLength] = useState(value.length)
  return (
    <>
      <textarea
        id={id}
        name={name}
        rows={3}
        defaultValue={value}
        onInput={({ currentTarget }) => setLength(currentTarget.value.length)}
        {...invalidProps}
        aria-describedby={[invalidProps['aria-describedby'], `${id}-count`].filter(Boolean).join(' ')}
      />
      <p id={`${id}-count`} class={length > limit ? 'count error' : 'count muted'}>
        {labels.length(length, limit)}
      </p>
    </>
  )
}
