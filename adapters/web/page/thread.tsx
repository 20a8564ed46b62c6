import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Member } from '../wire.ts'
import { type Address, toHref } from './address.ts'
import { Conversation } from './conversation.tsx'
import type { Events } from './events.ts'

interface Props {
  readonly address: Address
  readonly people: readonly Member[]
  readonly events: Events
}

/** The thread beside the channel. The keyboard goes on in it, and back to what opened it when it is closed. */
export function Thread({ address, people, events }: Props) {
  const { thread, ...top } = address
  const panel = useRef<HTMLElement>(null)
  const name = useRef<HTMLHeadingElement>(null)

  useLayoutEffect(() => {
    const [element, opener] = [panel.current, document.activeElement]
    name.current?.focus()
    return () => {
      const isLeft = element?.contains(document.activeElement) === true
      if (isLeft && opener instanceof HTMLElement) opener.focus()
    }
  }, [thread])

  return (
    <aside ref={panel} class="column thread" aria-labelledby="thread-name">
      <header class="bar">
        <h2 ref={name} id="thread-name" tabIndex={-1}>
          Thread
        </h2>
        <a class="button" href={toHref(top)}>
          Close<span class="hidden"> the thread</span>
        </a>
      </header>
      <Conversation key={toHref(address)} address={address} people={people} events={events} />
    </aside>
  )
}
