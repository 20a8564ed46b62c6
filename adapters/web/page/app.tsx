import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { labels } from '../labels.ts'
import type { WebState } from '../wire.ts'
import { toHref, useAddress } from './address/address.ts'
import { Banner } from './banner.tsx'
import { Conversation } from './conversation/conversation.tsx'
import { Thread } from './conversation/thread.tsx'
import { useEscape } from './presses/escape.ts'
import { loadState } from './server/api.ts'
import { openEvents } from './server/events.ts'
import { useConnectionLost } from './server/use-connection-lost.ts'
import { useNews } from './server/use-news.ts'
import { Sidebar } from './sidebar/sidebar.tsx'

/** The playground: channels and people on the left, the conversation, a thread on the right. */
export function App() {
  const address = useAddress()
  const { person, channel, thread } = address
  const [isMenuOpen, setMenuOpen] = useState(false)
  const menu = useRef<HTMLElement>(null)
  const menuButton = useRef<HTMLButtonElement>(null)
  const events = useMemo(() => openEvents(person), [person])
  const state = usePlaygroundState(person, events)
  const { newsIn, readAt, onRead } = useNews(person, events, state?.now)
  const isLost = useConnectionLost()

  const { count } = newsIn(channel)
  useEffect(() => {
    document.title = `${count > 0 ? `(${count}) ` : ''}#${channel} · ${labels.bot}`
  }, [channel, count])

  useLayoutEffect(() => setMenuOpen(false), [person, channel, thread])
  useEffect(() => {
    // The menu covers narrow pages, so it takes the focus.
    if (isMenuOpen) menu.current?.querySelector<HTMLElement>('[aria-current]')?.focus()
  }, [isMenuOpen])
  useEscape('menu', isMenuOpen, () => {
    setMenuOpen(false)
    menuButton.current?.focus()
  })

  if (state === undefined) return <p class="loading">{isLost ? labels.unreachable : labels.loading}</p>
  const me = state.people.find(({ id }) => id === person)
  const top = { person, channel }
  return (
    <div class={thread === undefined ? 'playground' : 'playground with-thread'}>
      <button type="button" class="button skip" onClick={() => findMessageBox()?.focus()}>
        {labels.skip}
      </button>
      <aside ref={menu} id="menu" class={isMenuOpen ? 'sidebar open' : 'sidebar'} aria-label={labels.menu}>
        <Sidebar {...state} address={top} newsIn={newsIn} />
      </aside>
      <main>
        <header class="bar">
          <button
            ref={menuButton}
            type="button"
            class="button menu"
            aria-expanded={isMenuOpen}
            aria-controls="menu"
            onClick={() => setMenuOpen(!isMenuOpen)}
          >
            {labels.menu}
          </button>
          <h1>
            <span class="hash" aria-hidden="true">
              #
            </span>
            {channel}
          </h1>
          <p class="muted" role="status">
            {labels.speakingAs(me?.name)}
          </p>
        </header>
        <div class="column">
          {state.channels.includes(channel) ? (
            <Conversation
              key={toHref(top)}
              address={top}
              people={state.people}
              events={events}
              readAt={readAt(channel)}
              onRead={(at) => onRead(channel, at)}
            />
          ) : (
            <p class="loading">{labels.channelUnknown(me?.name)}</p>
          )}
        </div>
      </main>
      {thread !== undefined && <Thread address={address} people={state.people} events={events} />}
      <Banner />
    </div>
  )
}

/** The people, and the channels that a person sees; `undefined` until they are loaded. */
function usePlaygroundState(person: string, events: ReturnType<typeof openEvents>): WebState | undefined {
  const [state, setState] = useState<WebState>()
  useEffect(() => {
    // If it fails, the page says that it has no connection, and loads again once it is back.
    const load = () => void loadState(person).then(setState, () => {})
    load()
    const stop = events.subscribe({ onStateChanged: load, onConnected: load })
    return () => {
      stop()
      events.close()
    }
  }, [events, person])
  return state
}

/** The message box of the channel, or of the thread that covers it. */
const findMessageBox = (): HTMLElement | undefined =>
  [...document.querySelectorAll<HTMLElement>('.composer textarea')].find(
    (element) => element.getClientRects().length > 0,
  )
