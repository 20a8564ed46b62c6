import { z } from 'zod'
import type { Answer } from '../../src/chat/answer.ts'
import { PersonId, Place } from '../../src/chat/caller.ts'
import type { View } from '../../src/chat/view.ts'

/** Views are our own words read back; what they hold was checked when they were made. */
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
    /** A person who wrote `text`; without one, the bot showed `view`. */
    author: PersonId.optional(),
    text: z.string().optional(),
    view: StoredView.optional(),
    /** The only person who may see it. */
    for: PersonId.optional(),
    /** How many messages its thread holds. */
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
    rank: z.enum(['member', 'manager', 'admin']),
  })
  .readonly()
/** Somebody who can be spoken as in the playground. */
export type Member = z.infer<typeof Member>

/** Who is there, and where can be spoken. */
export interface WebState {
  readonly people: readonly Member[]
  readonly channels: readonly string[]
}

/** What the page gets back: the answer, or word that it was posted for everyone. */
export type Reply = Answer | { readonly kind: 'posted'; readonly id: string }

/** What could be typed next: the whole text with it, what to show, one line of help. */
export interface WebSuggestion {
  readonly insert: string
  readonly label: string
  readonly help: string
}
