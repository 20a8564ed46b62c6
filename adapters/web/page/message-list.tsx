import type { Call } from '../../../src/chat/call.ts'
import type { Member, Message } from './api.ts'
import { Moment } from './span.tsx'
import { Shown } from './view.tsx'

interface Props {
  readonly messages: readonly Message[]
  readonly people: readonly Member[]
  readonly perform: (call: Call) => void
  readonly openThread?: (message: Message) => void
}

/** A message that seems to hold a paper gets the shortcut that other platforms have in their message menu. */
const hasPaper = (text: string) => /https?:\/\/|arxiv|\b10\.\d{4}|\b\d{4}\.\d{5}\b/i.test(text)

export function MessageList({ messages, people, perform, openThread }: Props) {
  return (
    <ol class="messages">
      {messages.map((message) => (
        <li key={message.id}>
          <OneMessage message={message} people={people} perform={perform} openThread={openThread} />
        </li>
      ))}
    </ol>
  )
}

interface OneProps extends Omit<Props, 'messages' | 'openThread'> {
  readonly message: Message
  readonly openThread: ((message: Message) => void) | undefined
}

function OneMessage({ message, people, perform, openThread }: OneProps) {
  const { author, text, view, at, replies, edits } = message
  const name =
    author === undefined ? 'Cruxgrid' : (people.find(({ id }) => id === author)?.name ?? 'Somebody')
  return (
    <article class={message.for === undefined ? 'message' : 'message private'} aria-label={`${name} said`}>
      <span class={author === undefined ? 'face bot' : 'face'} aria-hidden="true">
        {author === undefined ? '▦' : name.slice(0, 1)}
      </span>
      <div class="content">
        <header>
          <strong>{name}</strong>{' '}
          <span class="muted">
            <Moment at={at} />
            {edits > 0 && ' · kept up to date'}
            {message.for !== undefined && ' · only you can see this'}
          </span>
        </header>
        {text !== undefined && <p class="said">{text}</p>}
        {view !== undefined && <Shown view={view} perform={perform} />}
        <footer class="tools">
          {openThread !== undefined && message.for === undefined && (
            <button type="button" class="tool" onClick={() => openThread(message)}>
              {replies === 0 ? 'Reply in thread' : `${replies === 1 ? '1 reply' : `${replies} replies`}`}
            </button>
          )}
          {text !== undefined && hasPaper(text) && (
            <button type="button" class="tool" onClick={() => perform({ command: 'place', args: { text } })}>
              Place this paper
            </button>
          )}
        </footer>
      </div>
    </article>
  )
}
