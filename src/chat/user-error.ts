import type { Button } from './view.ts'

interface Help {
  /** What broke, where it was no mistake: then it is logged as a fault, and this error only knows what to say. */
  readonly cause?: unknown
  /** Option name → what is wrong with it. */
  readonly fields?: Readonly<Record<string, string>>
  /** What the person may press instead. */
  readonly buttons?: readonly Button[]
}

/** A mistake that the person can mend. Shown to that person alone, never logged as a fault. */
export class UserError extends Error {
  readonly happened: string
  readonly remedy: string
  readonly help: Help

  /** @param happened One sentence: what happened. @param remedy One sentence: what to do. */
  constructor(happened: string, remedy: string, help: Help = {}) {
    super(`${happened} ${remedy}`, { cause: help.cause })
    this.name = 'UserError'
    this.happened = happened
    this.remedy = remedy
    this.help = help
  }
}
