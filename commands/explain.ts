import { findPlaced } from '../src/atlas/placed.ts'
import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { flag, optional, text, typed } from '../src/chat/option.ts'
import { findTopic } from '../src/taxonomy/find-topic.ts'
import { spotsOf } from '../src/taxonomy/spots-of.ts'
import { suggestTopics } from '../src/taxonomy/suggest-topics.ts'
import { topicOf } from '../src/taxonomy/taxonomy.ts'
import { compareView } from '../src/views/explain/compare-view.ts'
import { explainView } from '../src/views/explain/explain-view.ts'
import { topicButton } from '../src/views/explain/topic-parts.ts'
import { topicsView } from '../src/views/explain/topics-view.ts'
import { topicNotFound } from './options/errors.ts'

export default defineCommand({
  name: 'explain',
  summary: 'Explain a term or an axis, or compare two terms',
  form: { title: 'Explain a term', submit: 'Explain' },
  examples: ['explain', 'explain AI control', 'explain scalable oversight vs AI control'],
  options: {
    topic: typed(optional(text('Topic', 2000)), { as: 'topic', isFirst: true }),
    private: flag('Show it only to me'),
  },
  // The list of topics is for choosing one, which may interest only the caller.
  answers: ({ topic, private: isPrivate }) =>
    isPrivate === true || findTopic(topic ?? '').kind === 'list' ? 'caller' : 'everyone',
  suggest: { topic: async (typed) => suggestTopics(typed) },
  async run({ topic: words = '' }, { caller, polls, pageOf }) {
    const found = findTopic(words)
    switch (found.kind) {
      case 'list':
        return show(topicsView())
      case 'compare': {
        const [one, other] = found.ids
        return show(compareView(topicOf(one), topicOf(other)))
      }
      case 'topic':
      case 'level-of':
      case 'premise':
      case 'how-to': {
        const topic = topicOf(found.id)
        const spots = spotsOf(topic)
        const placed = spots.length === 0 ? [] : findPlaced(await polls.latestHere(caller), spots)
        return show(explainView(topic, placed, pageOf))
      }
      case 'unknown':
        throw topicNotFound(found.nearest.map((id) => topicButton(topicOf(id))))
    }
  },
})
