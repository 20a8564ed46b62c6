import { useEffect, useRef, useState } from 'preact/hooks'
import { labels } from '../../labels.ts'
import type { WebSuggestion } from '../../wire.ts'
import type { Address } from '../address/address.ts'
import { useEscape } from '../presses/escape.ts'
import { suggest } from '../server/api.ts'

/** The server has five suggestions a second for each person; those for the last key typed must be among them. */
const askEveryMs = 250

const isForBot = (text: string) => /^(?:\/|@c)/i.test(text)

/** The suggestions for the words in a message box. */
export function useSuggestions(address: Address) {
  const [found, setFound] = useState<readonly WebSuggestion[]>([])
  const [active, setActive] = useState(-1)
  const latestText = useRef('')
  const askedAt = useRef(0)

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
      const waitMs = askedAt.current + askEveryMs - Date.now()
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs))
      if (latestText.current !== words) return
      askedAt.current = Date.now()
      const suggestions = await suggest(address, words)
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
