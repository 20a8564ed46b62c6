import { type ComponentChildren, Fragment } from 'preact'
import type { Call } from '../../../../src/chat/call.ts'
import { labels } from '../../labels.ts'
import type { Member, WebMessage } from '../../wire.ts'
import { type Address, toHref } from '../address/address.ts'
import { Avatar } from '../view/avatar.tsx'
import { LinkedText, TimeElement } from '../view/rich-text.tsx'
import { ViewElement } from '../view/view.tsx'
import type { Origin } from './origin.ts'
import { type Note, PrivateNote } from './private-note.tsx'
import { findName } from './use-messages.ts'

interface Props {
  readonly address: Address
  readonly messages: readonly WebMessage[]
  readonly notes: readonly Note[]
  readonly people: readonly Member[]
  /** The id of the first message that is new. */
  readonly firstNew: string | undefined
  readonly onPress: (call: Call, origin: Origin) => void
  readonly onDismiss: (note: Note) => void
}

/** The messages, each followed by the private notes that belong to it. */
export function MessageList({ messages, notes, firstNew, onPress, onDismiss, ...rest }: Props) {
  const isKnown = (id: string | undefined) => messages.some((message) => message.id === id)
  const notesAfter = (isHere: (note: Note) => boolean) =>
    notes.filter(isHere).map((note) => (
      <li key={note.key}>
        <PrivateNote
          note={note}
          onPress={(call) => onPress(call, { note })}
          onDismiss={() => onDismiss(note)}
        />
      </li>
    ))
  return (
    <ol class="messages">
      {notesAfter(({ after }) => !isKnown(after))}
      {messages.map((message) => (
        <Fragment key={message.id}>
          {message.id === firstNew && (
            <li class="new-line">
              <span>{labels.newLine}</span>
            </li>
          )}
          <li>
            <Message message={message} onPress={(call) => onPress(call, { message: message.id })} {...rest} />
          </li>
          {notesAfter(({ after }) => after === message.id)}
        </Fragment>
      ))}
    </ol>
  )
}

interface MessageProps extends Pick<Props, 'address' | 'people'> {
  readonly message: WebMessage
  readonly onPress: (call: Call) => void
}

function Message({ address, message, people, onPress }: MessageProps) {
  const { id, author, text, view, at } = message
  const name = findName(message, people)
  const isPrivate = message.for !== undefined
  return (
    <article
      class={isPrivate ? 'message private' : 'message'}
      tabIndex={-1}
      data-message={id}
      aria-labelledby={`from-${id}`}
    >
      <Avatar name={author === undefined ? undefined : name} />
      <div class="content">
        <header>
          <strong id={`from-${id}`}>{name}</strong>
          <span class="muted">
            <TimeElement at={at} as="clock" />
          </span>
          {isPrivate && <Mark>{labels.private}</Mark>}
          {view?.awaitsChoice === true && <Mark isWaiting>{labels.awaitsVote}</Mark>}
        </header>
        {text !== undefined && (
          <p class="said">
            <LinkedText text={text} />
          </p>
        )}
        {view !== undefined && <ViewElement view={view} isNamed={id !== address.thread} onPress={onPress} />}
        {!isPrivate && (
          <footer class="tools">
            {address.thread === undefined && (
              <a class="tool" href={toHref({ ...address, thread: id })} data-thread={id}>
                {labels.replies(message.replies)}
              </a>
            )}
            {text !== undefined && mentionsPaper(text) && (
              <button
                type="button"
                class="tool"
                onClick={() => onPress({ command: 'place', args: { text } })}
              >
                {labels.placeThisPaper}
              </button>
            )}
          </footer>
        )}
      </div>
    </article>
  )
}

interface MarkProps {
  /** Whether it is about something to do. */
  readonly isWaiting?: boolean
  readonly children: ComponentChildren
}

/** A note beside the time of a message. */
const Mark = ({ isWaiting = false, children }: MarkProps) => (
  <span class={isWaiting ? 'note-mark waiting' : 'note-mark'}>{children}</span>
)

/** Whether a message seems to name a paper. It then has the button that is in the message menu on other platforms. */
const mentionsPaper = (text: string): boolean =>
  !text.startsWith('/') && /https?:\/\/|arxiv|\b10\.\d{4}|\b\d{4}\.\d{5}\b/i.test(text)
