import { labels } from '../../labels.ts'
import { useJump } from '../address/jumps.ts'
import { FormDialog } from '../form/form.tsx'
import { readField, sendInput } from '../server/api.ts'
import { Composer } from './composer.tsx'
import { MessageList } from './message-list.tsx'
import { type ConversationProps, useConversation } from './use-conversation.ts'
import { useReading } from './use-reading.ts'
import { useScroll } from './use-scroll.ts'
import { Welcome } from './welcome.tsx'

interface Props extends ConversationProps {
  /** Up to when the channel was read before, in ms since 1970; left out of a thread. */
  readonly readAt?: number
  /** Called when the channel is read up to a later message. */
  readonly onRead?: (at: number) => void
}

/** A channel or thread: its messages, this person's private notes, and the message box. */
export function Conversation({ readAt, onRead = () => {}, ...props }: Props) {
  const { address, people } = props
  const { channel, thread } = address
  const { messages, brought, send, ...conversation } = useConversation(props)
  const scroll = useScroll(messages, brought)
  const reading = useReading({ address, messages, readAt, isAtEnd: scroll.isAtEnd, onRead })

  useJump(address, messages !== undefined, async (id) => {
    if (await conversation.loadUntil(id)) scroll.showMessage(id)
  })

  function showEarlier(): void {
    scroll.keepFirst()
    // A page that has lost its connection says so already.
    conversation.loadEarlier().catch(() => {})
  }

  return (
    <>
      <section
        ref={scroll.scroller}
        class="scroll"
        // Keyboard users scroll it, even if it has nothing to press.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable regions have to be reachable.
        tabIndex={0}
        aria-label={thread === undefined ? labels.messages : labels.threadMessages}
        onScroll={() => {
          scroll.onScroll()
          reading.onScroll()
        }}
        onClickCapture={scroll.onPress}
        onChangeCapture={scroll.onPress}
      >
        <div>
          {messages?.length === 0 && <Welcome onPress={(call) => send({ call })} />}
          {conversation.hasEarlier && (
            <button type="button" class="button earlier" onClick={showEarlier}>
              {labels.earlier}
            </button>
          )}
          <MessageList
            address={address}
            messages={messages ?? []}
            notes={conversation.notes}
            people={people}
            firstNew={reading.firstNew}
            onPress={(call, origin) => scroll.holdUntil(send({ call }, origin))}
            onDismiss={conversation.dismissNote}
          />
        </div>
      </section>
      <p class="hidden" role="status">
        {conversation.announcement}
      </p>
      <div class="foot">
        {scroll.unseen !== undefined && (
          <p class="unseen">
            <span>{scroll.unseen}</span>
            <button type="button" class="button" onClick={scroll.showUnseen}>
              {labels.showUnseen}
            </button>
          </p>
        )}
        <Composer
          address={address}
          label={thread === undefined ? labels.messageIn(channel) : labels.replyInThread}
          onSend={(text, signal) => {
            reading.onSend()
            return send({ text }, {}, signal)
          }}
        />
      </div>
      {conversation.openForm !== undefined && (
        <FormDialog
          key={`${conversation.openForm.form.submit.command} ${conversation.openForm.form.title}`}
          form={conversation.openForm.form}
          address={address}
          people={people}
          onSubmit={(call, signal) => sendInput(address, { call }, signal)}
          onRead={(call, field, words) => readField(address, call, field, words)}
          onDone={(reply) => {
            scroll.holdAgain()
            conversation.finishForm(reply)
          }}
          onCancel={conversation.closeForm}
        />
      )}
    </>
  )
}
