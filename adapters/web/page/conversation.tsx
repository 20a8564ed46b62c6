import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Form } from '../../../src/chat/answer.ts'
import type { Member, Reply, WebMessage } from '../wire.ts'
import type { Address } from './address.ts'
import { loadMessages, sendInput, type UserInput } from './api.ts'
import { Composer } from './composer.tsx'
import type { Events } from './events.ts'
import { FormDialog } from './form.tsx'
import { findName, MessageList } from './message-list.tsx'
import type { Origin } from './origin.ts'
import type { Note } from './private-note.tsx'
import { Welcome } from './welcome.tsx'

interface Props {
  readonly address: Address
  readonly people: readonly Member[]
  readonly events: Events
}

/** So near its end, in px, a conversation follows what is new. */
const nearEnd = 120

/** A channel or a thread: what was said, what only this person was told, and where to type. */
export function Conversation({ address, people, events }: Props) {
  const { person, channel, thread } = address
  const [messages, setMessages] = useState<readonly WebMessage[]>()
  const [notes, setNotes] = useState<readonly Note[]>([])
  const [openForm, setOpenForm] = useState<{ readonly form: Form; readonly origin: Origin }>()
  const [announcement, setAnnouncement] = useState('')
  const scroll = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef(true)
  /** What was told since the page listens: what is loaded may have been read before. */
  const received = useRef<readonly WebMessage[]>([])

  const load = useCallback(
    // Without an answer, what is shown stays; it is loaded again when the connection is back.
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
      onPosted(message) {
        if (show(message) && message.author !== person)
          setAnnouncement(`${findName(message, people)}: ${message.text ?? message.view?.summary ?? ''}`)
      },
    })
  }, [events, load, people])

  useEffect(() => {
    // The first screen is read from its beginning.
    if (isAtEnd.current && messages?.length !== 0)
      scroll.current?.scrollTo({ top: scroll.current.scrollHeight })
  }, [messages])

  function addNote(
    answer: Note['answer'],
    { message, note: addNote }: Origin,
    typed: string | undefined,
  ): void {
    const key = addNote?.key ?? message ?? crypto.randomUUID()
    const after = addNote?.after ?? message ?? messages?.at(-1)?.id
    const said = addNote?.typed ?? typed
    setNotes((known) => [...known.filter((one) => one.key !== key), { key, after, typed: said, answer }])
    if (answer.kind === 'shown') setAnnouncement(`Only you can see this: ${answer.view.summary}`)
  }

  const dismissNote = ({ key }: Note) => setNotes((known) => known.filter((one) => one.key !== key))

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

  /** @returns whether it was accepted; if not, what was typed is still wanted. */
  async function send(input: UserInput, origin: Origin = {}): Promise<boolean> {
    const reply = await sendInput(address, input)
    const typed = 'text' in input ? input.text : undefined
    if (reply.kind === 'refusal') addNote(reply, origin, typed)
    else receive(reply, origin, typed)
    return reply.kind !== 'refusal'
  }

  return (
    <>
      <section
        ref={scroll}
        class="scroll"
        // A reader without a mouse scrolls it, also when there is nothing in it to press.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable regions have to be reachable.
        tabIndex={0}
        aria-label={thread === undefined ? 'Messages' : 'Messages of the thread'}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          isAtEnd.current = scrollHeight - scrollTop - clientHeight < nearEnd
        }}
      >
        {messages?.length === 0 && <Welcome onPress={(call) => send({ call })} />}
        <MessageList
          address={address}
          messages={messages ?? []}
          notes={notes}
          people={people}
          onPress={(call, origin) => send({ call }, origin)}
          onDismiss={dismissNote}
        />
      </section>
      <p class="hidden" role="status">
        {announcement}
      </p>
      <Composer
        address={address}
        label={thread === undefined ? `Message in ${channel}` : 'Reply in this thread'}
        onSend={(text) => send({ text })}
      />
      {openForm !== undefined && (
        <FormDialog
          key={`${openForm.form.submit.command} ${openForm.form.title}`}
          form={openForm.form}
          people={people}
          onSubmit={(call) => sendInput(address, { call })}
          onDone={(reply) => {
            setOpenForm(undefined)
            receive(reply, openForm.origin)
          }}
          onCancel={() => setOpenForm(undefined)}
        />
      )}
    </>
  )
}

/** With the message in its latest state, whichever of two comes first. */
function withMessage(known: readonly WebMessage[], message: WebMessage): readonly WebMessage[] {
  const at = known.findIndex(({ id }) => id === message.id)
  const before = known[at]
  if (before === undefined) return [...known, message].toSorted((a, b) => a.at - b.at)
  return countChanges(message) < countChanges(before) ? known : known.with(at, message)
}

const countChanges = ({ edits, replies }: WebMessage): number => edits + replies
