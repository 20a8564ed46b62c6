import { useEffect, useRef } from 'preact/hooks'
import { labels } from '../../labels.ts'
import { showMessage, useJump } from '../address/jumps.ts'
import { FormDialog } from '../form/form.tsx'
import { readField, sendInput } from '../server/api.ts'
import { Composer } from './composer.tsx'
import { MessageList } from './message-list.tsx'
import { type ConversationProps, useConversation } from './use-conversation.ts'
import { Welcome } from './welcome.tsx'

/** A conversation this close to its end, in px, follows new messages. */
const nearEnd = 120

/** A channel or thread: its messages, this person's private notes, and the message box. */
export function Conversation(props: ConversationProps) {
  const { address, people } = props
  const { channel, thread } = address
  const { messages, notes, announcement, openForm, isAtEnd, send, dismissNote, closeForm, finishForm } =
    useConversation(props)
  const scroll = useRef<HTMLDivElement>(null)

  useEffect(() => {
    // The welcome of an empty channel is read from its beginning.
    if (isAtEnd.current && messages?.length !== 0)
      scroll.current?.scrollTo({ top: scroll.current.scrollHeight })
  }, [messages])

  useJump(address, messages !== undefined, (id) => {
    isAtEnd.current = false
    showMessage(scroll.current, id)
  })

  return (
    <>
      <section
        ref={scroll}
        class="scroll"
        // Keyboard users scroll it, even if it has nothing to press.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable regions have to be reachable.
        tabIndex={0}
        aria-label={thread === undefined ? labels.messages : labels.threadMessages}
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
        label={thread === undefined ? labels.messageIn(channel) : labels.replyInThread}
        onSend={(text) => send({ text })}
      />
      {openForm !== undefined && (
        <FormDialog
          key={`${openForm.form.submit.command} ${openForm.form.title}`}
          form={openForm.form}
          people={people}
          onSubmit={(call) => sendInput(address, { call })}
          onRead={(call, field, words) => readField(address, call, field, words)}
          onDone={finishForm}
          onCancel={closeForm}
        />
      )}
    </>
  )
}
