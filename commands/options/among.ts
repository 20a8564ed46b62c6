import { optional, text, typed } from '../../src/chat/option.ts'
import type { Button } from '../../src/chat/view.ts'
import { recogniseAll } from '../../src/paper/recognise.ts'

/** More papers of one message than this can't be chosen from: Slack shows ten radio buttons. */
export const maxPlaced = 10

/** The papers of a message, of which one is placed first. */
export const amongOption = typed(optional(text('Papers of the message', 20_000)), { isHidden: true })

/** The longest value of a choice that the forms of every platform take, in characters. */
const maxValue = 100

/** A link as the value of a choice: an address that is too long for one is its number among them. */
export const valueOfLink = (link: string, index: number): string =>
  link.length <= maxValue ? link : `#${index + 1}`

/** The paper that was chosen: what a number among a message's papers stands for. */
export function chosenPaper(value: string, among: string): string {
  const [, number] = /^#(\d+)$/.exec(value) ?? []
  return (number && recogniseAll(among)[Number(number) - 1]?.url) || value
}

/** Places the next one of a message's papers; `undefined` after the last one. @param paper The one that is placed now. */
export function nextPaperButton(among: string, paper: string): Button | undefined {
  const placed = recogniseAll(paper).map(({ id }) => id)
  const rest = recogniseAll(among).filter(({ id }) => !placed.includes(id))
  if (rest.length === 0) return undefined
  return {
    label: 'Place the next one',
    call: { command: 'place', args: { text: rest.map(({ url }) => url).join(' ') } },
  }
}
