import { type Answerable, topicsOf } from '../../taxonomy/answerable.ts'
import { neighboursOf } from '../../taxonomy/neighbours.ts'
import { topicOf } from '../../taxonomy/taxonomy.ts'
import type { Topic } from '../../taxonomy/topic.ts'
import { contestedAbout } from './disputed.ts'

const maxRelated = 3

/** The topics to go on to. Those that an answer has explained already are not among them. */
export function relatedTo(asked: Answerable): readonly Topic[] {
  const topics = topicsOf(asked)
  const explained = asked.kind === 'level-of' ? [] : topics.map(({ id }) => id)
  const ids = [...explicitIds(asked), ...topics.flatMap(relatedIds)].filter((id) => !explained.includes(id))
  return [...new Set(ids)].slice(0, maxRelated).map(topicOf)
}

/** The topics that the question names, and the neighbour at a level that it names. */
function explicitIds(asked: Answerable): readonly string[] {
  const named = asked.kind === 'level-of' ? asked.asked : asked.kind === 'premise' ? [asked.claimed] : []
  const steps = topicsOf(asked)
    .flatMap(neighboursOf)
    .filter(({ level }) => named.includes(level.id))
  return [...(asked.kind === 'level-of' ? [asked.id] : []), ...named, ...steps.map(({ topic }) => topic.id)]
}

/** A topic's neighbours on the grid first, then its levels or guesses, contested points and cross-references. */
const relatedIds = (topic: Topic): readonly string[] => [
  ...neighboursOf(topic).map(({ topic }) => topic.id),
  ...(topic.kind === 'axis' ? topic.levels : []),
  ...(topic.kind === 'unplaced' ? topic.ourGuess.map(({ cell }) => cell) : []),
  ...contestedAbout(topic).map(({ id }) => id),
  ...topic.seeAlso,
]
