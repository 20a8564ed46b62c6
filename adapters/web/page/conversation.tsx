import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Form } from '../../../src/chat/answer.ts'
import type { Member, Reply, WebMessage } from '../wire.ts'
import type { Here } from './address.ts'
import { loadMessages, type Saying, say } from './api.ts'
import { Composer } from './composer.tsx'
import type { Events } from './events.ts'
import { FormDialog } from './form.tsx'
import { MessageList, nameOf } from './message-list.tsx'
import type { Origin } from './origin.ts'
import type { Note } from './private-note.tsx'
import { Welcome } from './welcome.tsx'

interface Props {
  readonly here: Here
  readonly people: readonly Member[]
  readonly events: Events
}

/** So near its end, in px, a conversation follows what is new. */
const nearEnd = 120

/** A channel or a thread: what was said, what only this person was told, and where to type. */
export function Conversation({ here, people, events }: Props) {
  const { person, channel, thread } = here
  const [messages, setMessages] = useState<readonly WebMessage[]>()
  const [notes, setNotes] = useState<readonly Note[]>([])
  const [asking, setAsking] = useState<{ readonly form: Form; readonly origin: Origin }>()
  const [news, setNews] = useState('')
  const scroll = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef(true)
  /** What was told since the page listens: what is loaded may have been read before. */
  const heard = useRef<readonly WebMessage[]>([])

  const load = useCallback(
    // Without an answer, what is shown stays; it is loaded again when the connection is back.
    () =>
      loadMessages({ person, channel, ...(thread !== undefined && { thread }) }).then(
        (loaded) => setMessages(heard.current.reduce(withMessage, loaded)),
        () => {},
      ),
    [person, channel, thread],
  )

  useEffect(() => {
    load()
    const show = (message: WebMessage): boolean => {
      const { id, place } = message
      if (place.channel !== channel || (place.thread !== thread && id !== thread)) return false
      heard.current = withMessage(heard.current, message)
      setMessages((known) => known && withMessage(known, message))
      return true
    }
    return events.listen({
      connected: load,
      edited: show,
      posted(message) {
        if (show(message) && message.author !== person)
          setNews(`${nameOf(message, people)}: ${message.text ?? message.view?.summary ?? ''}`)
      },
    })
  }, [events, load, people])

  useEffect(() => {
    // The first screen is read from its beginning.
    if (isAtEnd.current && messages?.length !== 0)
      scroll.current?.scrollTo({ top: scroll.current.scrollHeight })
  }, [messages])

  function note(answer: Note['answer'], { message, note }: Origin, typed: string | undefined): void {
    const key = note?.key ?? message ?? crypto.randomUUID()
    const after = note?.after ?? message ?? messages?.at(-1)?.id
    const said = note?.typed ?? typed
    setNotes((known) => [...known.filter((one) => one.key !== key), { key, after, typed: said, answer }])
    if (answer.kind === 'shown') setNews(`Only you can see this: ${answer.view.summary}`)
  }

  const dismiss = ({ key }: Note) => setNotes((known) => known.filter((one) => one.key !== key))

  function receive(reply: Exclude<Reply, { kind: 'refusal' }>, origin: Origin, typed?: string): void {
    switch (reply.kind) {
      case 'posted':
        isAtEnd.current = true
        if (origin.note !== undefined) dismiss(origin.note)
        return
      case 'form':
        setAsking({ form: reply, origin })
        return
      case 'shown':
        note(reply, origin, typed)
    }
  }

  /** @returns whether it was accepted; if not, what was typed is still wanted. */
  async function tell(saying: Saying, origin: Origin = {}): Promise<boolean> {
    const reply = await say(here, saying)
    const typed = 'text' in saying ? saying.text : undefined
    if (reply.kind === 'refusal') note(reply, origin, typed)
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
        {messages?.length === 0 && <Welcome press={(call) => tell({ call })} />}
        <MessageList
          here={here}
          messages={messages ?? []}
          notes={notes}
          people={people}
          press={(call, origin) => tell({ call }, origin)}
          dismiss={dismiss}
        />
      </section>
      <p class="hidden" role="status">
        {news}
      </p>
      <Composer
        here={here}
        label={thread === undefined ? `Message in ${channel}` : 'Reply in this thread'}
        send={(text) => tell({ text })}
      />
      {asking !== undefined && (
        <FormDialog
          key={`${asking.form.submit.command} ${asking.form.title}`}
          form={asking.form}
          people={people}
          submit={(call) => say(here, { call })}
          done={(reply) => {
            setAsking(undefined)
            receive(reply, asking.origin)
          }}
          cancel={() => setAsking(undefined)}
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
  return changesOf(message) < changesOf(before) ? known : known.with(at, message)
}

const changesOf = ({ edits, replies }: WebMessage): number => edits + replies
