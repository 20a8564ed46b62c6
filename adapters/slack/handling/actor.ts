import type { Place } from '../../../src/chat/caller.ts'

/** The user behind a delivery, where they are, and the ways to answer them. */
export interface SlackActor {
  readonly user: string
  /** The name that Slack sends along; it may differ from the one that others see. */
  readonly handle?: string | undefined
  /** `undefined` in the App Home, and in menus outside a channel. */
  readonly channel?: string | undefined
  readonly thread?: string | undefined
  /** The message that mentions the bot, whose thread the answer for everyone goes to. */
  readonly mention?: string | undefined
  /** The conversation that the delivery came from, which proves that the user sees it. Every other place is remembered. */
  readonly origin?: string | undefined
  /** The place that the call is about, if it isn't the one the user is in. */
  readonly about?: Place | undefined
  /** The id that opens one form, within 3 s. */
  readonly trigger?: string | undefined
  /** The address that accepts five answers within 30 minutes, also where the bot is not a member. */
  readonly responseUrl?: string | undefined
  /** The channel that the user looks at while they write to the bot, where Slack says so. */
  readonly looksAt?: string | undefined
  /** Whether the user wrote to the bot in direct messages, where an answer can stay. */
  readonly isDirect?: boolean
  /** Whether the user pressed on a note that only they see, which the answer replaces. */
  readonly onNote?: boolean
  /** The form or App Home that the user pressed in. */
  readonly view?: { readonly id: string; readonly isHome: boolean } | undefined
  /** Whether the user started in the App Home, whatever was opened since: they look there, not at a channel. */
  readonly fromHome?: boolean
}
