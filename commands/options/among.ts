import { optional, text, typed } from '../../src/chat/option.ts'
import type { Button } from '../../src/chat/view.ts'
import { recogniseAll } from '../../src/paper/recognise.ts'

/** More papers of one message than this can't be chosen from: Slack shows ten radio buttons. */
export const maxPlaced = 10

/** The papers of a message, of which one is placed first. */
export const amongOption = typed(optional(text('Papers of the message', 20_000)), { isHidden: true })

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
