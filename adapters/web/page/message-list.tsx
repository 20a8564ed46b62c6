import { Fragment } from 'preact'
import type { Call } from '../../../src/chat/call.ts'
import type { Member, WebMessage } from '../wire.ts'
import { addressOf, type Here } from './address.ts'
import { Face } from './face.tsx'
import type { Origin } from './origin.ts'
import { type Note, PrivateNote } from './private-note.tsx'
import { Shown } from './view.tsx'
import { Moment, Typed } from './words.tsx'

interface Props {
  readonly here: Here
  readonly messages: readonly WebMessage[]
  readonly notes: readonly Note[]
  readonly people: readonly Member[]
  readonly press: (call: Call, origin: Origin) => void
  readonly dismiss: (note: Note) => void
}

/** What was said, each message with the private answers that belong to it. */
export function MessageList({ messages, notes, press, dismiss, ...rest }: Props) {
  const isKnown = (id: string | undefined) => messages.some((message) => message.id === id)
  const notesAfter = (isHere: (note: Note) => boolean) =>
    notes.filter(isHere).map((note) => (
      <li key={note.key}>
        <PrivateNote note={note} press={(call) => press(call, { note })} dismiss={() => dismiss(note)} />
      </li>
    ))
  return (
    <ol class="messages">
      {notesAfter(({ after }) => !isKnown(after))}
      {messages.map((message) => (
        <Fragment key={message.id}>
          <li>
            <Message message={message} press={(call) => press(call, { message: message.id })} {...rest} />
          </li>
          {notesAfter(({ after }) => after === message.id)}
        </Fragment>
      ))}
    </ol>
  )
}

interface MessageProps extends Pick<Props, 'here' | 'people'> {
  readonly message: WebMessage
  readonly press: (call: Call) => void
}

function Message({ here, message, people, press }: MessageProps) {
  const { id, author, text, view, at } = message
  const name = nameOf(message, people)
  const isPrivate = message.for !== undefined
  return (
    <article class={isPrivate ? 'message private' : 'message'} aria-labelledby={`from-${id}`}>
      <Face name={author === undefined ? undefined : name} />
      <div class="content">
        <header>
          <strong id={`from-${id}`}>{name}</strong>
          <span class="muted">
            <Moment at={at} as="clock" />
          </span>
          {isPrivate && <span class="note-mark">Only you can see this</span>}
        </header>
        {text !== undefined && (
          <p class="said">
            <Typed text={text} />
          </p>
        )}
        {view !== undefined && <Shown view={view} press={press} />}
        {!isPrivate && (
          <footer class="tools">
            {here.thread === undefined && (
              <a class="tool" href={addressOf({ ...here, thread: id })}>
                {repliesOf(message)}
              </a>
            )}
            {text !== undefined && mentionsPaper(text) && (
              <button type="button" class="tool" onClick={() => press({ command: 'place', args: { text } })}>
                Place this paper
              </button>
            )}
          </footer>
        )}
      </div>
    </article>
  )
}

/** Whose message it is; without an author it is the bot's. */
export const nameOf = ({ author }: WebMessage, people: readonly Member[]): string =>
  author === undefined ? 'Cruxgrid' : (people.find(({ id }) => id === author)?.name ?? 'Somebody')

const repliesOf = ({ replies }: WebMessage): string =>
  replies === 0 ? 'Reply in thread' : replies === 1 ? '1 reply' : `${replies} replies`

/** What seems to hold a paper gets the shortcut that other chats have in a message's menu. */
const mentionsPaper = (text: string): boolean =>
  !text.startsWith('/') && /https?:\/\/|arxiv|\b10\.\d{4}|\b\d{4}\.\d{5}\b/i.test(text)
