import type { Audience, AudienceId } from './audience.ts'
import type { Caller, PersonId, Place, Reported, SpaceId } from './caller.ts'
import type { EditOutcome, Message } from './message.ts'
import type { Picture, View } from './view.ts'

/** An upcoming event, as a platform can show it beside its messages. Times in ms since 1970. */
export interface UpcomingEntry {
  readonly title: string
  readonly start: number
  readonly end: number
  /** The IANA zone of its dates. */
  readonly zone: string
  /** Where it takes place, in words. */
  readonly where?: string
  /** The address of its call. */
  readonly link?: string
  /** About it, in lines. The address of its announcement is not in it. */
  readonly description: string
  /** The message that announces it. */
  readonly message: Message
  /** Shown above it, where a platform has room for one: 5 units wide for 2 high. */
  readonly cover?: Picture
}

/**
 * The state of a conversation on its platform: seen by every full member of its space, or by fewer people; a thread that is
 * for everyone in its channel; deleted for certain; or nothing certain.
 */
export type ConversationState = 'for-all' | 'for-some' | 'as-channel' | 'deleted' | 'unknown'

/** One of the labels that the threads of a channel can have. */
export interface ThreadLabel {
  readonly id: string
  readonly name: string
}

/** The kind of a channel in which people talk. */
export type TalkChannelKind = 'voice' | 'stage'

export interface PostOptions {
  readonly isForChannel?: boolean
  readonly label?: string | undefined
  readonly replyTo?: Message | undefined
  /** Whom it notifies, besides naming them. */
  readonly notifies?: AudienceId
}
/** A thing that some places have. Where it is missing, a substitute takes its place: a thread's messages go into the channel. */
export type Feature = 'threads' | 'files' | 'events' | 'pins' | 'private answers' | 'later edits'

/** The groups of people of a platform that are asked to vote as a whole. All of it may reject or take long. */
export interface AudiencePort {
  /**
   * An audience at present, as far as it counts in a place. What the platform says may be remembered for up to an hour.
   *
   * @returns `undefined` if it doesn't exist.
   */
  find(id: AudienceId, place: Place): Promise<Audience | undefined>
  /** Its people who see the place; `undefined` if the platform doesn't name them, or there are more than may be named. */
  peopleIn(id: AudienceId, place: Place): Promise<readonly PersonId[] | undefined>
  /** @throws UserError if a message in the place can't notify it. */
  requireNotifiable(id: AudienceId, place: Place): Promise<void>
}

