import { useState } from 'preact/hooks'
import { labels } from '../../labels.ts'
import { randomKey } from '../server/api.ts'
import type { Origin } from './origin.ts'
import type { Note } from './private-note.tsx'

/**
 * The answers that only this person sees, as long as the page is open.
 *
 * @param lastMessage The id of the last message, below which a note without an origin is shown.
 */
export function useNotes(lastMessage: string | undefined, announce: (text: string) => void) {
  const [notes, setNotes] = useState<readonly Note[]>([])
  return {
    notes,

    /** Adds a note, or replaces the one that it answers. @returns its key. */
    addNote(answer: Note['answer'], { message, note }: Origin, typed: string | undefined): string {
      const key = note?.key ?? message ?? randomKey()
      const after = note?.after ?? message ?? lastMessage
      const added = { key, after, typed: note?.typed ?? typed, answer }
      setNotes((known) => [...known.filter((one) => one.key !== key), added])
      if (answer.kind === 'shown') announce(`${labels.private}: ${answer.view.summary}`)
      return key
    },

    dismissNote: ({ key }: Note) => setNotes((known) => known.filter((one) => one.key !== key)),
  }
}
