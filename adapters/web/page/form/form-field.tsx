import type { ComponentChildren } from 'preact'
import { useId, useState } from 'preact/hooks'
import type { Field } from '../../../../src/chat/answer.ts'
import { choicesOf, labelOf, lineUnder } from '../../../../src/chat/field-words.ts'
import { fileTypes } from '../../../../src/chat/file-types.ts'
import { labels } from '../../labels.ts'
import type { Member } from '../../wire.ts'
import { type StateProps, TimeInput } from './time-input.tsx'
import { ZoneInput } from './zone-input.tsx'

/** Maximum values shown as radio buttons; more are shown as a drop-down list. */
const maxRadios = 6

/** The endings of files, as the browser's dialog wants them. */
const accepted = fileTypes.map((ending) => `.${ending}`).join(',')

interface Props {
  readonly field: Field
  readonly people: readonly Member[]
  readonly error: string | undefined
  /** Whether another answer makes it unused. Its value is kept. */
  readonly isUnused: boolean
  /** Reads the words of a field for a time and writes them out; '' if they can't be read. */
  readonly onRead: (field: string, words: string) => Promise<string>
}

/** The input for one option of a form, by its hint, with its note and its error below. */
export function FormField({ field, people, error, isUnused, onRead }: Props) {
  const { name, hint, value = '' } = field
  const { name: words } = labelOf(hint)
  const label = isUnused ? (
    <>
      {words} <span class="muted">({labels.notUsed})</span>
    </>
  ) : (
    words
  )
  const note = lineUnder(field)
  const id = useId()
  const described = [note && `${id}-note`, error && `${id}-error`].filter(Boolean).join(' ')
  const stateProps: StateProps = {
    ...(error !== undefined && { 'aria-invalid': true }),
    ...(described !== '' && { 'aria-describedby': described }),
  }
  const below = (
    <>
      {note !== undefined && (
        <p class="muted" id={`${id}-note`}>
          {note}
        </p>
      )}
      {error !== undefined && (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </>
  )
  switch (hint.kind) {
    case 'flag':
      return (
        <div class="field">
          <CheckInput type="checkbox" name={name} value="yes" isOn={value === 'yes'} stateProps={stateProps}>
            {label}
          </CheckInput>
          {below}
        </div>
      )
    case 'choice': {
      const values = choicesOf(hint)
      if (values.length > maxRadios + 1)
        return (
          <div class="field">
            <label for={id}>{label}</label>
            <SelectInput id={id} field={field} stateProps={stateProps} />
            {below}
          </div>
        )
      return (
        <fieldset class="field" disabled={isUnused} {...stateProps}>
          <legend>{label}</legend>
          <div class="ticks">
            {values.map(([key, choice, meaning]) => (
              <CheckInput key={key} type="radio" name={name} value={key} isOn={key === value}>
                {choice}
                {meaning !== undefined && <small> {meaning}</small>}
              </CheckInput>
            ))}
          </div>
          {below}
        </fieldset>
      )
    }
    case 'people': {
      const chosen = value.split(',')
      return (
        <fieldset class="field" {...stateProps}>
          <legend>{label}</legend>
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
          {below}
        </fieldset>
      )
    }
    case 'long-text':
      return (
        <div class="field">
          <label for={id}>{label}</label>
          <LongText id={id} field={field} stateProps={stateProps} />
          {below}
        </div>
      )
    case 'file':
      return (
        <div class="field">
          <label for={id}>{label}</label>
          <input id={id} type="file" name={name} accept={accepted} {...stateProps} />
          {below}
        </div>
      )
    case 'text':
      return (
        <div class="field">
          <label for={id}>{label}</label>
          <TextInput id={id} field={field} stateProps={stateProps} onRead={onRead} />
          {below}
        </div>
      )
  }
}

interface TextInputProps extends SelectInputProps, Pick<Props, 'onRead'> {}

function TextInput({ id, field, stateProps, onRead }: TextInputProps) {
  const { name, hint, value = '' } = field
  if (hint.takesZone === true) return <ZoneInput id={id} field={field} stateProps={stateProps} />
  if (hint.when !== undefined)
    return <TimeInput id={id} field={field} stateProps={stateProps} onRead={onRead} />
  return (
    <input
      id={id}
      type="text"
      name={name}
      defaultValue={value}
      placeholder={hint.empty}
      autocomplete="off"
      {...stateProps}
    />
  )
}

interface SelectInputProps {
  readonly id: string
  readonly field: Field
  readonly stateProps: StateProps
}

function SelectInput({ id, field: { name, hint, value = '' }, stateProps }: SelectInputProps) {
  return (
    <select id={id} name={name} {...stateProps}>
      {choicesOf(hint).map(([key, choice]) => (
        <option key={key} value={key} selected={key === value}>
          {choice}
        </option>
      ))}
    </select>
  )
}

interface CheckInputProps {
  readonly type: 'radio' | 'checkbox'
  readonly name: string
  readonly value: string
  readonly isOn: boolean
  readonly stateProps?: StateProps
  readonly children: ComponentChildren
}

function CheckInput({ type, name, value, isOn, stateProps = {}, children }: CheckInputProps) {
  return (
    <label class="tick">
      <input type={type} name={name} value={value} defaultChecked={isOn} {...stateProps} />
      <span>{children}</span>
    </label>
  )
}

function LongText({
  id,
  field,
  stateProps,
}: {
  readonly id: string
  readonly field: Field
  readonly stateProps: StateProps
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
        {...stateProps}
        aria-describedby={[stateProps['aria-describedby'], `${id}-count`].filter(Boolean).join(' ')}
      />
      <p id={`${id}-count`} class={length > limit ? 'count error' : 'count muted'}>
        {labels.length(length, limit)}
      </p>
    </>
  )
}
