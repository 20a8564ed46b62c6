import type { Note } from './private-note.tsx'

/** What an answer belongs to: the message or the note whose button was pressed, or nothing when it was typed. */
export interface Origin {
  readonly message?: string
  readonly note?: Note
}
