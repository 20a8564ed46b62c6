import { counted } from '../chat/text.ts'
import type { Span, View } from '../chat/view.ts'
import type { AskedAudience } from '../poll/disclose.ts'
import type { PollId } from '../poll/poll.ts'
import { mentionButton } from './mention-view.ts'
import { noteView } from './note-view.ts'

/** Numbers of people. */
interface Reminded {
  /** To be reminded, whether they can be reached or not. */
  readonly people: number
  readonly delivered: number
  /** Who had the reminders of a day already. */
  readonly spared: number
  /** Who was not asked to vote before. */
  readonly added: number
}

interface Unnamed {
  readonly poll: PollId
  /** The audiences whose people the platform doesn't name. */
  readonly unnamed: readonly AskedAudience[]
}

/** The answer to `remind`, in numbers; it never names people. */
export function remindedView({ added, poll, unnamed, ...reminded }: Reminded & Unnamed): View {
  const asked = added === 0 ? [] : [`Asked ${counted(added, 'more person', 'more people')} to vote.`]
  const isForAudiences = unnamed.length > 0 && reminded.people + reminded.spared === 0
  const sentences = [...asked, ...(isForAudiences ? [] : remindedSentences(reminded))]
  const lines: readonly (readonly Span[])[] = [
    ...(sentences.length === 0 ? [] : [[sentences.join(' ')]]),
    ...unnamed.map(unnamedSentence),
  ]
  return noteView(
    lines.flatMap((line, i) => (i === 0 ? line : [' ', ...line])),
    unnamed.filter(({ isMentioned }) => isMentioned !== true).map((one) => mentionButton(poll, one)),
  )
}

const unnamedSentence = (audience: AskedAudience): readonly Span[] =>
  audience.isMentioned === true
    ? [{ audience }, ' was already mentioned in this round.']
    : ["I can't see who is in ", { audience }, ", so I can't write to them."]

function remindedSentences({ people, delivered, spared }: Omit<Reminded, 'added'>): readonly string[] {
  const enough =
    spared === 0
      ? []
      : [
          `${counted(spared, 'person has', 'people have')} already had all the reminders they can get in a day.`,
        ]
  if (people === 0)
    return spared === 0
      ? ['Everyone who was asked has voted. No reminder was sent.']
      : ['No reminder was sent.', ...enough]
  const missed = people - delivered
  return [
    ...(delivered === 0 ? [] : [`Reminded ${counted(delivered, 'person', 'people')} in a private message.`]),
    ...(missed === 0 ? [] : [`I couldn't reach ${counted(missed, 'person', 'people')}.`]),
    ...enough,
  ]
}
