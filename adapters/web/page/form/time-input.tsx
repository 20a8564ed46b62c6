import { useEffect, useRef, useState } from 'preact/hooks'
import type { Field } from '../../../../src/chat/answer.ts'
import { labels } from '../../labels.ts'

/** Words are read once the user has paused this long, in ms. */
const pauseMs = 250

/** Attributes of the element of a field that is invalid or has a note. */
export type StateProps = { readonly 'aria-invalid'?: true; readonly 'aria-describedby'?: string }

interface Props {
  readonly id: string
  readonly field: Field
  readonly stateProps: StateProps
  /** Reads the words of a field and writes them out; '' if they can't be read. */
  readonly onRead: (field: string, words: string) => Promise<string>
}

/** The input for a time: a day is picked; anything else is typed, with how it is read below, or for a moment picked. */
export function TimeInput({ id, field, stateProps, onRead }: Props) {
  const { name, hint, value = '' } = field
  if (hint.when === 'day' && /^(?:\d{4}-\d{2}-\d{2})?$/.test(value))
    return <input id={id} type="date" name={name} defaultValue={value} {...stateProps} />
  return <TimeWords id={id} field={field} stateProps={stateProps} onRead={onRead} />
}

function TimeWords({ id, field: { name, hint, value = '' }, stateProps, onRead }: Props) {
  const [words, setWords] = useState(value)
  const [reading, setReading] = useState('')
  // The function is another one each time; what it does is not.
  const read = useRef(onRead)

  useEffect(() => {
    let isCurrent = true
    const timer = setTimeout(async () => {
      const found = words.trim() === '' ? '' : await read.current(name, words)
      if (isCurrent) setReading(found)
    }, pauseMs)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [name, words])

  const field = useRef<HTMLInputElement>(null)
  /** Fills in what was picked as if it were typed. */
  function fill(picked: string): void {
    if (field.current === null) return
    field.current.value = picked.replace('T', ' ')
    field.current.dispatchEvent(new Event('input', { bubbles: true }))
  }

  const described = [stateProps['aria-describedby'], `${id}-reading`].filter(Boolean).join(' ')
  return (
    <>
      <div class={hint.when === 'moment' ? 'when' : ''}>
        <input
          ref={field}
          id={id}
          type="text"
          name={name}
          value={words}
          autocomplete="off"
          onInput={({ currentTarget }) => setWords(currentTarget.value)}
          {...stateProps}
          aria-describedby={described}
        />
        {hint.when === 'moment' && (
          <input
            type="datetime-local"
            aria-label={labels.pickTime}
            onChange={({ currentTarget }) => fill(currentTarget.value)}
          />
        )}
      </div>
      <p id={`${id}-reading`} class="muted" role="status">
        {reading}
      </p>
    </>
  )
}
