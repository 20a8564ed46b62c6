import { Fragment } from 'preact'
import type { Call } from '../../../../src/chat/call.ts'
import { labels } from '../../labels.ts'
import type { Member, WebMessage } from '../../wire.ts'
import { type Address, toHref } from '../address/address.ts'
import { Avatar } from '../view/avatar.tsx'
import { LinkedText, TimeElement } from '../view/rich-text.tsx'
import { ViewElement } from '../view/view.tsx'
import type { Origin } from './origin.ts'
import { type Note, PrivateNote } from './private-note.tsx'

interface Props {
  readonly address: Address
  readonly messages: readonly WebMessage[]
  readonly notes: readonly Note[]
  readonly people: readonly Member[]
  readonly onPress: (call: Call, origin: Origin) => void
  readonly onDismiss: (note: Note) => void
}

/** The messages, each followed by the private notes that belong to it. */
export function MessageList({ messages, notes, onPress, onDismiss, ...rest }: Props) {
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
          {isPrivate && <span class="note-mark">{labels.private}</span>}
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
              <a class="tool" href={toHref({ ...address, thread: id })}>
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

/** The name of a message's author; the bot's if it has none. */
export const findName = ({ author }: WebMessage, people: readonly Member[]): string =>
  author === undefined ? labels.bot : (people.find(({ id }) => id === author)?.name ?? labels.someone)

/** Whether a message seems to name a paper. It then has the button that is in the message menu on other platforms. */
const mentionsPaper = (text: string): boolean =>
  !text.startsWith('/') && /https?:\/\/|arxiv|\b10\.\d{4}|\b\d{4}\.\d{5}\b/i.test(text)
