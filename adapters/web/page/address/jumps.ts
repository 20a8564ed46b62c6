import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { readJump } from '../../jump.ts'
import { type Address, toHref } from './address.ts'

const markedMs = 2000

/**
 * Follows links to messages of a channel or thread, each time they are pressed: the message leaves the page's URL, so that
 * the same link changes it again.
 *
 * @param isLoaded Whether the messages are there.
 */
export function useJump(address: Address, isLoaded: boolean, show: (message: string) => void): void {
  const { channel, thread } = address
  const [jump, setJump] = useState(() => readJump(location.hash))
  const latest = useRef(show)
  latest.current = show

  useLayoutEffect(() => {
    const onHashChange = () => setJump(readJump(location.hash))
    addEventListener('hashchange', onHashChange)
    return () => removeEventListener('hashchange', onHashChange)
  }, [])

  useEffect(() => {
    if (!isLoaded || jump === undefined || jump.channel !== channel || jump.thread !== thread) return
    history.replaceState(history.state, '', toHref(address))
    setJump(undefined)
    latest.current(jump.message)
  }, [jump, isLoaded, channel, thread])
}

/** Marks a message for a moment and moves the focus to it. */
export function markMessage(message: HTMLElement): void {
  message.focus({ preventScroll: true })
  message.classList.add('marked')
  setTimeout(() => message.classList.remove('marked'), markedMs)
}
