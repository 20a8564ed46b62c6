import { useEffect, useRef, useState } from 'preact/hooks'
import type { WebMessage } from '../../wire.ts'
import type { Address } from '../address/address.ts'

interface Props {
  readonly address: Address
  readonly messages: readonly WebMessage[] | undefined
  /** Up to when the channel was read before, in ms since 1970; `undefined` in a thread, which isn't marked. */
  readonly readAt: number | undefined
  readonly isAtEnd: () => boolean
  /** Called when it is read up to a later message. */
  readonly onRead: (at: number) => void
}

/** Follows up to where a channel is read: all of it, while its end is in sight on a visible page. */
export function useReading({ address: { person }, messages, readAt, isAtEnd, onRead }: Props) {
  const mark = useRef(readAt)
  /** Messages after it have the line New above them. */
  const [newAfter, setNewAfter] = useState(readAt)
  const wasAtEnd = useRef(true)
  const isLoaded = useRef(false)
  const last = messages?.at(-1)?.at

  const isNews = ({ at, author }: WebMessage, after: number | undefined) =>
    after !== undefined && at > after && author !== person

  function read(): void {
    if (mark.current === undefined || last === undefined || last <= mark.current) return
    mark.current = last
    onRead(last)
  }

  useEffect(() => {
    if (messages === undefined) return
    const hasNews = messages.some((message) => isNews(message, mark.current))
    if (!isLoaded.current) setNewAfter(hasNews ? mark.current : undefined)
    else if (hasNews && !isReading(isAtEnd)) setNewAfter(mark.current)
    isLoaded.current = true
    if (isReading(isAtEnd)) read()
  }, [messages])

  const onVisible = useRef(read)
  onVisible.current = read
  useEffect(() => {
    const look = () => isReading(isAtEnd) && onVisible.current()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [])

  return {
    /** The id of the first message that is new. */
    firstNew: messages?.find((message) => isNews(message, newAfter))?.id,
    onScroll() {
      const isThere = isReading(isAtEnd)
      if (isThere && !wasAtEnd.current) {
        read()
        setNewAfter(undefined)
      }
      wasAtEnd.current = isAtEnd()
    },
    /** Called when the person posts: they have read the earlier messages. */
    onSend: () => setNewAfter(undefined),
  }
}

const isReading = (isAtEnd: () => boolean): boolean => document.visibilityState === 'visible' && isAtEnd()
