import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { type Completion, type Here, suggest } from './api.ts'

interface Props {
  readonly here: Here
  readonly label: string
  readonly send: (text: string) => void
}

const isToBot = (text: string) => /^[/@]/.test(text)

/** What to type where nothing is typed yet: the root command itself. */
const root: Completion = { insert: '/grid ', label: '/grid', help: 'Everything I can do' }

/** Where people type, with what could come next above it: arrows choose, Tab or Enter takes, Escape closes. */
export function Composer({ here, label, send }: Props) {
  const id = useId()
  const [text, setText] = useState('')
  const [found, setFound] = useState<readonly Completion[]>([])
  const [active, setActive] = useState(-1)
  const asked = useRef('')
  const { person, channel, thread } = here

  useEffect(() => {
    asked.current = text
    setActive(-1)
    if (!isToBot(text)) return setFound([])
    if ('/grid'.startsWith(text)) return setFound([root])
    suggest({ person, channel, ...(thread !== undefined && { thread }) }, text).then((completions) => {
      if (asked.current === text) setFound(completions)
    })
  }, [text, person, channel, thread])

  function take(completion: Completion) {
    setText(completion.insert)
  }

  function submit() {
    if (text.trim() === '') return
    send(text.trim())
    setText('')
    setFound([])
  }

  function onKeyDown(event: KeyboardEvent) {
    const chosen = found[active]
    if (event.key === 'ArrowDown' && found.length > 0) setActive((active + 1) % found.length)
    else if (event.key === 'ArrowUp' && found.length > 0) setActive((active <= 0 ? found.length : active) - 1)
    else if (event.key === 'Escape' && found.length > 0) setFound([])
    else if (event.key === 'Tab' && chosen !== undefined) take(chosen)
    else if (event.key === 'Enter' && chosen !== undefined) take(chosen)
    else return
    event.preventDefault()
  }

  const isOpen = found.length > 0
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {isOpen && (
        <ul id={`${id}-list`} role="listbox" aria-label="What could come next">
          {found.map((completion, i) => (
            <li
              key={completion.insert}
              id={`${id}-${i}`}
              role="option"
              aria-selected={i === active}
              onPointerDown={(event) => {
                event.preventDefault()
                take(completion)
              }}
            >
              <strong>{completion.label}</strong> <span class="muted">{completion.help}</span>
            </li>
          ))}
        </ul>
      )}
      <input
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        role="combobox"
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
        placeholder="Write to the group, or /grid poll and a link"
        autocomplete="off"
        maxLength={4000}
      />
      <button type="submit" class="button primary">Send</button>
    </form>
  )
}
