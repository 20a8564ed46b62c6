import type { PersonId } from '../../chat/caller.ts'
import { listed } from '../../chat/text.ts'
import { truncate } from '../../chat/truncate.ts'
import type { View } from '../../chat/view.ts'
import type { Disclosure } from '../../poll/disclose.ts'

/** More names than these make no sentence. */
const maxNames = 5

/**
 * Asks whether people are to be expected, too, before they are reminded.
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
  const isNot = names.length === 1 ? "isn't" : "aren't"
  const question = `${named} ${isNot} expected in “${truncate(paper.title, 80)}”. Add them?`
  const call = { command: 'remind', args: { paper: id, people: people.join(','), add: 'yes' } }
  return {
    summary: question,
    parts: [
      { kind: 'text', text: question },
      { kind: 'buttons', buttons: [{ label: 'Add and remind', style: 'primary', call }] },
    ],
  }
}
