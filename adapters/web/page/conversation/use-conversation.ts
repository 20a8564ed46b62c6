import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Form } from '../../../../src/chat/answer.ts'
import { labels } from '../../labels.ts'
import type { Member, Reply, WebMessage } from '../../wire.ts'
import type { Address } from '../address/address.ts'
import { loadMessages, sendInput, type UserInput } from '../server/api.ts'
import type { Events } from '../server/events.ts'
import { findName } from './message-list.tsx'
import type { Origin } from './origin.ts'
import type { Note } from './private-note.tsx'

export interface ConversationProps {
  readonly address: Address
  readonly people: readonly Member[]
  readonly events: Events
}

/** The state of a channel or thread as one person sees it, and what that person can do in it. */
export function useConversation({ address, people, events }: ConversationProps) {
  const [announcement, setAnnouncement] = useState('')
  const [openForm, setOpenForm] = useState<{ readonly form: Form; readonly origin: Origin }>()
  const messages = useMessages({ address, people, events }, setAnnouncement)
  const { notes, addNote, dismissNote } = useNotes(messages?.at(-1)?.id, setAnnouncement)
  /** Whether the conversation is scrolled to its end, and so follows new messages. */
  const isAtEnd = useRef(true)

  function receive(reply: Exclude<Reply, { kind: 'refusal' }>, origin: Origin, typed?: string): void {
    switch (reply.kind) {
      case 'posted':
        isAtEnd.current = true
        if (origin.note !== undefined) dismissNote(origin.note)
        return
      case 'form':
        setOpenForm({ form: reply, origin })
        return
      case 'shown':
        addNote(reply, origin, typed)
    }
  }

  /** @returns whether it was accepted; if not, the typed text is put back. */
  async function send(input: UserInput, origin: Origin = {}): Promise<boolean> {
    const reply = await sendInput(address, input)
    const typed = 'text' in input ? input.text : undefined
    if (reply.kind !== 'refusal') receive(reply, origin, typed)
    else if (reply.isRepeat !== true) addNote(reply, origin, typed)
    return reply.kind !== 'refusal'
  }

  return {
    messages,
    notes,
    /** Read out by screen readers. */
    announcement,
    openForm,
    isAtEnd,
    send,
    dismissNote,
    closeForm: () => setOpenForm(undefined),
    /** Takes the answer to the form that is open. */
    finishForm(reply: Exclude<Reply, { kind: 'refusal' }>): void {
      setOpenForm(undefined)
      if (openForm !== undefined) receive(reply, openForm.origin)
    },
  }
}

/** The messages of a channel or thread, kept up to date; `undefined` until they are loaded. */
function useMessages(
  { address, people, events }: ConversationProps,
  announce: (text: string) => void,
): readonly WebMessage[] | undefined {
  const { person, channel, thread } = address
  const [messages, setMessages] = useState<readonly WebMessage[]>()
  /** Messages pushed since the page subscribed: a list that was loaded meanwhile may be older. */
  const received = useRef<readonly WebMessage[]>([])

  const load = useCallback(
    // If loading fails, the page keeps what it shows and loads again once it is reconnected.
    () =>
      loadMessages({ person, channel, ...(thread !== undefined && { thread }) }).then(
        (loaded) => setMessages(received.current.reduce(withMessage, loaded)),
        () => {},
      ),
    [person, channel, thread],
  )

  useEffect(() => {
    load()
    const show = (message: WebMessage): boolean => {
      const { id, place } = message
      if (place.channel !== channel || (place.thread !== thread && id !== thread)) return false
      received.current = withMessage(received.current, message)
      setMessages((known) => known && withMessage(known, message))
      return true
    }
    return events.subscribe({
      onConnected: load,
      onEdited: show,
      onRemoved({ id }) {
        const without = (known: readonly WebMessage[]) => known.filter((one) => one.id !== id)
        received.current = without(received.current)
        setMessages((known) => known && without(known))
      },
      onPosted(message) {
        if (show(message) && message.author !== person)
          announce(`${findName(message, people)}: ${message.text ?? message.view?.summary ?? ''}`)
      },
    })
  }, [events, load, people])

  return messages
}

/**
 * The answers that only this person sees, as long as the page is open.
 *
 * @param lastMessage The id of the last message, below which a note without an origin is shown.
 */
function useNotes(lastMessage: string | undefined, announce: (text: string) => void) {
  const [notes, setNotes] = useState<readonly Note[]>([])
  return {
    notes,

    /** Adds a note, or replaces the one that it answers. */
    addNote(answer: Note['answer'], { message, note }: Origin, typed: string | undefined): void {
      const key = note?.key ?? message ?? crypto.randomUUID()
      const after = note?.after ?? message ?? lastMessage
      const added = { key, after, typed: note?.typed ?? typed, answer }
      setNotes((known) => [...known.filter((one) => one.key !== key), added])
      if (answer.kind === 'shown') announce(`${labels.private}: ${answer.view.summary}`)
    },

    dismissNote: ({ key }: Note) => setNotes((known) => known.filter((one) => one.key !== key)),
  }
}

/** The messages with this one in its latest state, even if states arrive out of order. */
function withMessage(known: readonly WebMessage[], message: WebMessage): readonly WebMessage[] {
  const at = known.findIndex(({ id }) => id === message.id)
  const before = known[at]
  if (before === undefined) return [...known, message].toSorted((a, b) => a.at - b.at)
  return countChanges(message) < countChanges(before) ? known : known.with(at, message)
}

const countChanges = ({ edits, replies }: WebMessage): number => edits + replies
