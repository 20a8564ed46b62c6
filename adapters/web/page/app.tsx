import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { labels } from '../labels.ts'
import type { WebState } from '../wire.ts'
import { toHref, useAddress } from './address/address.ts'
import { Conversation } from './conversation/conversation.tsx'
import { Thread } from './conversation/thread.tsx'
import { loadState } from './server/api.ts'
import { openEvents } from './server/events.ts'
import { Sidebar } from './sidebar/sidebar.tsx'

/** The playground: channels and people on the left, the conversation, a thread on the right. */
export function App() {
  const address = useAddress()
  const { person, channel, thread } = address
  const [state, setState] = useState<WebState>()
  const [unread, setUnread] = useState<readonly string[]>([])
  const [isLost, setLost] = useState(false)
  const [isMenuOpen, setMenuOpen] = useState(false)
  const menu = useRef<HTMLElement>(null)
  const menuButton = useRef<HTMLButtonElement>(null)
  const events = useMemo(() => openEvents(person), [person])

  useEffect(() => {
    const load = () => loadState(person).then(setState, () => setLost(true))
    load()
    const stop = events.subscribe({
      onStateChanged: load,
      onLost: () => setLost(true),
      onConnected() {
        setLost(false)
        load()
      },
      onPosted: ({ place }) => setUnread((names) => [...new Set([...names, place.channel])]),
    })
    return () => {
      stop()
      events.close()
    }
  }, [events, person])

  useEffect(() => {
    setMenuOpen(false)
    document.title = `#${channel} · ${labels.bot}`
  }, [person, channel, thread])

  useEffect(() => {
    // The menu covers narrow pages, so it takes the focus.
    if (isMenuOpen) menu.current?.querySelector('a')?.focus()
  }, [isMenuOpen])

  function closeMenu() {
    setMenuOpen(false)
    menuButton.current?.focus()
  }

  useEffect(() => {
    if (unread.includes(channel)) setUnread((names) => names.filter((name) => name !== channel))
  }, [channel, unread])

  if (state === undefined) return <p class="loading">{isLost ? labels.unreachable : labels.loading}</p>
  const me = state.people.find(({ id }) => id === person)
  const top = { person, channel }
  return (
    <div class={thread === undefined ? 'playground' : 'playground with-thread'}>
      <button type="button" class="button skip" onClick={() => composer()?.focus()}>
        {labels.skip}
      </button>
      <aside
        ref={menu}
        id="menu"
        class={isMenuOpen ? 'sidebar open' : 'sidebar'}
        aria-label={labels.menu}
        onKeyDown={({ key }) => key === 'Escape' && isMenuOpen && closeMenu()}
      >
        <Sidebar {...state} address={top} unread={unread} />
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
            {isLost ? labels.reconnecting : labels.speakingAs(me?.name)}
          </p>
        </header>
        <div class="column">
          {state.channels.includes(channel) ? (
            <Conversation key={toHref(top)} address={top} people={state.people} events={events} />
          ) : (
            <p class="loading">{labels.channelUnknown(me?.name)}</p>
          )}
        </div>
      </main>
      {thread !== undefined && <Thread address={address} people={state.people} events={events} />}
    </div>
  )
}

const composer = () => document.querySelector<HTMLElement>('main [role="combobox"]')
