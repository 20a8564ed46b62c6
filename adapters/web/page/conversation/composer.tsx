import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { labels } from '../../labels.ts'
import type { Address } from '../address/address.ts'
import { readDraft, writeDraft } from '../kept/drafts.ts'
import { connection } from '../server/connection.ts'
import { SuggestionList, useSuggestions } from './suggestions.tsx'

interface Props {
  readonly address: Address
  readonly label: string
  /** @param signal Gives up waiting for the connection. @returns whether it was accepted. */
  readonly onSend: (text: string, signal: AbortSignal) => Promise<boolean>
}

/**
 * The message box, with suggestions above it: arrow keys choose one, Tab or Enter inserts it, Escape closes them. Enter sends, except
 * on touch screens, where it makes a new line as Shift+Enter does everywhere.
 */
export function Composer({ address, label, onSend }: Props) {
  const id = useId()
  const { text, setText, isWaiting, send } = useDraft(address, onSend)
  const { found, active, ask, move, close } = useSuggestions(address)

  function type(words: string): void {
    setText(words)
    ask(words)
  }

  function submit(): void {
    close()
    send()
  }

  function onKeyDown(event: KeyboardEvent): void {
    // While an input method composes, its keys are its own. Safari says so by the code alone.
    if (event.isComposing || event.keyCode === 229) return
    const inserted = move(event)
    if (inserted !== undefined) type(inserted)
    else if (event.key === 'Enter' && !event.shiftKey && !isTouch()) {
      event.preventDefault()
      submit()
    }
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <SuggestionList id={`${id}-list`} found={found} active={active} onChoose={type} />
      {/* The text lies under the field as well, and gives it its height. */}
      <div class="grow" data-text={text}>
        <textarea
          value={text}
          rows={1}
          onInput={(event) => type(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={close}
          aria-label={label}
          aria-autocomplete="list"
          aria-controls={`${id}-list`}
          aria-activedescendant={active >= 0 ? `${id}-list-${active}` : undefined}
          aria-describedby={isWaiting ? `${id}-waiting` : undefined}
          placeholder={address.thread === undefined ? labels.messageHint : labels.reply}
          autocomplete="off"
          maxLength={4000}
        />
      </div>
      {isWaiting && (
        <p id={`${id}-waiting`} class="hidden">
          {labels.sentLater}
        </p>
      )}
      <button type="submit" class="button primary">
        {labels.send}
      </button>
    </form>
  )
}

const isTouch = (): boolean => matchMedia('(pointer: coarse)').matches

/** The text in a message box. It is kept while it is typed, until it was accepted. */
function useDraft(address: Address, onSend: Props['onSend']) {
  const [text, show] = useState(() => readDraft(address))
  const [waiting, setWaiting] = useState<string>()
  const latest = useRef(text)
  const giveUp = useRef(new AbortController())

  function setText(words: string): void {
    // Words that wait for the connection are sent unchanged or not at all.
    if (waiting !== undefined) giveUp.current.abort()
    setWaiting(undefined)
    latest.current = words
    show(words)
    writeDraft(address, words)
  }

  // Elsewhere it waits as a draft.
  useEffect(() => () => giveUp.current.abort(), [])

  async function send(): Promise<void> {
    const words = latest.current.trim()
    if (words === '') return
    if (waiting !== undefined) return connection.tryNow()
    const abort = new AbortController()
    giveUp.current = abort
    /** Puts the words back into the box, if nothing else was typed meanwhile. */
    const putBack = (): boolean => {
      if (latest.current !== '' && latest.current !== words) return false
      latest.current = words
      show(words)
      return true
    }
    latest.current = ''
    show('')
    const wait = () => connection.isLost() && putBack() && setWaiting(words)
    const stop = connection.onChange(wait)
    const sending = onSend(words, abort.signal)
    wait()
    const isAccepted = await sending
    stop()
    setWaiting(undefined)
    if (!isAccepted) return void putBack()
    if (latest.current === words) {
      latest.current = ''
      show('')
    }
    if (readDraft(address).trim() === words) writeDraft(address, '')
  }

  return { text, setText, isWaiting: waiting !== undefined, send }
}
