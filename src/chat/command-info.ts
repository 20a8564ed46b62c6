import type { Hint } from './option.ts'

/** A command as help, menus and typed words see it. */
export interface CommandInfo {
  readonly name: string
  /** One line for menus, at most 100 characters. */
  readonly summary: string
  /** Text that can be typed after the root command. A command without examples is reached by controls only. */
  readonly examples: readonly string[]
  readonly hints: Readonly<Record<string, Hint>>
}

/** A value that completes what has been typed into an option so far. */
export interface Suggestion {
  readonly label: string
  readonly value: string
}
