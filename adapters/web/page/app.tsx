import { useEffect, useMemo, useState } from 'preact/hooks'
import { type Here, loadState, type Member, type Message } from './api.ts'
import { Conversation } from './conversation.tsx'
import { openEvents } from './events.ts'
import { Sidebar } from './sidebar.tsx'

const remembered = 'cruxgrid-person'

/** The playground: channels and people on the left, the conversation, a thread on the right. */
export function App() {
  const [state, setState] = useState<{ people: readonly Member[]; channels: readonly string[] }>()
  const [person, setPerson] = useState(localStorage.getItem(remembered) ?? 'web:ada')
  const [channel, setChannel] = useState(location.hash.slice(1) || 'reading-group')
  const [thread, setThread] = useState<Message>()
  const [isMenuOpen, setMenuOpen] = useState(false)

  const events = useMemo(() => openEvents(person), [person])
  useEffect(() => () => events.close(), [events])
  useEffect(() => {
    const load = async () => setState(await loadState())
    load()
    return events.listen({ state: load, again: load })
  }, [events])

  function go(where: { person?: string; channel?: string }) {
    if (where.person !== undefined) {
      localStorage.setItem(remembered, where.person)
      setPerson(where.person)
    }
    if (where.channel !== undefined) {
      history.replaceState(null, '', `#${where.channel}`)
      setChannel(where.channel)
      setThread(undefined)
    }
    setMenuOpen(false)
  }

  if (state === undefined) return <p class="muted loading">Loading…</p>
  const known = state.people.some(({ id }) => id === person) ? person : 'web:ada'
  const here: Here = { person: known, channel }
  return (
    <div class={thread === undefined ? 'playground' : 'playground with-thread'}>
      <aside id="menu" class={isMenuOpen ? 'sidebar open' : 'sidebar'} aria-label="Menu">
        <Sidebar here={here} people={state.people} channels={state.channels} go={go} />
      </aside>
      <main>
        <header class="bar">
          <button
            type="button"
            class="button menu"
            aria-expanded={isMenuOpen}
            aria-controls="menu"
            onClick={() => setMenuOpen(!isMenuOpen)}
          >
            Menu
          </button>
          <h1># {channel}</h1>
          <span class="muted">as {state.people.find(({ id }) => id === known)?.name}</span>
        </header>
        <Conversation
          key={`${known} ${channel}`}
          here={here}
          people={state.people}
          events={events}
          openThread={setThread}
        />
      </main>
      {thread !== undefined && (
        <aside class="thread" aria-label="Thread">
          <header class="bar">
            <h2>Thread</h2>
            <button type="button" class="button" onClick={() => setThread(undefined)}>
              Close
            </button>
          </header>
          <Conversation
            key={`${known} ${thread.id}`}
            here={{ ...here, thread: thread.id }}
            people={state.people}
            events={events}
          />
        </aside>
      )}
    </div>
  )
}
