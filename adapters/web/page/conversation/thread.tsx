import { useLayoutEffect, useRef } from 'preact/hooks'
import { labels } from '../../labels.ts'
import type { Member } from '../../wire.ts'
import { type Address, toHref } from '../address/address.ts'
import { useEscape } from '../presses/escape.ts'
import type { Events } from '../server/events.ts'
import { Conversation } from './conversation.tsx'

interface Props {
  readonly address: Address
  readonly people: readonly Member[]
  readonly events: Events
}

/** The thread beside the channel, or over it. It takes the focus, and returns it to the link that opened it. */
export function Thread({ address, people, events }: Props) {
  const { thread, ...top } = address
  const panel = useRef<HTMLElement>(null)
  const name = useRef<HTMLHeadingElement>(null)

  useLayoutEffect(() => {
    const [element, opener] = [panel.current, document.activeElement]
    name.current?.focus()
    return () => {
      if (element?.contains(document.activeElement) !== true) return
      // Its link is another element if the message was loaded again.
      const link = document.querySelector<HTMLElement>(`main [data-thread="${CSS.escape(thread ?? '')}"]`)
      const target =
        opener instanceof HTMLElement && opener.isConnected && opener !== document.body ? opener : link
      // In a narrow window the channel comes back with the next frame.
      requestAnimationFrame(() => document.activeElement === document.body && target?.focus())
    }
  }, [thread])

  useEscape('thread', true, () => location.assign(toHref(top)))

  return (
    <aside ref={panel} class="column thread" aria-labelledby="thread-name">
      <header class="bar">
        <a class="button back" href={toHref(top)}>
          <span class="wide">
            {labels.close}
            <span class="hidden">{labels.closeWhat}</span>
          </span>
          <span class="narrow">
            {labels.back}
            <span class="hidden">{labels.backWhere}</span>
          </span>
        </a>
        <h2 ref={name} id="thread-name" tabIndex={-1}>
          {labels.thread}
        </h2>
      </header>
      <Conversation key={toHref(address)} address={address} people={people} events={events} />
    </aside>
  )
}
