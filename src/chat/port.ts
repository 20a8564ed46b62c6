import type { PersonId, Place } from './caller.ts'
import type { EditOutcome, Message } from './message.ts'
import type { View } from './view.ts'

/** Something that is to come, as a platform can show it beside its messages. Times in ms since 1970. */
export interface UpcomingEntry {
  readonly title: string
  readonly start: number
  readonly end: number
  /** The message that tells of it. */
  readonly message: Message
}

/** What the bot does on its own initiative. One platform, as boards and alarms see it. */
export interface ChatPort {
  readonly platform: string
  /** The shortest time between two edits of one message, in ms. */
  readonly editEvery: number
  /**
   * Sends a message. Sent again under the same key it finds the first one, so nothing is posted twice.
   *
   * @param options `isForChannel`: a message of a thread is shown in its channel too, where the platform can.
   */
  post(place: Place, view: View, key: string, options?: { readonly isForChannel?: boolean }): Promise<Message>
  /** Shows something else in its place. */
  edit(message: Message, view: View): Promise<EditOutcome>
  /** Says something about a place to one person alone. The key works as in `post`. */
  sendPrivate(person: PersonId, place: Place, view: View, key: string): Promise<void>
  /** The thread under a message, opened where there is none. */
  openThread(message: Message, title: string): Promise<Place>
  /**
   * Shows what is to come where the platform has a place for it: a calendar, a bookmark of the channel.
   *
   * @param known What it was called by when it was shown before: it is changed then.
   * @returns what to call it by.
   * @throws UserError when the platform doesn't permit it.
   */
  showUpcoming?(entry: UpcomingEntry, known?: string): Promise<string>
  /** Takes it away, where it is still shown. */
  hideUpcoming?(place: Place, known: string): Promise<void>
  /** Keeps a message at hand in its channel, where the platform has a place for that. @throws where it isn't permitted. */
  pin?(message: Message): Promise<void>
  /** What somebody is called in a place; nothing where that can't be told. */
  nameOf?(person: PersonId, place: Place): Promise<string | undefined>
  /** Whether somebody is not among a place's people any more: they have left, or their account is closed. */
  isAbsent?(person: PersonId, place: Place): Promise<boolean>
  isConnected(): boolean
}
