import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { flag, optional, text, typed } from '../src/chat/option.ts'
import { mayTakePart } from '../src/poll/permissions.ts'
import { askedById } from '../src/taxonomy/answerable.ts'
import { findCloseTopics } from '../src/taxonomy/close-topics.ts'
import { findTopic } from '../src/taxonomy/find-topic.ts'
import { suggestTopics } from '../src/taxonomy/suggest-topics.ts'
import { explainView, publicExplainView } from '../src/views/explain/explain-view.ts'
import { explanationOf } from '../src/views/explain/explanation.ts'
import { topicsView } from '../src/views/explain/topics-view.ts'
import { topicNotFound } from './options/errors.ts'
import { mayShare } from './options/may-share.ts'

/** Reads the question: controls give a topic's id, people words. */
const read = (topic = '') => askedById(topic) ?? findTopic(topic)

export default defineCommand({
  name: 'explain',
  summary: 'Explain a term or an axis, or compare two terms',
  form: { title: 'Explain a term', submit: 'Explain' },
  examples: ['explain', 'explain AI control', 'explain scalable oversight vs AI control'],
  options: {
    topic: typed(optional(text('Topic: a term, a question, or two terms with “vs”', 2000)), {
      as: 'topic',
      isFirst: true,
    }),
    public: typed(flag('It was asked in a message to everyone'), { isHidden: true }),
    /** Of buttons that an earlier version sent. */
    private: typed(flag('Show it only to me'), { isHidden: true }),
  },
  whenMentioned: { public: 'yes' },
  // That a topic isn't known, and the list for choosing one, interest only the caller.
  answers: ({ topic, public: isPublic }) =>
    isPublic === true && !['unknown', 'list'].includes(read(topic).kind) ? 'everyone' : 'caller',
  suggest: { topic: async (typed) => suggestTopics(typed) },
  async run({ topic = '', public: isPublic }, context) {
    const asked = read(topic)
    if (asked.kind === 'list') return show(topicsView())
    if (asked.kind === 'unknown') throw topicNotFound(topic, findCloseTopics(topic, asked.nearest))
    const explanation = explanationOf(asked)
    if (isPublic !== true) return show(explainView(explanation, await mayShare(context)))
    // Nothing is posted for people who may only look.
    if (!mayTakePart(context.caller)) return { ...show(explainView(explanation, false)), isPrivate: true }
    return { ...show(publicExplainView(explanation)), thread: explanation.title }
  },
})