/** One platform for outgoing messages: everything that the bot does on its own initiative. */
export interface ChatPort {
  readonly platform: string
  /** Minimum time between two edits of one message, in ms. */
  readonly editEvery: number
  /** Whether a countdown in a message runs by itself; without it, the message is edited now and then. */
  readonly countsDown?: boolean
  /** Whether there are guests, who have fewer rights than members. */
  readonly hasGuests?: boolean
  /** Whether people who link a paper are offered to place it, in channels whose settings say so. */
  readonly makesOffers?: boolean
  /**
   * Posts a message, once per key: posting again under the same key returns the first message.
   *
   * @param options `isForChannel`: also shows a message of a thread in its channel, where the platform can. `replyTo`: the
   *   message that it belongs to, which it refers to if it is posted beside it. `label`: the id of the label of the thread
   *   that it begins, where such a thread must have one. `notifies`: an audience that it notifies.
   */
  post(place: Place, view: View, key: string, options?: PostOptions): Promise<Message>
  /** Replaces the content of a message. */
  edit(message: Message, view: View): Promise<EditOutcome>
  /** The features that a place lacks, known before anything is done there. Without it, every place has all of them. */
  missingIn?(place: Place): Promise<ReadonlySet<Feature>>
  /** When a message was posted, in ms since 1970 by the platform's clock. Without it, or if it is `undefined`, nobody knows. */
  postedAt?(message: Message): number | undefined
  /** The address of a message, whether or not it is still there; without it, messages have none. */
  linkTo?(message: Message): Promise<string>
  /** Sends a message about a place to one person. The key works as in `post`. @returns the message, for `edit`. */
  sendPrivate(person: PersonId, place: Place, view: View, key: string): Promise<Message>
  /**
   * Opens the thread under a message.
   *
   * @returns the existing thread if the message has one; the message's place where there are no threads.
   */
  openThread(message: Message, title: string): Promise<Place>
  /** Adds a person to a thread; does nothing if they can't be in it. Without it, people come to threads by themselves. */
  addToThread?(person: PersonId, thread: Place): Promise<void>
  /** The labels that the threads of a channel can have; without it, threads have none. */
  labelsOf?(place: Place): Promise<readonly ThreadLabel[]>
  /**
   * Gives a thread one label and takes another one away; its other labels stay.
   *
   * @param change Ids of labels.
   * @returns how many labels a thread can have, if it has as many, so that the one was not added.
   * @throws UserError if the platform doesn't permit it.
   */
  relabel?(
    thread: Place,
    change: { readonly added?: string; readonly removed?: string },
  ): Promise<number | undefined>
  /**
   * Shows an upcoming event where the platform has a place for it: a calendar, or a bookmark of the channel.
   *
   * @param known The platform's id of the entry, if it is shown already; the entry is changed then.
   * @returns the platform's id of the entry.
   * @throws UserError if the platform doesn't permit it.
   */
  showUpcoming?(entry: UpcomingEntry, known?: string): Promise<string>
  /** Removes an entry, if it is still shown. */
  hideUpcoming?(place: Place, known: string): Promise<void>
  /** Pins a message in its channel. @throws if it isn't permitted. */
  pin?(message: Message): Promise<void>
  /** Updates a person's start page, if they have opened it and their own vote changes something on it. */
  updateHome?(person: PersonId): void
  /**
   * A person's rank in a place, as the platform reports it; `false` if they can't see the place. What the platform says
   * may be remembered for up to a minute. May reject or take long if the platform can't be reached.
   *
   * @param signal Aborts when the caller stops waiting.
   */
  canSee(person: PersonId, place: Place, signal?: AbortSignal): Promise<Reported | false>
  /** Whether a reading group can be started in a place; without it, one can everywhere. */
  holdsGroups?(place: Place): Promise<boolean>
  /** Whether a thread is for fewer people than its channel. Platforms without it have no such threads. */
  isPrivateThread?(place: Place): Promise<boolean>
  /** The state of a conversation; without it, none can be deleted. Rejects if it can't be reached. */
  stateOf?(place: Place): Promise<ConversationState>
  /** Whether a person runs the whole space of a place that may be deleted. May reject or take long, as `canSee`. */
  isSpaceAdmin?(person: PersonId, place: Place): Promise<boolean>
  /**
   * Whether a person is in a conversation, beyond seeing it. Only where managers of a conversation may be named besides
   * those of the platform. May reject or take long, as `canSee`.
   */
  isIn?(person: PersonId, place: Place): Promise<boolean>
  /** The data that the adapter itself keeps about a person: unfinished forms, stored controls, and messages in a chat of its own. */
  exportPerson?(person: PersonId): Promise<Readonly<Record<string, unknown>>>
  /** Removes it. */
  erasePerson?(person: PersonId): Promise<void>
  /** Without it, everyone who is asked to vote is named. */
  readonly audiences?: AudiencePort
  /** A person's display name in a place; `undefined` if it is unknown. */
  nameOf?(person: PersonId, place: Place): Promise<string | undefined>
  /**
   * Looks up the names of people that are about to be shown, where names are kept apart from what people did.
   *
   * @param urgency `exported`: for a file, which waits longer than what is `shown`.
   * @returns `undefined` if all are known; else it resolves when they are, or can't be found out.
   */
  learnNames?(people: readonly PersonId[], urgency: 'shown' | 'exported'): Promise<unknown> | undefined
  /** The name of a place's channel as people know it, without a sign before it; `undefined` if it has none. */
  channelNameOf?(place: Place): Promise<string | undefined>
  /** Whether people talk in a channel, alone or before others; `undefined` for any other, and where it isn't there. */
  talkChannelKind?(place: Place): Promise<TalkChannelKind | undefined>
  /** Whether a person has left a place, or their account is closed. */
  isAbsent?(person: PersonId, place: Place): Promise<boolean>
  /**
   * Whether the bot can do nothing in a space for now: it was removed from it, or the platform has an outage there. Without
   * it, only a removal counts.
   */
  isAway?(space: SpaceId): boolean
  /** The usual word for a space there, as in "this server". */
  readonly spaceWord?: string
  /** Whether the bot was removed from a space; without it, no space can be left. Rejects if that can't be found out. */
  hasLeft?(space: SpaceId): Promise<boolean>
  /** The space that one of an older version is part of now; `undefined` if it is a space still. */
  joinedTo?(space: SpaceId): SpaceId | undefined
  /**
   * Removes what the adapter itself keeps about a space and its parts.
   *
   * @param extent `controls`: the contents of buttons and forms alone.
   */
  eraseSpace?(space: SpaceId, extent: 'controls' | 'all'): Promise<void>
  /**
   * Removes what the adapter itself keeps about a conversation.
   *
   * @param ids Of the polls and groups that were in it.
   */
  erasePlace?(place: Place, ids: readonly string[]): Promise<void>
  /**
   * Reads a file that a person has given to a form, once, from the platform's own servers and from nowhere else.
   *
   * @param file The value of the form's field, as the adapter has written it.
   * @throws UserError if it can't be read, also while it is read.
   */
  openFile?(file: string, caller: Pick<Caller, 'person' | 'place'>): AsyncIterable<Uint8Array>
  isConnected(): boolean
}
