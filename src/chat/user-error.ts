import type { Place } from './caller.ts'
import { toPlainText } from './plain-text.ts'
import type { Button, Text } from './view.ts'

/** Values of an option that the person may have meant. */
export interface Meanings {
  readonly option: string
  readonly values: readonly { readonly label: string; readonly value: string }[]
}

interface Help {
  /** The fault behind it, if it was not the person's mistake: it is logged, and the error only holds the text. */
  readonly cause?: unknown
  /** Option name → what is wrong with it. */
  readonly fields?: Readonly<Record<string, string>>
  /** Calls that the person may make instead. */
  readonly buttons?: readonly Button[]
  /** Each value becomes a button that makes the same call with it. */
  readonly instead?: Meanings & {
    /** A command whose form asks for any other value, and then makes the same call with it. */
    readonly form?: { readonly label: string; readonly command: string }
  }
  /** The conversation to go to, which the person sees. */
  readonly where?: Place
}

/**
 * A mistake that the person can fix. It is shown only to them and not logged as a fault; its message is both sentences as
 * plain words.
 */
export class UserError extends Error {
  readonly happened: Text
  readonly remedy: Text
  readonly help: Help

  /** @param happened What happened, in one sentence. @param remedy What to do, in one sentence. */
  constructor(happened: Text, remedy: Text, help: Help = {}) {
    super(`${toPlainText(happened)} ${toPlainText(remedy)}`, { cause: help.cause })
    this.name = 'UserError'
    this.happened = happened
    this.remedy = remedy
    this.help = help
  }
}

/** The same mistake with more buttons, which come first. */
export function withButtons({ happened, remedy, help }: UserError, buttons: readonly Button[]): UserError {
  return new UserError(happened, remedy, { ...help, buttons: [...buttons, ...(help.buttons ?? [])] })
}
