import { shown } from '../src/chat/answer.ts'
import { defineCommand } from '../src/chat/command.ts'
import { optional, text } from '../src/chat/option.ts'
import { findTopic, nearestTopics, topicsLike } from '../src/taxonomy/find-topic.ts'
import type { Topic } from '../src/taxonomy/taxonomy.ts'
import { UserError } from '../src/user-error.ts'
import { compareView, explainCall, explainView, topicsView } from '../src/views/explain-view.ts'

export default defineCommand({
  name: 'explain',
  summary: 'Explain a category, an axis or a term, or compare two',
  examples: ['explain', 'explain AI control', 'explain scalable oversight vs AI control'],
  options: { topic: optional(text('Topic', 200)) },
  answers: 'caller',
  suggest: async (_, typed) => topicsLike(typed).map(({ name }) => ({ label: name, value: name })),
  async run({ topic }) {
    if (topic === undefined) return shown(topicsView())
    const [first = topic, second] = topic.split(/\s+(?:vs\.?|versus)\s+/i)
    const known = find(first)
    return shown(second === undefined ? explainView(known) : compareView(known, find(second)))
  },
})

/** @throws UserError with the nearest three for what the content doesn't cover. */
function find(words: string): Topic {
  const topic = findTopic(words)
  if (topic !== undefined) return topic
  throw new UserError(
    "I don't know that one.",
    'Perhaps one of these is meant; explain alone lists everything.',
    {
      buttons: nearestTopics(words).map(({ name }) => ({ label: name, call: explainCall(name) })),
    },
  )
}
