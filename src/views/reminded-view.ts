import { counted } from '../chat/text.ts'
import type { View } from '../chat/view.ts'
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

/** The answer to `remind`, in numbers; it never names people. */
export function remindedView({ added, ...reminded }: Reminded): View {
  const asked = added === 0 ? [] : [`Asked ${counted(added, 'more person', 'more people')} to vote.`]
  return noteView([...asked, ...remindedSentences(reminded)].join(' '))
}

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
