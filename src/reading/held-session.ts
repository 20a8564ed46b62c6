import type { Person, PersonId } from '../chat/caller.ts'
import type { Message } from '../chat/message.ts'
import type { PollId } from '../poll/poll.ts'
import type { Attachment } from './attachment.ts'
import type { Session } from './group.ts'
import { notesAuthorsOf, notesSource } from './notes-source.ts'

/** A session that has begun or is over, and what its people left. */
export interface HeldSession {
  /** The local date. */
  readonly date: string
  readonly poll?: PollId
  readonly led?: Person
  readonly notes?: { readonly text: string; readonly from: string }
  readonly recap?: Message
  /** Recordings, slides and other links that were attached. */
  readonly attachments?: readonly Pick<Attachment, 'kind' | 'url'>[]
}

/** The people whom an answer about sessions doesn't name. */
export interface LeftOut {
  /** Polls that show no names: nobody is named who led their session. */
  readonly anonymous: ReadonlySet<PollId>
  /** People who want neither their names nor their words in it. */
  readonly hidden: ReadonlySet<PersonId>
}

export function toHeldSession(session: Session, { anonymous, hidden }: LeftOut): HeldSession {
  const { date, poll, facilitator, notes, recap, attachments = [] } = session
  const isNamed = poll === undefined || !anonymous.has(poll)
  const led = isNamed && facilitator !== undefined && !hidden.has(facilitator.id) ? facilitator : undefined
  const isShown = notes !== undefined && !notesAuthorsOf(session).some((author) => hidden.has(author))
  return {
    date,
    ...(poll !== undefined && { poll }),
    ...(led !== undefined && { led }),
    ...(isShown && { notes: { text: notes, from: notesSource(session, led?.name) } }),
    ...(recap !== undefined && { recap }),
    ...(attachments.length > 0 && { attachments: attachments.map(({ kind, url }) => ({ kind, url })) }),
  }
}
