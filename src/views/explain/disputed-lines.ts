import type { Topic } from '../../taxonomy/topic.ts'
import { disputeLines } from './disputed.ts'
import { type Line, toSentence } from './line.ts'

/** The disagreements about a topic. */
export function disputedLines(topic: Topic): readonly Line[] {
  const [first, ...others] = disputeLines(topic)
  const name = { strong: toSentence(topic.name) }
  if (first === undefined)
    return [
      {
        text: [
          name,
          ' I know of no dispute about where it goes. Press a button below to see what would move it.',
        ],
      },
    ]
  return [{ ...first, text: [name, ' ', ...[first.text].flat()] }, ...others]
}
