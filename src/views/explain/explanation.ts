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
  const topics = topicsOf(asked)
  const title = topics.map(({ name }) => name).join(' vs ')
  return { asked, title, topics, lines: cut(linesOf(asked)), related: relatedTo(asked) }
}

function linesOf(asked: Answerable): readonly Line[] {
  switch (asked.kind) {
    case 'compare': {
      const [one, other] = asked.ids
      return compareLines(topicOf(one), topicOf(other))
    }
    case 'level-of': {
      const [topic, others] = [topicOf(asked.id), asked.asked.map(topicOf)]
      return levelOfLines(topic, others) ?? compareLines(topic, others[0] ?? topic)
    }
    case 'premise': {
      const [topic, claimed] = [topicOf(asked.id), topicOf(asked.claimed)]
      return premiseLines(topic, claimed) ?? compareLines(topic, claimed)
    }
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

/** What a topic is, where it sits, and the questions that its papers answer with yes. */
const topicLines = (topic: Topic): readonly Line[] => [
  nameLine(topic),
  ...[...whereFacts(topic), ...askFacts(topic)].map(labelled),
]

/** Leaves out the last lines of an answer that is too long. The whole answer has them. */
const cut = (lines: readonly Line[]): readonly Line[] =>
  lines.length <= 1 || isShort(lines) ? lines : cut(lines.slice(0, -1))
