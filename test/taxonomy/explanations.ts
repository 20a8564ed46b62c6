import type { PlacedPaper } from '../../src/atlas/placed.ts'
import type { View } from '../../src/chat/view.ts'
import { PaperId } from '../../src/paper/paper.ts'
import { PollId } from '../../src/poll/poll.ts'
import { neighboursOf } from '../../src/taxonomy/neighbours.ts'
import { topics } from '../../src/taxonomy/taxonomy.ts'
import { compareView } from '../../src/views/explain/compare-view.ts'
import { explainView } from '../../src/views/explain/explain-view.ts'
import { topicsView } from '../../src/views/explain/topics-view.ts'

/** Three papers with titles as long as they come. */
const placed: readonly PlacedPaper[] = [1, 2, 3].map((n) => ({
  poll: PollId.parse(`p_000000000${n}`),
  paper: {
    id: PaperId.parse(`title:${n}`),
    title: `${n} ${'A long title on how models behave '.repeat(6)}`,
    authors: [],
    url: `https://papers.example/${n}`,
  },
  votes: 10,
  of: 12,
}))

/** Everything that explain can show: each topic, each step from one to the next, and the list. */
export const explanations: readonly View[] = [
  ...topics.map((topic) => explainView(topic, placed, () => undefined)),
  ...topics.flatMap((topic) => neighboursOf(topic).map(({ topic: next }) => compareView(topic, next))),
  topicsView(),
]
