import { agree, counted } from '../chat/text.ts'
import type { Part, Span, View } from '../chat/view.ts'
import type { ErasureScope } from '../poll/erase-person.ts'
import { contactSentence } from './contact-sentence.ts'

/** The maximum number of links that fits in a message of every platform. */
const maxLinks = 20

/** The sentence about data that is not removed yet. */
const leftovers = {
  cleared: '',
  later: " What is left of it in the database's unused space is removed within the next hour.",
  busy: " A backup is running. When it ends, the last copy in the database's log is removed too.",
} as const

interface Facts {
  readonly polls: number
  readonly blocked: readonly (string | undefined)[]
  readonly behind: number
  readonly left: keyof typeof leftovers
}

const outOfReach =
  "I can't reach backups, files that others exported, what others quoted from you, and what the platform itself keeps."

/**
 * The answer to a person who has been forgotten.
 *
 * @param scope What they chose to have removed from closed rounds.
 * @param contact Whom they may write to.
 */
export function forgottenView(
  { polls, blocked, behind, left }: Facts,
  scope: ErasureScope,
  contact: string | undefined,
): View {
  const done = `Done. ${removedSentence(polls, scope)} Your nominations stay, without your name.${leftovers[left]}`
  return {
    summary: done,
    parts: [
      { kind: 'text', text: done },
      ...(behind === 0
        ? []
        : [
            {
              kind: 'text',
              text: `${counted(behind, 'message is', 'messages are')} still being changed.`,
            } as const,
          ]),
      ...blockedParts(blocked),
      { kind: 'text', text: `${outOfReach}${contactSentence(contact)}` },
    ],
  }
}

function removedSentence(polls: number, { votes, words }: ErasureScope): string {
  const from = polls === 0 ? 'everywhere' : `from ${counted(polls, 'poll')} and every reading group`
  const which = votes
    ? 'your votes in open rounds and in closed rounds with names'
    : 'your votes in open rounds'
  const stays = words ? '' : ' Words in closed anonymous rounds stay.'
  return `Your name is removed ${from}, and so are your words and ${which}.${stays}`
}

function blockedParts(blocked: readonly (string | undefined)[]): readonly Part[] {
  if (blocked.length === 0) return []
  const links = blocked.filter((url) => url !== undefined).slice(0, maxLinks)
  const others = blocked.length - links.length
  const named = links.flatMap((url, i): readonly Span[] => [
    i === 0 ? ' ' : ' · ',
    { link: `Message ${i + 1}`, url },
  ])
  const what = `I couldn't change ${counted(blocked.length, 'message')} that may name you. The channel was deleted, or I can no longer edit messages there.`
  return [
    {
      kind: 'text',
      text: [what, ...named, ...(others > 0 && links.length > 0 ? [` · ${others} more`] : [])],
    },
    {
      kind: 'text',
      text: `If ${agree(blocked.length, 'it is', 'they are')} still there, ask a manager of the channel to delete ${agree(blocked.length, 'it', 'them')}.`,
    },
  ]
}
