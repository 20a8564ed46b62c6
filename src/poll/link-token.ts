import { createHash, createHmac, type KeyObject } from 'node:crypto'
import { z } from 'zod'

/** The name of the key that tokens are computed with. It lies with those of anonymous polls, and is never destroyed. */
export const linkKeyName = 'page-links'

/** 26 characters of Crockford's base 32: 130 bits that nobody can guess. */
export const LinkToken = z
  .string()
  .regex(/^[0-9a-hjkmnp-tv-z]{26}$/)
  .brand<'LinkToken'>()
export type LinkToken = z.infer<typeof LinkToken>

/** Crockford's base 32: without i, l, o and u. */
const letters = '0123456789abcdefghjkmnpqrstvwxyz'

/** The first 130 bits of HMAC-SHA-256(key, "page link" 00 id), so that a copy of the database alone opens no page. */
export function toToken(key: KeyObject, id: string): LinkToken {
  const digest = createHmac('sha256', key).update(`page link\0${id}`).digest('hex')
  const bits = BigInt(`0x${digest}`) >> BigInt(256 - 130)
  const characters = Array.from(
    { length: 26 },
    (_, i) => letters[Number((bits >> BigInt(5 * (25 - i))) & 31n)],
  )
  return LinkToken.parse(characters.join(''))
}

/** The stored form of a token, by which its link is found. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')
