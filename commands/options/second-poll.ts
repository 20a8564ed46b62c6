import { flag, type Hint, hintsOf, optional, text, typed } from '../../src/chat/option.ts'
import type { Button } from '../../src/chat/view.ts'
import { maxPaperWords } from '../../src/paper/read-paper.ts'
import { recognise, recogniseAll } from '../../src/paper/recognise.ts'
import { toArgs } from './paper.ts'

const label = 'Open a second poll'

/** Fields of the form of a poll where a second paper was typed. */
export const secondPollOptions = {
  second: typed(flag(label), { isHidden: true }),
  'second-paper': typed(optional(text('The second paper', maxPaperWords)), { isHidden: true }),
}

/** The field of a form about one paper that offers a poll on another one, too. */
interface SecondPoll {
  /** For the call that the form submits. */
  readonly args: Readonly<Record<string, string>>
  readonly hints: Readonly<Record<string, Hint>>
}

/**
 * The offer of a second poll, because one poll is about one paper.
 *
 * @param paper What was typed for the first one.
 * @param left The words that were not understood. @returns `undefined` if they name no other paper.
 */
export function offerSecondPoll(paper: string, left: string): SecondPoll | undefined {
  const first = recognise(paper)
  const other = recogniseAll(left).find(({ id }) => !('id' in first) || id !== first.id)
  if (other === undefined) return undefined
  return {
    args: { 'second-paper': other.url },
    hints: hintsOf({ second: flag(`${label}: on ${other.url}, with the same options`) }),
  }
}

/** Opens the second poll. @param options All options of the first one. */
export function secondPollButton({
  paper: _,
  meant: __,
  second,
  'second-paper': paper,
  ...options
}: Parameters<typeof toArgs>[0]): Button | undefined {
  if (second !== true || paper === undefined) return undefined
  return { label, call: { command: 'poll', args: toArgs({ ...options, paper }) } }
}
