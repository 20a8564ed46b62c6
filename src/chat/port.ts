import type { RequestListener } from 'node:http'
import { z } from 'zod'
import type { Bot } from '../bot/bot.ts'
import type { Command } from '../bot/command.ts'
import type { Logger } from '../log.ts'
import type { PngRenderer } from '../picture/png.ts'
import type { Store } from '../store/store.ts'
import { type PersonId, Place } from './caller.ts'
import type { View } from './view.ts'

export const Message = z.object({ place: Place, id: z.string().max(200) }).readonly()
/** A message that was sent: where, and the platform's id for it, which is that of a thread under it, too. */
export type Message = z.infer<typeof Message>

/**
 * What came of an edit: `lagging` when the message shows all but its latest picture, which wants another edit; `gone`
 * when there is no such message any more.
 */
export type Edited = 'shown' | 'lagging' | 'gone'

/** Something that is to come, as a platform can show it beside its messages. Times in ms since 1970. */
export interface Mark {
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
  start(bot: Bot): Promise<void>
  /** Takes no more work, finishes what is under way, closes. */
  stop(): Promise<void>
  /**
   * Sends a message. Sent again under the same key it finds the first one, so nothing is posted twice.
   *
   * @param how `isForChannel`: a message of a thread is shown in its channel too, where the platform can.
   */
  post(place: Place, view: View, key: string, how?: { readonly isForChannel?: boolean }): Promise<Message>
  /** Shows something else in its place. */
  edit(message: Message, view: View): Promise<Edited>
  /** Says something about a place to one person alone. The key works as in `post`. */
  tell(person: PersonId, place: Place, view: View, key: string): Promise<void>
  /** The thread under a message, opened where there is none. */
  openThread(message: Message, title: string): Promise<Place>
  /**
   * Shows what is to come where the platform has a place for it: a calendar, a bookmark of the channel.
   *
   * @param known What it was called by when it was shown before: it is changed then.
   * @returns what to call it by.
   * @throws UserError when the platform doesn't permit it.
   */
  mark?(mark: Mark, known?: string): Promise<string>
  /** Takes it away, where it is still shown. */
  unmark?(place: Place, known: string): Promise<void>
  /** Keeps a message at hand in its channel, where the platform has a place for that. @throws where it isn't permitted. */
  pin?(message: Message): Promise<void>
  /** What somebody is called in a place; nothing where that can't be told. */
  nameOf?(person: PersonId, place: Place): Promise<string | undefined>
  /** Whether somebody is not among a place's people any more: they have left, or their account is closed. */
  isAbsent?(person: PersonId, place: Place): Promise<boolean>
  isConnected(): boolean
}

/** What the house lends to every adapter. */
export interface House {
  readonly store: Store
  readonly log: Logger
  /** One for all, so that a picture that several platforms show is drawn once. */
  readonly pictures: PngRenderer
}

/** A part of the web server: answers requests below `path`, which ends in a slash. */
export type Mount = { readonly path: string } & (
  | { readonly respond: (request: Request) => Promise<Response> }
  /** For libraries that speak Node's own http. They bound what they read themselves. */
  | { readonly listen: RequestListener }
)

/** An adapter that is configured: its port and, where it needs one, its part of the web server. */
export interface Opened {
  readonly port: ChatPort
  readonly web?: Mount
}

/** One adapter. */
export interface Platform {
  readonly name: string
  /** @returns nothing when the environment doesn't configure it. @throws UserError when it does so wrongly. */
  open(env: NodeJS.ProcessEnv, house: House): Promise<Opened | undefined>
  /**
   * Tells the platform which commands there are, where it has to know them before they can be typed.
   *
   * @returns what was done, for whoever runs it; nothing when the environment doesn't configure the platform.
   */
  register?(env: NodeJS.ProcessEnv, commands: readonly Command[]): Promise<string | undefined>
}
