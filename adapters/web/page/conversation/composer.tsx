import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { labels } from '../../labels.ts'
import type { WebSuggestion } from '../../wire.ts'
import type { Address } from '../address/address.ts'
import { suggest } from '../server/api.ts'

interface Props {
  readonly address: Address
  readonly label: string
  /** @returns whether it was accepted. */
  readonly onSend: (text: string) => Promise<boolean>
}

/** The server has five suggestions a second for each person; those for the last key typed must be among them. */
const askEveryMs = 250

const isForBot = (text: string) => /^(?:\/|@c)/i.test(text)

/** The message box, with suggestions above it: arrow keys choose one, Tab or Enter inserts it, Escape closes them. */
export function Composer({ address, label, onSend }: Props) {
  const id = useId()
  const [text, setText] = useState('')
  const [found, setFound] = useState<readonly WebSuggestion[]>([])
  const [active, setActive] = useState(-1)
  const latestText = useRef('')
  const askedAt = useRef(0)
  const list = useRef<HTMLDivElement>(null)

  async function type(words: string) {
    latestText.current = words
    setText(words)
    setActive(-1)
    if (!isForBot(words)) return setFound([])
    // Until the response arrives, suggestions that no longer fit must not be inserted.
    setFound((known) => known.filter(({ insert }) => insert !== words && insert.startsWith(words)))
    const waitMs = askedAt.current + askEveryMs - Date.now()
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs))
    if (latestText.current !== words) return
    askedAt.current = Date.now()
    const suggestions = await suggest(address, words)
    if (latestText.current === words) setFound(suggestions.filter(({ insert }) => insert !== words))
  }

  /** Closes the list, and keeps a late response from opening it again. */
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
    const selected = found[active]
    const inserted = event.key === 'Tab' && !event.shiftKey ? (selected ?? found[0]) : selected
    if (event.key === 'ArrowDown') setActive((active + 1) % found.length)
    else if (event.key === 'ArrowUp') setActive((active <= 0 ? found.length : active) - 1)
    else if (event.key === 'Escape') close()
    else if ((event.key === 'Tab' || event.key === 'Enter') && inserted !== undefined) type(inserted.insert)
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
        aria-label={labels.suggestions}
        hidden={!isOpen}
      >
        {found.map(({ insert, label, help }, at) => (
          <div
            key={insert}
            id={`${id}-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === active}
            // On a click, the field would lose its focus first, which closes the list.
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
        {isOpen && labels.suggestionCount(found.length)}
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
        placeholder={address.thread === undefined ? labels.messageHint : labels.reply}
        autocomplete="off"
        maxLength={4000}
      />
      <button type="submit" class="button primary">
        {labels.send}
      </button>
    </form>
  )
}
