import type { Span } from '../../chat/view.ts'
import type { Topic } from '../../taxonomy/topic.ts'
import type { Line } from './line.ts'
import { separate } from './passages.ts'
import { papersFact, urlOf } from './topic-facts.ts'
import { whereOf } from './where.ts'

/** The papers on a topic with their years, which is the history that is known of it. */
export function papersLines(topic: Topic): readonly Line[] {
  const papers = topic.papers.toSorted((a, b) => a.year - b.year)
  if (papers.length === 0)
    return [
      { text: ['I know of no papers on ', { strong: topic.name }, '. Press More for what I know of it.'] },
    ]
  const known = whereOf(topic) === undefined ? 'what it is' : 'what it is and where it sits'
  const titles = papers.map((paper): readonly Span[] => [
    { link: paper.title, url: urlOf(paper) },
    ` (${paper.year})`,
  ])
  return [
    {
      text: [{ strong: `Papers on ${topic.name}` }, ', oldest first: ', ...separate(titles)],
      says: [papersFact],
    },
    { text: `I know ${known}, and these papers. I don't know more of its history.` },
  ]
}
