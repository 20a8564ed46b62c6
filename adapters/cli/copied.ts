import { counted } from '../../src/chat/text.ts'
import type { Recounted } from '../../src/poll/recount-records.ts'
import type { Beginning } from '../../src/store/moving/copy-records.ts'

/** The line about a recount of all polls. */
export function toRecountLine({ polls, wrong }: Recounted): string {
  if (polls === 0) return 'There are no polls in it.'
  const line = `Recounted ${counted(polls, 'poll')}.`
  if (wrong.length === 0) return `${line} Every tally matches its votes.`
  return `${line} In ${wrong.length} of them the tally doesn't match the votes: ${wrong.join(', ')}. It was the same in what was copied.`
}

/** The lines about how a copy continued after an earlier one had stopped; empty if there was no earlier one. */
export function toBeginningLines(beginning: Beginning, from: string): readonly string[] {
  switch (beginning) {
    case 'new':
      return []
    case 'continued':
      return ['It went on where it had stopped.']
    case 'over':
      return [`It started again from the first record, because ${from} had changed since it stopped.`]
  }
}
