import { counted } from '../../src/chat/text.ts'
import type { Recounted } from '../../src/poll/recount-records.ts'
import type { Beginning } from '../../src/store/moving/copy-records.ts'

/** What a recount of all polls found, as a line. */
export function toRecountLine({ polls, wrong }: Recounted): string {
  if (polls === 0) return 'There are no polls in it.'
  const line = `Recounted ${counted(polls, 'poll')}.`
  if (wrong.length === 0) return `${line} Every tally matches its votes.`
  return `${line} In ${wrong.length} of them the tally doesn't match the votes: ${wrong.join(', ')}. It was the same in what was copied.`
}

/** How a copy went on that had been broken off; nothing of one that wasn't. */
export function toBeginningLines(beginning: Beginning, from: string): readonly string[] {
  switch (beginning) {
    case 'new':
      return []
    case 'continued':
      return ['It went on where it had stopped.']
    case 'over':
      return [`It began again, because ${from} had changed since it stopped.`]
  }
}
