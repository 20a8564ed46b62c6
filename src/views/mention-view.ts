import type { Place } from '../chat/caller.ts'
import type { Button, View } from '../chat/view.ts'
import type { AskedAudience, Disclosure } from '../poll/disclose.ts'
import type { PollId } from '../poll/poll.ts'
import { noteView } from './note-view.ts'
import { goToPoll } from './poll/go-to-poll.ts'

/** The message that notifies an audience. @param link The address of the poll's message, if there is one. */
export function mentionView({ paper }: Disclosure, audience: AskedAudience, link: string | undefined): View {
  const words = `“${paper.title}” is waiting for your vote.`
  return {
    summary: words,
    parts: [
      { kind: 'text', text: [{ audience }, ` ${words}`] },
      ...(link === undefined ? [] : [{ kind: 'buttons', buttons: goToPoll(link) } as const]),
    ],
  }
}

/** After a mention. @param place Where it is. */
export const mentionedNote = (audience: AskedAudience, place: Place): View =>
  noteView(['Mentioned ', { audience }, ' in ', { place }, '.'])

/** The button that mentions an audience. */
export const mentionButton = (poll: PollId, { id, name }: AskedAudience): Button => ({
  label: `Mention @${name} in the thread`,
  call: { command: 'mention', args: { poll, audience: id } },
})
