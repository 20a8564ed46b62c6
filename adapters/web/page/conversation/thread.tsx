import { useLayoutEffect, useRef } from 'preact/hooks'
import { labels } from '../../labels.ts'
import type { Member } from '../../wire.ts'
import { type Address, toHref } from '../address/address.ts'
import type { Events } from '../server/events.ts'
import { Conversation } from './conversation.tsx'

interface Props {
  readonly address: Address
  readonly people: readonly Member[]
  readonly events: Events
}

/** The thread beside the channel. It takes the focus, and returns it to the element that opened it. */
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
          {labels.thread}
        </h2>
        <a class="button" href={toHref(top)}>
          {labels.close}
          <span class="hidden">{labels.closeWhat}</span>
        </a>
      </header>
      <Conversation key={toHref(address)} address={address} people={people} events={events} />
    </aside>
  )
}
