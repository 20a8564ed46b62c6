import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { WebSuggestion } from '../wire.ts'
import type { Address } from './address.ts'
import { suggest } from './api.ts'

interface Props {
  readonly address: Address
  readonly label: string
  /** @returns whether it was accepted. */
  readonly onSend: (text: string) => Promise<boolean>
}

const isForBot = (text: string) => /^(?:\/|@c)/i.test(text)

/** Where people type, with what could come next above it: arrows choose, Tab or Enter takes, Escape closes. */
export function Composer({ address, label, onSend }: Props) {
  const id = useId()
  const [text, setText] = useState('')
  const [found, setFound] = useState<readonly WebSuggestion[]>([])
  const [active, setActive] = useState(-1)
  const latestText = useRef('')
  const list = useRef<HTMLDivElement>(null)

  async function type(words: string) {
    latestText.current = words
    setText(words)
    setActive(-1)
    if (!isForBot(words)) return setFound([])
    // Until the answer is there, nothing may be taken that no longer fits.
    setFound((known) => known.filter(({ insert }) => insert !== words && insert.startsWith(words)))
    const suggestions = await suggest(address, words)
    if (latestText.current === words) setFound(suggestions.filter(({ insert }) => insert !== words))
  }

  /** The answer to an older text must not open the list again. */
  function close() {
    latestText.current = ''
    setFound([])
    setActive(-1)
  }

  async function submit() {
    const words = text.trim()
    if (words === '') return
    close()
    setText('')
    if (!(await onSend(words))) setText((typed) => (typed === '' ? words : typed))
  }

  function onKeyDown(event: KeyboardEvent) {
    if (found.length === 0) return
    const chosen = found[active]
    const taken = event.key === 'Tab' && !event.shiftKey ? (chosen ?? found[0]) : chosen
    if (event.key === 'ArrowDown') setActive((active + 1) % found.length)
    else if (event.key === 'ArrowUp') setActive((active <= 0 ? found.length : active) - 1)
    else if (event.key === 'Escape') close()
    else if ((event.key === 'Tab' || event.key === 'Enter') && taken !== undefined) type(taken.insert)
    else return
    event.preventDefault()
  }

  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])

  const isOpen = found.length > 0
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div
        ref={list}
        id={`${id}-list`}
        class="suggestions"
        role="listbox"
        aria-label="What could come next"
        hidden={!isOpen}
      >
        {found.map(({ insert, label, help }, at) => (
          <div
            key={insert}
            id={`${id}-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === active}
            // Not a click: the field would lose its focus first.
            onPointerDown={(event) => {
              event.preventDefault()
              type(insert)
            }}
          >
            <strong>{label}</strong> <span class="muted">{help}</span>
          </div>
        ))}
      </div>
      <p class="hidden" role="status">
        {isOpen && (found.length === 1 ? '1 suggestion' : `${found.length} suggestions`)}
      </p>
      <input
        type="text"
        value={text}
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={close}
        role="combobox"
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
        placeholder={address.thread === undefined ? 'Message, or /grid poll and a link' : 'Reply'}
        autocomplete="off"
        maxLength={4000}
      />
      <button type="submit" class="button primary">
        Send
      </button>
    </form>
  )
}
