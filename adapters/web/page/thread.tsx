import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Member } from '../wire.ts'
import { addressOf, type Here } from './address.ts'
import { Conversation } from './conversation.tsx'
import type { Events } from './events.ts'

interface Props {
  readonly here: Here
  readonly people: readonly Member[]
  readonly events: Events
}

/** The thread beside the channel. The keyboard goes on in it, and back to what opened it when it is closed. */
export function Thread({ here, people, events }: Props) {
  const { thread, ...top } = here
  const panel = useRef<HTMLElement>(null)
  const name = useRef<HTMLHeadingElement>(null)

  useLayoutEffect(() => {
    const [here, opener] = [panel.current, document.activeElement]
    name.current?.focus()
    return () => {
      const isLeft = here?.contains(document.activeElement) === true
      if (isLeft && opener instanceof HTMLElement) opener.focus()
    }
  }, [thread])

  return (
    <aside ref={panel} class="column thread" aria-labelledby="thread-name">
      <header class="bar">
        <h2 ref={name} id="thread-name" tabIndex={-1}>
          Thread
        </h2>
        <a class="button" href={addressOf(top)}>
          Close<span class="hidden"> the thread</span>
        </a>
      </header>
      <Conversation key={addressOf(here)} here={here} people={people} events={events} />
    </aside>
  )
}
