import { optional, text } from '../../src/chat/option.ts'
import { type Answerable, fromArgs } from '../../src/taxonomy/answerable.ts'
import { topicNotFound } from './errors.ts'

/** A question, by the ids of its topics, as `toArgs` writes it into a control. */
export const askedOptions = {
  topic: text('Topic', 80),
  other: optional(text('The topic that it is compared with', 80)),
  asked: optional(text('What it may be', 400)),
  claimed: optional(text('What it is taken for', 80)),
  aspect: optional(text('What is asked about it', 80)),
}

/** @throws UserError for a control of another version, with a topic that is unknown now. */
export function requireAsked(args: Parameters<typeof fromArgs>[0]): Answerable {
  const asked = fromArgs(args)
  if (asked === undefined) throw topicNotFound(args.topic ?? '', [])
  return asked
}
