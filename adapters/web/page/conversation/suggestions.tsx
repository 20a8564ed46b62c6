import { useEffect, useRef, useState } from 'preact/hooks'
import { labels } from '../../labels.ts'
import type { WebSuggestion } from '../../wire.ts'
import type { Address } from '../address/address.ts'
import { useEscape } from '../presses/escape.ts'
import { suggest } from '../server/api.ts'

/**
 * From one response to the next request. The server has five suggestions a second for each person, and those for the last
 * key typed must be among them, also where a busy server has let requests wait.
 */
const pauseMs = 250

const isForBot = (text: string) => /^(?:\/|@c)/i.test(text)

/** The suggestions for the words in a message box. */
export function useSuggestions(address: Address) {
  const [found, setFound] = useState<readonly WebSuggestion[]>([])
  const [active, setActive] = useState(-1)
  const latestText = useRef('')
  /** Resolves when the next request may be made; absent while it may be made at once. */
  const busy = useRef<Promise<void> | undefined>(undefined)

  /** Closes the list, and keeps a late response from opening it again. */
  function close(): void {
    latestText.current = ''
    setFound([])
    setActive(-1)
  }

  useEscape('suggestions', found.length > 0, close)

  return {
    found,
    active,
    close,

    /** Asks for suggestions for these words. */
    async ask(words: string): Promise<void> {
      latestText.current = words
      setActive(-1)
      if (!isForBot(words)) return setFound([])
      // Until the response arrives, suggestions that no longer fit must not be inserted.
      setFound((known) => known.filter(({ insert }) => insert !== words && insert.startsWith(words)))
      while (busy.current !== undefined) await busy.current
      if (latestText.current !== words) return
      const asking = suggest(address, words)
      busy.current = rest(asking).then(() => {
        busy.current = undefined
      })
      const suggestions = await asking
      if (latestText.current === words) setFound(suggestions.filter(({ insert }) => insert !== words))
    },

    /** Moves in the list with the arrow keys. @returns the text to insert: Tab takes the first, Enter the active one. */
    move(event: KeyboardEvent): string | undefined {
      if (found.length === 0) return undefined
      const selected = found[active]
      const inserted = event.key === 'Tab' && !event.shiftKey ? (selected ?? found[0]) : selected
      if (event.key === 'ArrowDown') setActive((active + 1) % found.length)
      else if (event.key === 'ArrowUp') setActive((active <= 0 ? found.length : active) - 1)
      else if (event.key !== 'Tab' && event.key !== 'Enter') return undefined
      else if (inserted === undefined || event.shiftKey) return undefined
      else {
        event.preventDefault()
        return inserted.insert
      }
      event.preventDefault()
      return undefined
    },
  }
}

/** Resolves a while after a request has ended, however it has. */
async function rest(asking: Promise<unknown>): Promise<void> {
  await asking.catch(() => {})
  await new Promise((resolve) => setTimeout(resolve, pauseMs))
}

interface Props {
  readonly id: string
  readonly found: readonly WebSuggestion[]
  readonly active: number
  readonly onChoose: (text: string) => void
}

/** The suggestions above a message box, whose `aria-activedescendant` names the active one. */
export function SuggestionList({ id, found, active, onChoose }: Props) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <>
      <div
        ref={list}
        id={id}
        class="suggestions"
        role="listbox"
        aria-label={labels.suggestions}
        hidden={found.length === 0}
      >
        {found.map(({ insert, label, help }, at) => (
          // Its keys are those of the message box, which keeps the focus.
          // biome-ignore lint/a11y/useKeyWithClickEvents: see above.
          <div
            key={insert}
            id={`${id}-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === active}
            // On a press, the field would lose its focus first, which closes the list.
            onPointerDown={(event) => event.preventDefault()}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(insert)}
          >
            <strong>{label}</strong> <span class="muted">{help}</span>
          </div>
        ))}
      </div>
      <p class="hidden" role="status">
        {found.length > 0 && labels.suggestionCount(found.length)}
      </p>
    </>
  )
}
