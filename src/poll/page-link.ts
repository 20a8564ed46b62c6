import { z } from 'zod'
import { Person } from '../chat/caller.ts'

/** Shows counts without names and words, or everything that the members of the poll's conversation see. */
export const LinkKind = z.enum(['counts', 'full'])
export type LinkKind = z.infer<typeof LinkKind>

export const PageLink = z
  .object({
    /** Random. The token in the link's address is computed from it. */
    id: z.string().max(40),
    /** SHA-256 of the token, in base64url: the token itself is stored nowhere. */
    hash: z.string().max(64),
    kind: LinkKind,
    by: Person,
    /** When it was made, and when it stops opening the page, in ms since 1970; without `expiresAt` it doesn't. */
    at: z.int(),
    expiresAt: z.int().optional(),
    /** Made with the poll, because its channel's settings say so: messages lead to its page. */
    isAutomatic: z.literal(true).optional(),
    /** Every full member of the space saw the poll when it was made: it ends once fewer people do. */
    isForAll: z.literal(true).optional(),
  })
  .readonly()
/** A link that opens the page of a poll for everyone who has its address. Stored in the poll's head. */
export type PageLink = z.infer<typeof PageLink>

/** Votes rewrite the poll's record, so it stays small. */
export const maxLinks = 20

/** How many days a link lasts: values and labels. */
export const linkTerms = { none: 'No expiry', '7': '7 days', '30': '30 days' } as const
export type LinkTerm = keyof typeof linkTerms

const dayMs = 24 * 3_600_000

/** When a link made at `at` expires, in ms since 1970; `undefined` if it doesn't. */
export const expiryOf = (term: LinkTerm, at: number): number | undefined =>
  term === 'none' ? undefined : at + Number(term) * dayMs

/** Whether it opens the page at `now`, in ms since 1970. */
export const isInForce = ({ expiresAt }: PageLink, now: number): boolean =>
  expiresAt === undefined || now < expiresAt
