import { z } from 'zod'
import type { Answer } from '../../src/chat/answer.ts'
import { PersonId, Place } from '../../src/chat/caller.ts'
import type { View } from '../../src/chat/view.ts'

/** A view as stored. Its parts are not checked again: only the bot writes views. */
const StoredView = z.custom<View>(
  (value) => z.object({ summary: z.string(), parts: z.array(z.unknown()) }).safeParse(value).success,
)

export const WebMessage = z
  .object({
    v: z.literal(1),
    id: z.string(),
    place: Place,
    /** ms since 1970. */
    at: z.int(),
    /** The person who wrote `text`; without one, the message is the bot's and has a `view`. */
    author: PersonId.optional(),
    text: z.string().optional(),
    view: StoredView.optional(),
    /** The only person who may see it. */
    for: PersonId.optional(),
    /** The number of messages in its thread. */
    replies: z.int(),
    edits: z.int(),
  })
  .readonly()
/** A message of the playground. */
export type WebMessage = z.infer<typeof WebMessage>

export const Member = z
  .object({
    v: z.literal(1),
    id: PersonId,
    name: z.string().trim().min(1).max(40),
    rank: z.enum(['guest', 'member', 'manager', 'admin']),
  })
  .readonly()
/** A person of the playground, as whom its user can speak. */
export type Member = z.infer<typeof Member>

/** The people and channels of the playground. */
export interface WebState {
  readonly people: readonly Member[]
  readonly channels: readonly string[]
  /** Whether it is shared by all who know a secret. */
  readonly isBehindSecret: boolean
  /** The time of the server, in ms since 1970. */
  readonly now: number
}

/** The news of a person in a channel that they see. */
export interface WebNews {
  readonly channel: string
  /** Messages in it since they read it last; at most 100. */
  readonly count: number
  /** The ids of the messages whose polls wait for their vote, in the channel and its threads. */
  readonly waiting: readonly string[]
}

/** The response to a call: the answer, or the id of the message it was posted as. */
export type Reply = Answer | { readonly kind: 'posted'; readonly id: string }

/** A suggestion for the message box: the whole text with it inserted, its label, and one line of help. */
export interface WebSuggestion {
  readonly insert: string
  readonly label: string
  readonly help: string
}
