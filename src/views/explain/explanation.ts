import { type Answerable, topicsOf } from '../../taxonomy/answerable.ts'
import { topicOf } from '../../taxonomy/taxonomy.ts'
import type { Topic } from '../../taxonomy/topic.ts'
import { compareLines } from './compare.ts'
import { disputedLines } from './disputed-lines.ts'
import { levelOfLines } from './level-of.ts'
import { isShort, type Line, labelled, nameLine } from './line.ts'
import { papersLines } from './papers.ts'
import { premiseLines } from './premise.ts'
import { relatedTo } from './related.ts'
import { askFacts } from './topic-facts.ts'
import { whereFacts } from './where.ts'

/** What `explain` answers. */
export interface Explanation {
  readonly asked: Answerable
  /** The names of its topics, in a few words. */
  readonly title: string
  /** The topics that it is about: one, or two. */
  readonly topics: readonly Topic[]
  /** The short part: what stands first, at most 600 characters. */
  readonly lines: readonly Line[]
  /** At most three other topics. */
  readonly related: readonly Topic[]
}

/** The answer to what was asked. */
export function explanationOf(asked: Answerable): Explanation {
  const lines = linesOf(asked)
  if (lines === undefined) return explanationOf(toComparison(asked))
  const topics = topicsOf(asked)
  const title = topics.map(({ name }) => name).join(' vs ')
  return { asked, title, topics, lines: cut(lines), related: relatedTo(asked) }
}

/** @returns `undefined` if the topics can only be compared. */
function linesOf(asked: Answerable): readonly Line[] | undefined {
  switch (asked.kind) {
    case 'compare': {
      const [one, other] = asked.ids
      return compareLines(topicOf(one), topicOf(other))
    }
    case 'level-of':
      return levelOfLines(topicOf(asked.id), asked.asked.map(topicOf))
    case 'premise':
      return premiseLines(topicOf(asked.id), topicOf(asked.claimed))
    case 'how-to':
      return topicLines(topicOf(asked.id))
    case 'topic': {
      const topic = topicOf(asked.id)
      if (asked.aspect === 'papers') return papersLines(topic)
      if (asked.aspect === 'disputed') return disputedLines(topic)
      return topicLines(topic)
    }
  }
}

/** The topic that was asked about, beside the other one that was named. */
function toComparison(asked: Answerable): Answerable {
  const [id = '', other = id] =
    asked.kind === 'compare'
      ? asked.ids
      : asked.kind === 'level-of'
        ? [asked.id, ...asked.asked]
        : asked.kind === 'premise'
          ? [asked.id, asked.claimed]
          : [asked.id]
  return id === other ? { kind: 'topic', id } : { kind: 'compare', ids: [id, other] }
}

/** Defines a topic, with where it sits, and the questions that its papers answer with yes. */
const topicLines = (topic: Topic): readonly Line[] => [
  nameLine(topic),
  ...[...whereFacts(topic), ...askFacts(topic)].map(labelled),
]

/** Leaves out the last lines of an answer that is too long. The whole answer has them. */
const cut = (lines: readonly Line[]): readonly Line[] =>
  lines.length <= 1 || isShort(lines) ? lines : cut(lines.slice(0, -1))
