import { agree, counted } from '../chat/text.ts'
import type { Part, Span, View } from '../chat/view.ts'
import { contactSentence } from './contact-sentence.ts'

/** The maximum number of links that fits in a message of every platform. */
const maxLinks = 20

/** The sentence about data that is not removed yet. */
const leftovers = {
  cleared: '',
  later: ' What the database may still keep of it in unused space goes within the next hour.',
  busy: ' A backup is running; when it ends, the last copy in the log of the database goes, too.',
} as const

interface Facts {
  readonly polls: number
  readonly blocked: readonly (string | undefined)[]
  readonly behind: number
  readonly left: keyof typeof leftovers
}

const outOfReach =
  "I can't reach backups, files that others exported, what they quoted, and what the platform itself keeps."

/** The answer to a person who has been forgotten. @param contact Whom they may write to. */
export function forgottenView({ polls, blocked, behind, left }: Facts, contact: string | undefined): View {
  const done = `Done: you are taken out of ${counted(polls, 'poll')} and of every reading group.${leftovers[left]}`
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

function blockedParts(blocked: readonly (string | undefined)[]): readonly Part[] {
  if (blocked.length === 0) return []
  const links = blocked.filter((url) => url !== undefined).slice(0, maxLinks)
  const others = blocked.length - links.length
  const named = links.flatMap((url, i): readonly Span[] => [
    i === 0 ? ' ' : ' · ',
    { link: `Message ${i + 1}`, url },
  ])
  const what = `I couldn't change ${counted(blocked.length, 'message')} that may name you: the channel was deleted, or I may not edit there any more.`
  return [
    {
      kind: 'text',
      text: [what, ...named, ...(others > 0 && links.length > 0 ? [` · ${others} more`] : [])],
    },
    {
      kind: 'text',
      text: `Ask a manager of the channel to delete ${agree(blocked.length, 'it', 'them')}, if still there.`,
    },
  ]
}
