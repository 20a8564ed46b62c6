import type { PlacedPaper } from '../../src/atlas/placed.ts'
import { PersonId } from '../../src/chat/caller.ts'
import type { View } from '../../src/chat/view.ts'
import { PaperId } from '../../src/paper/paper.ts'
import { PollId } from '../../src/poll/poll.ts'
import { type Answerable, askedById } from '../../src/taxonomy/answerable.ts'
import { neighboursOf } from '../../src/taxonomy/neighbours.ts'
import { topics } from '../../src/taxonomy/taxonomy.ts'
import { explainView, sharedExplainView } from '../../src/views/explain/explain-view.ts'
import { explanationOf } from '../../src/views/explain/explanation.ts'
import { levelsView, pairLabels, pairView } from '../../src/views/explain/levels-view.ts'
import { topicsView } from '../../src/views/explain/topics-view.ts'
import { wholeExplainView } from '../../src/views/explain/whole-view.ts'

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

const cells = topics.filter(({ kind }) => kind === 'cell')

/** Each topic, and what may be asked about it. */
const aboutTopics: readonly Answerable[] = topics
  .flatMap(({ id }) => [
    askedById(id) ?? [],
    { kind: 'topic', id, aspect: 'papers' } as const,
    { kind: 'topic', id, aspect: 'disputed' } as const,
  ])
  .flat()

/** Each two cells, and each step from one topic to the next. */
const comparisons: readonly Answerable[] = [
  ...cells.flatMap((one, i) => cells.slice(i + 1).map((other) => [one.id, other.id] as const)),
  ...topics.flatMap((topic) => neighboursOf(topic).map(({ topic: next }) => [topic.id, next.id] as const)),
].map((ids) => ({ kind: 'compare', ids }))

/** Each topic with or without a cell, and each level, cell or corner that it may be taken for. */
const taken: readonly Answerable[] = topics
  .filter(({ kind }) => kind === 'cell' || kind === 'unplaced')
  .flatMap(({ id }) =>
    topics
      .filter((other) => other.id !== id && /^(?:level|cell|axis)\.|\.\w+-research$/.test(other.id))
      .flatMap(({ id: other }): readonly Answerable[] => [
        { kind: 'level-of', id, asked: [other] },
        { kind: 'premise', id, claimed: other },
      ]),
  )

/** Everything that can be asked about topics of the grid. */
export const questions: readonly Answerable[] = [...aboutTopics, ...comparisons, ...taken]

/** A few of each kind, for what takes longer. */
export const someQuestions: readonly Answerable[] = [
  ...aboutTopics,
  ...comparisons,
  ...taken.filter((_, i) => i % 7 === 0),
]

const ada = { id: PersonId.parse('table:ada'), name: 'Ada' }
const here = { placed, pageOf: () => undefined }

const plain = topics.flatMap(({ id }) => askedById(id) ?? [])

/** The whole answers, which name their sources. */
export const wholeExplanations: readonly View[] = [...plain, ...comparisons]
  .map(explanationOf)
  .map((explanation) => wholeExplainView(explanation, here, true))

/** Everything that explain shows: of each topic the short part and the whole, steps between topics, and the lists. */
export const explanations: readonly View[] = [
  ...wholeExplanations,
  ...plain.map(explanationOf).map((explanation) => explainView(explanation, true)),
  sharedExplainView(explanationOf({ kind: 'topic', id: 'cell.rlhf' }), ada),
  topicsView(),
  levelsView(),
  ...Object.keys(pairLabels).map(pairView),
]
