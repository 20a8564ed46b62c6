import { type Topic, topics } from './taxonomy.ts'

const asked = /^(?:what(?:'s| is| are)|who is|define|explain|tell me about)\s+|\?+$/gi
const articles = /^(?:the|a|an)\s+/i

/** Case, hyphens, punctuation and a question's wrapping don't matter. */
function plain(text: string): string {
  return text
    .trim()
    .replace(asked, '')
    .replace(articles, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

const byName = new Map(
  topics.flatMap((topic) => [...topic.aliases, topic.name].map((name) => [plain(name), topic] as const)),
)

/** The topic that is called that, by its name or one of its aliases. */
export function findTopic(words: string): Topic | undefined {
  return byName.get(plain(words))
}

/** The three topics whose names share the most with what was asked. */
export function nearestTopics(words: string): readonly Topic[] {
  const wanted = pairs(plain(words))
  const score = (topic: Topic) =>
    Math.max(...[topic.name, ...topic.aliases].map((name) => likeness(wanted, pairs(plain(name)))))
  return topics
    .map((topic) => ({ topic, score: score(topic) }))
    .toSorted((a, b) => b.score - a.score)
    .slice(0, 3)
    .map(({ topic }) => topic)
}

/** Topics whose name or alias contains what is typed so far, in the order of the content. */
export function topicsLike(typed: string): readonly Topic[] {
  const part = plain(typed)
  return topics.filter((topic) => [topic.name, ...topic.aliases].some((name) => plain(name).includes(part)))
}

const pairs = (text: string): ReadonlySet<string> =>
  new Set(Array.from({ length: Math.max(text.length - 1, 0) }, (_, i) => text.slice(i, i + 2)))

/** Dice's coefficient of two sets of letter pairs (Dice, Ecology 26, 1945), 0 … 1. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const both = [...a].filter((pair) => b.has(pair)).length
  return a.size + b.size === 0 ? 0 : (2 * both) / (a.size + b.size)
}
