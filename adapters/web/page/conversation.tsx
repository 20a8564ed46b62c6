import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Form } from '../../../src/chat/answer.ts'
import type { Call } from '../../../src/chat/call.ts'
import { type Here, loadMessages, type Member, type Message, perform, type Reply, say } from './api.ts'
import { Composer } from './composer.tsx'
import type { Events } from './events.ts'
import { FormDialog } from './form.tsx'
import { MessageList } from './message-list.tsx'
import { type Note, PrivateNote } from './private-note.tsx'
import { Welcome } from './welcome.tsx'

interface Props {
  readonly here: Here
  readonly people: readonly Member[]
  readonly events: Events
  readonly openThread?: (message: Message) => void
}

/** A channel or a thread: what was said, what only this person was told, and where to type. */
export function Conversation({ here, people, events, openThread }: Props) {
  const { person, channel, thread } = here
  const [messages, setMessages] = useState<readonly Message[]>()
  const [notes, setNotes] = useState<readonly Note[]>([])
  const [form, setForm] = useState<Form>()
  const end = useRef<HTMLDivElement>(null)

  const load = useCallback(async () => {
    setMessages(await loadMessages({ person, channel, ...(thread !== undefined && { thread }) }))
  }, [person, channel, thread])

  useEffect(() => {
    setNotes([])
    setForm(undefined)
    load()
  }, [load])

  useEffect(
    () =>
      events.listen({
        again: load,
        message(message) {
          const isHere = message.place.channel === channel && message.place.thread === thread
          if (!isHere && message.id !== thread) return
          setMessages((known = []) =>
            known.some(({ id }) => id === message.id)
              ? known.map((one) => (one.id === message.id ? message : one))
              : [...known, message],
          )
        },
      }),
    [events, load, channel, thread],
  )

  const count = messages?.length ?? 0
  useEffect(() => end.current?.scrollIntoView({ block: 'end' }), [count, notes])

  function receive(reply: Reply, call?: Call) {
    if (reply.kind === 'posted') return
    if (reply.kind === 'form') return setForm(reply)
    const key = call?.args.poll ?? call?.args.paper ?? call?.command ?? 'typed'
    setNotes((known) => [...known.filter((note) => note.key !== key), { key, answer: reply }])
  }

  const press = async (call: Call) => receive(await perform(here, call), call)

  return (
    <>
      <div
        class="scroll"
        tabIndex={0}
        role="region"
        aria-label={thread === undefined ? 'Messages' : 'Thread'}
      >
        {messages !== undefined && messages.length === 0 && thread === undefined && (
          <Welcome perform={press} />
        )}
        <MessageList
          messages={messages ?? []}
          people={people}
          perform={press}
          {...(openThread !== undefined && { openThread })}
        />
        {notes.map((note) => (
          <PrivateNote
            key={note.key}
            note={note}
            perform={press}
            dismiss={() => setNotes((known) => known.filter((one) => one !== note))}
          />
        ))}
        <div ref={end} />
      </div>
      <Composer
        here={here}
        label={thread === undefined ? `Message in ${channel}` : 'Reply in this thread'}
        send={async (text) => receive(await say(here, text))}
      />
      {form !== undefined && (
        <FormDialog
          key={`${form.submit.command} ${form.title}`}
          form={form}
          people={people}
          submit={(call) => perform(here, call)}
          done={(reply, call) => {
            setForm(undefined)
            receive(reply, call)
          }}
          cancel={() => setForm(undefined)}
        />
      )}
    </>
  )
}
