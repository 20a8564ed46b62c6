import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { WebMessage } from '../../wire.ts'
import { markMessage } from '../address/jumps.ts'
import { createHold, type Hold } from '../presses/hold.ts'
import type { Brought } from './use-conversation.ts'

/** A conversation this close to its end, in px, follows new messages. */
const nearEnd = 120
/** Around what is brought into sight, in px. */
const margin = 16
/** How long what came out of sight is named, in ms. */
const namedMs = 6000
/** From the upper edge of a message or note to the end of its first line, in px. */
const firstLine = 64

/** A note or message that a press has brought out of sight. */
interface Unseen {
  readonly element: HTMLElement
  readonly summary: string
}

/** The scroll position of a conversation: a press moves nothing, new messages are followed at the end only. */
export function useScroll(messages: readonly WebMessage[] | undefined, brought: Brought | undefined) {
  const scroller = useRef<HTMLElement>(null)
  const hold = useRef<Hold | undefined>(undefined)
  const isAtEnd = useRef(true)
  /** Whether there are messages to be followed. */
  const isLoaded = useRef(false)
  const [unseen, setUnseen] = useState<Unseen>()

  useLayoutEffect(() => {
    const element = scroller.current
    const content = element?.firstElementChild
    if (element === null || !(content instanceof HTMLElement)) return
    const made = createHold(element, content)
    hold.current = made
    // The message box grows, or a keyboard opens below it: the end stays in sight.
    const observer = new ResizeObserver(
      () => isLoaded.current && isAtEnd.current && !made.isHolding() && toEnd(),
    )
    observer.observe(element)
    return () => {
      made.end()
      observer.disconnect()
    }
  }, [])

  function look(): void {
    const view = scroller.current
    // Behind a thread it has no height, and stays where it was.
    if (view !== null && view.clientHeight > 0)
      isAtEnd.current = view.scrollHeight - view.scrollTop - view.clientHeight < nearEnd
  }

  function toEnd(): void {
    hold.current?.release()
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight })
    isAtEnd.current = true
  }

  /** Scrolls no further than it must until an element is in sight; of a tall one, its beginning. */
  function bring(element: HTMLElement): void {
    const view = scroller.current
    if (view === null) return
    hold.current?.release()
    view.scrollTop += distanceIntoSight(element, view)
    look()
  }

  /** Scrolls until an element is at the top. */
  function bringToTop(element: HTMLElement): void {
    const view = scroller.current
    if (view === null) return
    hold.current?.release()
    view.scrollTop += element.getBoundingClientRect().top - view.getBoundingClientRect().top - margin
    look()
  }

  useLayoutEffect(() => {
    // The welcome of an empty channel is read from its beginning.
    if (messages === undefined || messages.length === 0) return
    const isFirst = !isLoaded.current
    isLoaded.current = true
    if (isAtEnd.current && hold.current?.isHolding() !== true) toEnd()
    const news = isFirst ? scroller.current?.querySelector<HTMLElement>('.new-line') : null
    if (news) bring(news)
  }, [messages])

  const handled = useRef<Brought | undefined>(undefined)
  useLayoutEffect(() => {
    if (brought === undefined || brought === handled.current) return
    const element = findElement(scroller.current, brought)
    if (element === undefined) return
    handled.current = brought
    setUnseen(undefined)
    if (!brought.isPressed && 'message' in brought) return toEnd()
    if (!brought.isPressed || hold.current?.isPressedGone() === true) return bring(element)
    if (!isTopInSight(element, scroller.current))
      setUnseen({ element, summary: summaryOf(brought, messages) })
  }, [brought, messages])

  useEffect(() => {
    if (unseen === undefined) return
    const timer = setTimeout(() => setUnseen(undefined), namedMs)
    return () => clearTimeout(timer)
  }, [unseen])

  return {
    scroller,
    /** Holds the control that was pressed. */
    onPress: ({ target }: Event) => hold.current?.holdPressed(target),
    /** Holds on until the answer to the press is there. */
    holdUntil: (answered: Promise<unknown>) => void hold.current?.holdUntil(answered),
    /** Keeps the first message where it is while earlier ones are added. */
    keepFirst() {
      const first = scroller.current?.querySelector('[data-message]')
      if (first instanceof HTMLElement) hold.current?.hold(first)
    },
    /** Holds what was pressed last, where it is now. */
    holdAgain: () => hold.current?.holdAgain(),
    isAtEnd: () => isAtEnd.current,
    unseen: unseen?.summary,
    showUnseen() {
      if (unseen === undefined) return
      setUnseen(undefined)
      bring(unseen.element)
      unseen.element.focus({ preventScroll: true })
    },
    /** Scrolls to a message, as a link to it does. One that is gone is left alone. */
    showMessage(id: string) {
      const message = findElement(scroller.current, { message: id })
      if (message === undefined) return
      bringToTop(message)
      markMessage(message)
    },
    onScroll() {
      look()
      if (unseen !== undefined && isTopInSight(unseen.element, scroller.current)) setUnseen(undefined)
    },
  }
}

/** How far to scroll at least until an element is in sight, in px; of a tall one, its beginning. */
function distanceIntoSight(element: HTMLElement, view: HTMLElement): number {
  const [{ top, bottom, height }, frame] = [element.getBoundingClientRect(), view.getBoundingClientRect()]
  const isTall = height + 2 * margin > frame.height
  if (top < frame.top || isTall) return top - frame.top - margin
  return bottom > frame.bottom ? bottom - frame.bottom + margin : 0
}

/** The element of a message or note in the conversation. */
function findElement(
  view: HTMLElement | null,
  searched: { readonly note: string } | { readonly message: string },
): HTMLElement | undefined {
  const all = [...(view?.querySelectorAll<HTMLElement>('[data-message], [data-note]') ?? [])]
  return all.find(({ dataset }) =>
    'note' in searched ? dataset.note === searched.note : dataset.message === searched.message,
  )
}

function summaryOf(brought: Brought, messages: readonly WebMessage[] = []): string {
  if ('note' in brought) return brought.summary
  const found = messages.find(({ id }) => id === brought.message)
  return found?.text ?? found?.view?.summary ?? ''
}

/** Whether the first line of an element is in sight. */
function isTopInSight(element: HTMLElement, view: HTMLElement | null): boolean {
  if (view === null) return false
  const [{ top }, frame] = [element.getBoundingClientRect(), view.getBoundingClientRect()]
  return top >= frame.top - 1 && top + firstLine <= frame.bottom
}
