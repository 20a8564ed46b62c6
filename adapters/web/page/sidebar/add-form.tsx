import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Refusal } from '../../../../src/chat/answer.ts'
import { toPlainText } from '../../../../src/chat/plain-text.ts'
import { labels } from '../../labels.ts'

interface Props<NewItem extends object> {
  readonly label: string
  /** The label of the name field. */
  readonly name: string
  readonly limit: number
  readonly choices?: {
    readonly label: string
    readonly values: Readonly<Record<string, string>>
    readonly hint: string
  }
  readonly onAdd: (name: string, choice: string) => Promise<NewItem | Refusal>
  readonly onDone: (added: NewItem) => void
}

/** A button that opens a small form for a name. */
export function AddForm<NewItem extends object>({
  label,
  name,
  limit,
  choices,
  onAdd,
  onDone,
}: Props<NewItem>) {
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const [problem, setProblem] = useState<string>()
  const field = useRef<HTMLInputElement>(null)
  const opener = useRef<HTMLButtonElement>(null)

  useLayoutEffect(() => {
    if (isOpen) field.current?.focus()
  }, [isOpen])

  function close() {
    setOpen(false)
    setProblem(undefined)
    opener.current?.focus()
  }

  async function submit(form: HTMLFormElement) {
    const data = new FormData(form)
    const added = await onAdd(String(data.get('name')).trim(), String(data.get('choice')))
    if ('happened' in added) return setProblem(`${toPlainText(added.happened)} ${toPlainText(added.remedy)}`)
    close()
    onDone(added)
  }

  return (
    <>
      <button
        ref={opener}
        type="button"
        class="place add"
        aria-expanded={isOpen}
        onClick={() => (isOpen ? close() : setOpen(true))}
      >
        <span class="hash" aria-hidden="true">
          +
        </span>
        {label}
      </button>
      {isOpen && (
        <form
          class="adding"
          onSubmit={(event) => {
            event.preventDefault()
            submit(event.currentTarget)
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.stopPropagation()
            close()
          }}
        >
          <label for={`${id}-name`}>{name}</label>
          <input
            ref={field}
            id={`${id}-name`}
            type="text"
            name="name"
            maxLength={limit}
            required
            autocomplete="off"
          />
          {choices !== undefined && (
            <>
              <label for={`${id}-choice`}>{choices.label}</label>
              <select id={`${id}-choice`} name="choice" aria-describedby={`${id}-hint`}>
                {Object.entries(choices.values).map(([value, label]) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </select>
              <p id={`${id}-hint`} class="warning">
                {choices.hint}
              </p>
            </>
          )}
          {problem !== undefined && (
            <p class="error" role="alert">
              {problem}
            </p>
          )}
          <button type="submit" class="button">
            {labels.add}
          </button>
        </form>
      )}
    </>
  )
}
