import type { PersonId } from '../../chat/caller.ts'
import { agree, listed } from '../../chat/text.ts'
import { truncate } from '../../chat/truncate.ts'
import type { View } from '../../chat/view.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import { cancelButton } from '../confirm/confirm-view.ts'

/** More names than these make no sentence. */
const maxNames = 5

/**
 * Asks whether more people are to be asked to vote, before they are reminded.
 *
 * @param names Of those whom the poll doesn't expect.
 * @param people Everyone who is to be reminded.
 */
export function addPeopleView(
  { id, paper }: Disclosure,
  names: readonly string[],
  people: readonly PersonId[],
): View {
  const more = names.length - maxNames
  const named = listed([...names.slice(0, maxNames), ...(more > 0 ? [`${more} more`] : [])])
  const was = agree(names.length, "wasn't", "weren't")
  const question = `${named} ${was} asked to vote on “${truncate(paper.title, 80)}”. Ask them now?`
  const call = { command: 'remind', args: { paper: id, people: people.join(','), add: 'yes' } }
  return {
    summary: question,
    parts: [
      { kind: 'text', text: question },
      { kind: 'buttons', buttons: [{ label: 'Ask and remind', style: 'primary', call }, cancelButton] },
    ],
  }
}
