import type { Button } from '../../chat/view.ts'
import { type Answerable, toArgs } from '../../taxonomy/answerable.ts'
import type { Topic } from '../../taxonomy/topic.ts'

/** A button that explains a topic to the person who presses it. */
export const topicButton = ({ id, name }: Topic): Button => ({
  label: name,
  call: { command: 'explain', args: { topic: id } },
})

/** Shows the whole answer to the person who presses it. */
export const moreButton = (asked: Answerable): Button => ({
  label: 'More',
  call: { command: 'explain-more', args: toArgs(asked) },
})

/** Posts the short part of the answer for everyone. */
export const shareButton = (asked: Answerable): Button => ({
  label: 'Share',
  call: { command: 'explain-share', args: toArgs(asked) },
})
