import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { labels } from '../../labels.ts'
import type { Member, WebMessage } from '../../wire.ts'
import type { Address } from '../address/address.ts'
import { loadMessages } from '../server/api.ts'
import type { Events } from '../server/events.ts'

/** Messages that a page loads at first, and with each press on Earlier messages. */
const pageSize = 50
/** The most that the server lists at once. */
const maxListed = 300

interface Props {
  readonly address: Address
  readonly people: readonly Member[]
  readonly events: Events
}

interface Known {
  readonly messages: readonly WebMessage[]
  /** Whether there are messages before them. */
  readonly hasEarlier: boolean
}

/**
 * The latest messages of a channel or thread, kept up to date; `undefined` until they are loaded.
 *
 * @param announce Called with what others say, for screen readers.
 */
export function useMessages({ address, people, events }: Props, announce: (text: string) => void) {
  const { person, channel, thread } = address
  const [known, setKnown] = useState<Known>()
  const latest = useRef<Known | undefined>(undefined)
  latest.current = known
  /** Messages pushed since the page subscribed: a list that was loaded meanwhile may be older. */
  const received = useRef<readonly WebMessage[]>([])

  const list = useCallback(
    async (count: number, before?: string): Promise<Known> => {
      // One more tells whether there are earlier ones.
      const limit = Math.min(count + 1, maxListed)
      const place = { person, channel, ...(thread !== undefined && { thread }) }
      const found = await loadMessages(place, { limit, ...(before !== undefined && { before }) })
      const hasEarlier = found.length === limit
      return { messages: hasEarlier ? found.slice(1) : found, hasEarlier }
    },
    [person, channel, thread],
  )

  useEffect(() => {
    // If loading fails, the page keeps what it shows and loads again once it is reconnected.
    const load = () =>
      list(Math.max(latest.current?.messages.length ?? 0, pageSize)).then(
        ({ messages, hasEarlier }) =>
          setKnown({ messages: received.current.reduce(withMessage, messages), hasEarlier }),
        () => {},
      )
    load()
    const change = (act: (messages: readonly WebMessage[]) => readonly WebMessage[]) => {
      received.current = act(received.current)
      setKnown((known) => known && { ...known, messages: act(known.messages) })
    }
    const show = (message: WebMessage): boolean => {
      const { id, place } = message
      if (place.channel !== channel || (place.thread !== thread && id !== thread)) return false
      change((messages) => withMessage(messages, message))
      return true
    }
    return events.subscribe({
      onConnected: load,
      onEdited: show,
      onRemoved: ({ id }) => change((messages) => messages.filter((one) => one.id !== id)),
      onPosted(message) {
        const before = [...(latest.current?.messages ?? []), ...received.current]
          .filter(({ at }) => at < message.at)
          .toSorted((a, b) => a.at - b.at)
          .at(-1)
        if (show(message) && message.author !== person) announce(toAnnouncement(message, before, people))
      },
    })
  }, [events, list, people])

  /** @returns whether there were any. */
  async function loadEarlier(count = pageSize): Promise<boolean> {
    const [first] = latest.current?.messages ?? []
    if (first === undefined || latest.current?.hasEarlier !== true) return false
    const earlier = await list(count, first.id)
    setKnown(
      (known) =>
        known && {
          messages: [...earlier.messages, ...known.messages],
          hasEarlier: earlier.hasEarlier,
        },
    )
    return earlier.messages.length > 0
  }

  return {
    messages: known?.messages,
    hasEarlier: known?.hasEarlier === true,
    loadEarlier,

    /** Loads earlier messages until that one is there. @returns whether it is. */
    async loadUntil(id: string): Promise<boolean> {
      const isThere = () => latest.current?.messages.some((message) => message.id === id) === true
      while (!isThere() && (await loadEarlier(maxListed).catch(() => false)))
        await new Promise((done) => setTimeout(done))
      return isThere()
    },
  }
}

/** "Ada: Poll: AI Control, open, nobody has voted yet": an answer to typed words has the name of their author. */
function toAnnouncement(
  message: WebMessage,
  before: WebMessage | undefined,
  people: readonly Member[],
): string {
  const isAnswer = message.author === undefined && /^(?:\/|@)/.test(before?.text ?? '')
  const name = findName(isAnswer && before !== undefined ? before : message, people)
  return `${name}: ${message.text ?? message.view?.name ?? message.view?.summary ?? ''}`
}

/** The name of a message's author; the bot's if it has none. */
export const findName = ({ author }: WebMessage, people: readonly Member[]): string =>
  author === undefined ? labels.bot : (people.find(({ id }) => id === author)?.name ?? labels.someone)

/** The messages with this one in its latest state, even if states arrive out of order. */
function withMessage(known: readonly WebMessage[], message: WebMessage): readonly WebMessage[] {
  const at = known.findIndex(({ id }) => id === message.id)
  const before = known[at]
  if (before === undefined) return [...known, message].toSorted((a, b) => a.at - b.at)
  return countChanges(message) < countChanges(before) ? known : known.with(at, message)
}

const countChanges = ({ edits, replies }: WebMessage): number => edits + replies
