import type { FoundTopic } from './find-topic.ts'
import { topicOf, topics } from './taxonomy.ts'

/** A question about topics that are known. */
export type Answerable = Exclude<FoundTopic, { readonly kind: 'list' } | { readonly kind: 'unknown' }>

/** One topic, by its id. @returns `undefined` for an unknown id. */
export function askedById(id: string): Answerable | undefined {
  const topic = topics.find((topic) => topic.id === id)
  return topic && { kind: topic.kind === 'how-to' ? 'how-to' : 'topic', id }
}

/** The same as the arguments of a call, so that a control needn't repeat what was typed. */
export function toArgs(asked: Answerable): Readonly<Record<string, string>> {
  switch (asked.kind) {
    case 'topic':
      return { topic: asked.id, ...(asked.aspect !== undefined && { aspect: asked.aspect }) }
    case 'how-to':
      return { topic: asked.id }
    case 'compare':
      return { topic: asked.ids[0], other: asked.ids[1] }
    case 'level-of':
      return { topic: asked.id, asked: asked.asked.join(' ') }
    case 'premise':
      return { topic: asked.id, claimed: asked.claimed }
  }
}

type Args = Partial<Record<'topic' | 'other' | 'asked' | 'claimed' | 'aspect', string | undefined>>

/** Reads what {@link toArgs} wrote. @returns `undefined` if it names a topic that is unknown. */
export function fromArgs({ topic: id = '', other, asked, claimed, aspect }: Args): Answerable | undefined {
  const found = askedById(id)
  const all = asked?.split(' ') ?? []
  const named = [...all, ...(other === undefined ? [] : [other]), ...(claimed === undefined ? [] : [claimed])]
  if (found === undefined || named.some((one) => askedById(one) === undefined)) return undefined
  if (other !== undefined) return { kind: 'compare', ids: [id, other] }
  if (asked !== undefined) return { kind: 'level-of', id, asked: all }
  if (claimed !== undefined) return { kind: 'premise', id, claimed }
  return aspect === 'papers' || aspect === 'disputed' ? { kind: 'topic', id, aspect } : found
}

/** The topics that it is about: one, or the two that are compared. */
export const topicsOf = (asked: Answerable) =>
  (asked.kind === 'compare' ? asked.ids : [asked.id]).map(topicOf)
