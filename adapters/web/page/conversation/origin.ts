import type { Note } from './private-note.tsx'

/** The message or note whose button led to an answer; empty if the call was typed. */
export interface Origin {
  readonly message?: string
  readonly note?: Note
}
